"""Tables are what the models say, and each step towards them has a name somebody chose."""

import re

import pytest
from django.core.management import call_command

from tests.house.tree import ROOT, own_apps, rooms


@pytest.mark.django_db
def test_no_migration_is_pending():
    labels = [config.label for config in own_apps()]
    call_command("makemigrations", *labels, check=True, dry_run=True, verbosity=0)


def test_no_migration_is_named_by_a_machine():
    # Django's own names: 0002_auto_20260101_1200, or a list of what changed cut off by "_and_more".
    by_machine = re.compile(
        r"^\d{4}_(auto_\d|.*_and_more\.py$|alter_|remove_|rename_)|^\d{4}_\w+_\w+_\w+_\w+_\w+_\w+_\w+_"
    )
    names = [path for room in rooms() for path in (ROOT / room).glob("migrations/[0-9]*.py")]
    assert [str(path.relative_to(ROOT)) for path in names if by_machine.match(path.name)] == []


def test_stream_field_definitions_stay_out_of_migrations():
    # A block that changes would else ask for a migration each time, of hundreds of lines.
    for room in rooms():
        for path in (ROOT / room).glob("migrations/[0-9]*.py"):
            assert "block_lookup" not in path.read_text(), path
