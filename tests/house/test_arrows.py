"""Each room knows only what stands below it, in its imports and in its tables."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Model

from tests.house.tree import ROOT, layers, rooms

HEIGHT = {room: height for height, line in enumerate(reversed(layers())) for room in line}


def test_no_import_points_upward_or_sideways():
    check = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache", "--no-logo"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert check.returncode == 0, check.stdout + check.stderr


def test_every_app_of_ours_stands_in_the_list_of_layers():
    ours = {
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).parent in (ROOT, ROOT / "site")
    }
    assert ours == set(rooms()), "pyproject.toml, [[tool.importlinter.contracts]], names the rooms"


def _arrows() -> Iterator[tuple[str, type[Model]]]:
    """Each relation of a model of ours, by its name, with the model it points to."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label not in HEIGHT:
            continue
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            if field.related_model is not None:
                yield f"{model._meta.label}.{field.name}", field.related_model


def test_no_foreign_key_points_upward_or_sideways():
    wrong = []
    seen = 0
    for name, target in _arrows():
        room, target_room = name.split(".")[0], target._meta.app_label
        seen += 1
        if target_room not in HEIGHT or target_room == room:
            continue
        if target._meta.label == settings.AUTH_USER_MODEL:
            continue  # named by its setting, and so known to all
        if HEIGHT[target_room] >= HEIGHT[room]:
            wrong.append(f"{name} points to {target._meta.label}")
    assert not wrong
    assert seen > 10, "the walk over the models has found hardly any relation: is it broken?"
