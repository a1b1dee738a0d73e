"""Each room knows only what stands below it, in its imports and in its tables."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Model

from tests.house.tree import ROOT, layers, own_apps, rooms

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
    found = {config.name for config in own_apps()}
    assert found == set(rooms()), (
        "[[tool.importlinter.contracts]] in pyproject.toml names the rooms"
    )


def _arrows() -> Iterator[tuple[type[Model], str, type[Model]]]:
    """Each relation of a model of ours: the model, the relation's name, the model it points to."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_config.name not in HEIGHT:
            continue
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            if field.related_model is not None:
                yield model, field.name, field.related_model


def test_no_foreign_key_points_upward_or_sideways():
    wrong = []
    seen = 0
    for model, name, target in _arrows():
        seen += 1
        room, target_room = model._meta.app_config.name, target._meta.app_config.name
        if target_room not in HEIGHT or target_room == room:
            continue
        if target._meta.label == settings.AUTH_USER_MODEL:
            continue  # named by its setting, and so known to all
        if HEIGHT[target_room] >= HEIGHT[room]:
            wrong.append(f"{model._meta.label}.{name} points to {target._meta.label}")
    assert wrong == []
    assert seen > 10, "the walk over the models has found hardly any relation: is it broken?"
