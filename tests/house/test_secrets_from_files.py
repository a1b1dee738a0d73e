"""What must not show in a list of processes or settings is read from a file that is named."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import read_environment


@pytest.fixture
def server(monkeypatch, tmp_path):
    """The environment of a server, without its secrets."""
    for name in ("SECRET_KEY", "EMAIL_URL", "ELASTICSEARCH_CA_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PEERHALL_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ALLOWED_HOSTS", "hall.example")
    monkeypatch.setenv("BASE_URL", "https://hall.example")
    monkeypatch.setenv("DATABASE_URL", "postgres://peerhall@database:5432/peerhall")
    monkeypatch.setenv("ELASTICSEARCH_URL", "https://search:9200")
    monkeypatch.setenv("ELASTICSEARCH_USER", "elastic")

    def keep(name, secret):
        file = tmp_path / name.lower()
        file.write_text(secret)
        monkeypatch.setenv(f"{name}_FILE", str(file))

    for name in ("SECRET_KEY", "NOTES_KEY", "DATABASE_PASSWORD", "ELASTICSEARCH_PASSWORD"):
        keep(name, f"of {name}")
    return keep


def test_every_secret_may_stand_in_a_file(server):
    server("EMAIL_URL", "smtp+ssl://hall:pigeon@mail.example:465\n")
    read = read_environment(needs_secrets=True)
    assert read.secret_key == "of SECRET_KEY"
    assert read.notes_key == "of NOTES_KEY"
    assert read.database["PASSWORD"] == "of DATABASE_PASSWORD"
    assert read.search_server.password == "of ELASTICSEARCH_PASSWORD"
    assert read.email_url["EMAIL_HOST_PASSWORD"] == "pigeon"


def test_the_end_of_the_line_is_no_part_of_a_secret(server):
    server("SECRET_KEY", "ends here\n")
    assert read_environment(needs_secrets=True).secret_key == "ends here"


def test_the_address_of_the_database_may_stand_in_a_file_with_its_password(server, monkeypatch):
    for name in ("DATABASE_URL", "DATABASE_PASSWORD_FILE"):
        monkeypatch.delenv(name)
    server("DATABASE_URL", "postgres://peerhall:tortoise@database:5432/peerhall\n")
    assert read_environment(needs_secrets=True).database["PASSWORD"] == "tortoise"


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_PASSWORD", "ELASTICSEARCH_PASSWORD"])
def test_a_file_that_is_not_there_stops_the_start_with_a_sentence(server, monkeypatch, name):
    monkeypatch.setenv(f"{name}_FILE", "not-here")
    with pytest.raises(ImproperlyConfigured, match=f"{name}_FILE must be a readable file path"):
        read_environment(needs_secrets=True)
