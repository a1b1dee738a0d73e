"""What all tests share: real samples, a folder of their own, a browser, no silent skips."""

from __future__ import annotations

import gc
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db.backends.sqlite3.base import DatabaseOperations as SqliteOperations
from django.test import override_settings
from django.utils import translation

from search import terms
from tests import standing
from tests.factories import Cast, do_waiting_work, make_cast
from tests.house.tried import Tried
from tests.schema import kept_schema
from tests.search.own_index import no_index_yet

ROOT = Path(__file__).resolve().parents[1]
IS_CI = os.environ.get("CI") == "true"
SEARCH_NODE = os.environ.get("PEERHALL_SEARCH_NODE", "")
TOOLS = Path(os.environ.get("PEERHALL_DATA") or ROOT / "var").resolve()

# Playwright keeps an event loop in this thread, which Django takes for async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


# -- A skip is a failure where everything has been installed -------------------------------------


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    report = yield
    if IS_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"
    return report


def pytest_configure(config: pytest.Config) -> None:
    """A run ends with how many addresses the leak crawler asked for, as how many roles."""
    config.pluginmanager.register(Tried(), "tried")


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector):
    report = yield
    if IS_CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever opens a browser or the demo is a browser test, whether its author said so or not.

    Whatever runs on both engines of search, without a site, is marked likewise, and whatever asks
    the database; of each file every fourth of these is in the sample.
    """
    asking: Counter[Path] = Counter()
    for item in items:
        used = set(getattr(item, "fixturenames", ()))
        if {"page", "context", "demo_site"} & used:
            item.add_marker(pytest.mark.browser)
        if "make_store" in used:
            item.add_marker(pytest.mark.engine)
        if "django_db_setup" in used or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)
            if asking[item.path] % 4 == 0:
                item.add_marker(pytest.mark.sample)
            asking[item.path] += 1
    items[:] = standing.side_by_side(items)


def pytest_collection_finish() -> None:
    """What was imported stays: looking through it for garbage again and again costs a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before the fixtures: the transaction of a test begins within that of its world."""
    standing.prepare_for(item)


# -- Folders -------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of real documents and data; the test is skipped where it is not."""
    if not (settings.PEERHALL_SAMPLES / "data").is_dir():
        pytest.skip(
            f"no real samples in {settings.PEERHALL_SAMPLES}: set PEERHALL_SAMPLES to the folder"
        )
    return settings.PEERHALL_SAMPLES


@pytest.fixture(scope="session")
def search_node() -> str:
    """The address of a real Elasticsearch node; the test is skipped where there is none."""
    if not SEARCH_NODE:
        pytest.skip("no Elasticsearch node: see ./peerhall test --help")
    return SEARCH_NODE


@pytest.fixture(scope="session", autouse=True)
def own_search_index() -> Iterator[None]:
    """Where the site's index is on a server, a test process has one apart from all others'."""
    with no_index_yet(settings.SEARCH_INDEX_FOLDER):
        yield


@pytest.fixture
def without_an_index(tmp_path: Path) -> Iterator[None]:
    """The site as it is before its first index was written, and none of an earlier test's rows."""
    with no_index_yet(tmp_path / "nowhere"):
        yield


@pytest.fixture(scope="session", autouse=True)
def own_data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Files, index and mail of a test process, apart from the demo's and from other processes'."""
    folder = tmp_path_factory.mktemp("peerhall")
    (folder / "static").mkdir()
    with override_settings(
        PEERHALL_DATA=folder,
        MEDIA_ROOT=str(folder / "files"),
        SEARCH_INDEX_FOLDER=folder / "index",
        STATIC_ROOT=str(folder / "static"),
    ):
        yield folder


@pytest.fixture(scope="session", autouse=True)
def flushing_empties_the_audit_log() -> Iterator[None]:
    """A test that commits ends with DELETE on every table of SQLite, which a trigger refuses.

    So the flush of tests takes triggers away and lays them again. On PostgreSQL it truncates.
    """
    flush = SqliteOperations.sql_flush

    def with_triggers_away(operations: Any, *args: Any, **more: Any) -> list[str]:
        with operations.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = dict(cursor.fetchall())
        away = [f"DROP TRIGGER {name}" for name in triggers]
        return [*away, *flush(operations, *args, **more), *triggers.values()]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SqliteOperations, "sql_flush", with_triggers_away)
        yield


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A request leaves its language switched on in this thread; the next test begins in English."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def nothing_kept_in_memory() -> None:
    """What an earlier test left in memory belongs to rows that were rolled back."""
    standing.forget()


@pytest.fixture
def glossary_at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Queries are counted without the look at the glossary, which comes every ten seconds."""
    monkeypatch.setattr(terms, "_KEPT_FOR_SECONDS", 3600)


# -- The browser ---------------------------------------------------------------------------------


def _find_chromium() -> str | None:
    return os.environ.get("PEERHALL_CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Debian's own Chromium, asking nobody outside this machine for anything."""
    chromium = _find_chromium()
    if chromium is None:
        pytest.skip("no Chromium: apt install chromium fonts-noto-core")
    return {
        "executable_path": chromium,
        "headless": True,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="session")
def axe_script() -> str:
    """The source of axe-core, which ./peerhall test fetches; injected into pages under test."""
    path = TOOLS / "axe" / "axe.min.js"
    if not path.exists():
        pytest.skip("no axe-core: apt install npm, then ./peerhall test")
    return path.read_text()


# -- The ground ----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, django_db_blocker: Any
) -> ExitStack:
    """Before the test database is made: it begins with the schema that is kept, if any."""
    making = ExitStack()
    with django_db_blocker.unblock():
        making.enter_context(kept_schema(TOOLS / "cache"))
    return making


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_modify_db_settings: ExitStack, django_db_setup: None, django_db_blocker: Any
) -> Iterator[None]:
    """Locales, home pages, themes and libraries stand in every test's database."""
    with django_db_blocker.unblock():
        django_db_modify_db_settings.close()
        _prepare()
    yield from standing.let_stand(django_db_blocker)


@standing.standing
def cast() -> Cast:
    """The cast, and a worker has done what making it left to do."""
    cast = make_cast()
    do_waiting_work()
    return cast


@pytest.fixture
def ground(db: None) -> None:
    """The same for tests that flush the database: first the roots that migrations made."""
    from wagtail.models import Collection, Locale, Page

    from pages.models import SiteVersion

    SiteVersion.objects.get_or_create(pk=1)
    if not Page.objects.exists():
        Collection.add_root(name="Root")
        locale, _is_new = Locale.objects.get_or_create(language_code="en")
        Page.add_root(title="Root", slug="root", locale=locale)
    _prepare()


def _prepare() -> None:
    from learning.prepare import prepare_library
    from pages.prepare import prepare_ground

    prepare_ground()
    prepare_library()
