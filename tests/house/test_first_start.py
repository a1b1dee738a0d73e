"""A fresh checkout starts: what everything is written under is there before anything writes."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import read_environment


def test_the_data_folder_is_made_where_it_is_missing(monkeypatch, tmp_path):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("PEERHALL_DATA", str(tmp_path / "not" / "yet"))
    environment = read_environment(needs_secrets=False)
    assert environment.data == tmp_path / "not" / "yet"
    assert Path(str(environment.database["NAME"])).parent.is_dir()


def test_a_data_folder_that_cannot_be_made_stops_the_start_with_a_sentence(monkeypatch, tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    monkeypatch.setenv("PEERHALL_DATA", str(in_the_way / "data"))
    with pytest.raises(ImproperlyConfigured, match="Set PEERHALL_DATA to one that can"):
        read_environment(needs_secrets=False)
