"""Tables that grew at once are counted, and nobody else on the server waits for it."""

import pytest
from django.db import OperationalError, connection, transaction

from pages.planner import tell_planner

pytestmark = pytest.mark.django_db


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def test_tables_are_counted_though_it_takes_longer_than_a_statement_may():
    run("SET LOCAL statement_timeout = '1ms'")
    with pytest.raises(OperationalError, match="statement timeout"), transaction.atomic():
        run("ANALYZE")
    tell_planner()


def test_counting_locks_nothing_that_all_databases_of_the_server_share():
    tell_planner()
    held = run(
        "SELECT relation::regclass::text FROM pg_locks"
        " WHERE pid = pg_backend_pid() AND mode = 'ShareUpdateExclusiveLock'"
    )
    names = {name for (name,) in held}
    assert "wagtailcore_page" in names
    assert not {name for name in names if name.startswith("pg_")}
