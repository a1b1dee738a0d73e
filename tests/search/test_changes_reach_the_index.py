"""What is committed is found within moments; what is rolled back never was; nothing is lost."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from learning.models import ArticlePage, ChapterPage, LibraryPage, ManualPage
from pages.models import Theme
from pages.registries import settle
from people.models import Organisation
from search import following, reconciling
from search.engines import current_engine, current_writer
from search.models import IndexChange
from search.reconciling import reconcile
from search.sources import item_key
from search.tasks import follow_changes, look_at_index, look_at_outbox, reconcile_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def library():
    IndexChange.objects.all().delete()
    DBTaskResult.objects.all().delete()
    current_writer(5).rebuild([])
    return LibraryPage.objects.get(locale__language_code="en", depth=3)


def article(library, title, **fields):
    page = ArticlePage(title=title, locale=library.locale, **fields)
    library.add_child(instance=page)
    return page


def found(words):
    from search.engine.interface import Request

    return [hit.key for hit in current_engine().search(Request(words)).hits]


def waiting(task):
    return DBTaskResult.objects.ready().filter(task_path=task.module_path).count()


def test_a_commit_leaves_one_task_for_a_worker(library, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = article(library, "Kelpie")
        article(library, "Kelpie again")
    assert waiting(follow_changes) == 1
    assert found("kelpie") == []
    follow_changes.call()
    assert item_key(page.pk) in found("kelpie")
    assert not IndexChange.objects.exists()


def test_q02_an_exception_before_the_commit_indexes_nothing(library):
    with transaction.atomic():
        article(library, "Kelpie")
        assert IndexChange.objects.exists()
        transaction.set_rollback(True)
    assert not IndexChange.objects.exists()
    assert not DBTaskResult.objects.exists()
    settle()
    assert found("kelpie") == []


def test_settle_needs_no_worker(library):
    page = article(library, "Kelpie")
    settle()
    assert found("kelpie") == [item_key(page.pk)]


def test_a_worker_gives_way_to_another_writer_and_keeps_the_rows(library, monkeypatch):
    monkeypatch.setattr(following, "_WORKER_WAITS_SECONDS", 0.1)
    article(library, "Kelpie")

    def documents_of_another_writer():
        assert following.work_off() == 0
        yield from ()

    current_writer(5).rebuild(documents_of_another_writer())
    assert IndexChange.objects.exists()
    assert following.work_off() > 0


def test_a_change_noted_while_others_are_worked_off_is_kept(library, monkeypatch):
    page = article(library, "Kelpie")
    follow = following._follow

    def follow_and_change(*args):
        follow(*args)
        page.title = "Selkie"
        page.save()

    monkeypatch.setattr(following, "_follow", follow_and_change)
    following.work_off()
    assert IndexChange.objects.exists()
    monkeypatch.setattr(following, "_follow", follow)
    following.work_off()
    assert found("selkie") == [item_key(page.pk)]
    assert found("kelpie") == []


def test_a_changed_or_deleted_chapter_changes_its_manual(library):
    manual = ManualPage(title="Meters", locale=library.locale)
    library.add_child(instance=manual)
    chapter = ChapterPage(title="Kelpie", locale=library.locale)
    manual.add_child(instance=chapter)
    settle()
    assert found("kelpie") == [item_key(manual.pk)]
    chapter.title = "Selkie"
    chapter.save()
    settle()
    assert (found("kelpie"), found("selkie")) == ([], [item_key(manual.pk)])
    chapter.delete()
    settle()
    assert (found("selkie"), found("meters")) == ([], [item_key(manual.pk)])


def test_a_new_name_of_a_theme_or_an_organisation_is_found(library):
    theme = Theme.objects.create(slug="kelpies", name_en="Kelpies")
    town = Organisation.objects.create(name="Selkie Bay", kind="local-government")
    page = article(library, "Plain", author_organisation=town)
    page.themes.add(theme)
    page.save()
    settle()
    itself = f"organisation:{town.pk}"
    for words in ("kelpie", "selkie"):
        assert set(found(words)) == {item_key(page.pk), itself}
    theme.name_en, town.name = "Handcarts", "Ferry Landing"
    theme.save()
    town.save()
    settle()
    assert found("kelpie") == found("selkie") == []
    for words in ("handcarts", "ferry"):
        assert set(found(words)) == {item_key(page.pk), itself}


def test_many_changes_are_worked_off_by_a_rebuild(library, monkeypatch):
    monkeypatch.setattr(following, "_REBUILD_AT_LEAST", 3)
    pages = [article(library, f"Kelpie {number}") for number in range(5)]
    settle()
    assert sorted(found("kelpie")) == sorted(item_key(page.pk) for page in pages)
    assert not IndexChange.objects.exists()


def test_what_people_do_during_a_rebuild_is_found_when_it_ends(library):
    pages = {name: article(library, f"Kelpie {name}") for name in ("edited", "deleted", "kept")}
    settle()

    def write_meanwhile(_count):
        if ArticlePage.objects.filter(pk=pages["deleted"].pk).exists():
            pages["edited"].title = "Selkie"
            pages["edited"].save()
            pages["deleted"].delete()
            article(library, "Undine")

    following.rebuild(5, write_meanwhile)
    assert found("kelpie") == [item_key(pages["kept"].pk)]
    assert found("selkie") == [item_key(pages["edited"].pk)]
    assert len(found("undine")) == 1
    assert IndexChange.objects.exists()
    following.work_off()
    assert not reconcile(is_repairing=False)


def test_the_reconciler_finds_and_repairs_every_kind_of_difference(library):
    pages = {name: article(library, f"Kelpie {name}") for name in ("missing", "old", "whole")}
    settle()
    writer = current_writer(5)
    writer.apply([], [item_key(pages["missing"].pk)])
    ArticlePage.objects.filter(pk=pages["old"].pk).update(title="Selkie old")
    from tests.search.conftest import item

    writer.apply([item("page:999999", "Kelpie ghost")])
    seen = reconcile(is_repairing=False)
    assert seen.missing == [item_key(pages["missing"].pk)]
    assert seen.old == [item_key(pages["old"].pk)]
    assert seen.ghosts == ["page:999999"]
    assert reconcile() == seen
    assert not reconcile()
    assert sorted(found("kelpie")) == sorted(
        item_key(pages[name].pk) for name in ("missing", "whole")
    )


def test_a_page_moved_while_the_reconciler_reads_is_no_ghost(library, monkeypatch):
    """It reads in the order of the tree, and the page jumps from the end to the beginning."""
    first = LibraryPage(title="First", locale=library.locale)
    library.add_child(instance=first)
    article(library, "Selkie")
    page = article(library, "Kelpie")
    settle()
    documents = reconciling.all_documents

    def all_documents_and_move(version):
        keys = (document for document in documents(version) if document.key != item_key(page.pk))
        yield from keys
        page.move(first, pos="last-child")

    monkeypatch.setattr(reconciling, "all_documents", all_documents_and_move)
    assert not reconcile(is_repairing=True)
    assert found("kelpie") == [item_key(page.pk)]


def test_rebuild_and_reconcile_report_on_standard_error_and_output(library, capsys):
    article(library, "Kelpie")
    call_command("rebuild_search")
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "1 items can be found" in shown.err
    call_command("reconcile_search")
    assert capsys.readouterr().out == "missing 0, too many 0, old 0\n"


def test_a_worker_looks_for_changes_that_no_task_was_left_for(library):
    look_at_outbox()
    assert waiting(follow_changes) == 0
    article(library, "Kelpie")
    look_at_outbox()
    look_at_outbox()
    assert waiting(follow_changes) == 1


def test_the_hourly_look_repairs_what_differs_and_says_so_once(library, caplog):
    page = article(library, "Kelpie")
    settle()
    current_writer(5).apply([], [item_key(page.pk)])
    look_at_index()
    look_at_index()
    assert waiting(reconcile_index) == 1
    reconcile_index.call()
    assert found("kelpie") == [item_key(page.pk)]
    assert "repaired: missing 1, too many 0, old 0" in caplog.text
    caplog.clear()
    reconcile_index.call()
    assert caplog.text == ""


def test_the_hourly_look_makes_the_index_anew_where_it_is_gone(library, without_an_index):
    page = article(library, "Kelpie")
    IndexChange.objects.all().delete()
    reconcile_index.call()
    assert found("kelpie") == [item_key(page.pk)]


def test_an_index_that_cannot_be_written_is_a_line_in_the_log_and_costs_no_change(
    library, settings, tmp_path, caplog
):
    settings.SEARCH_SERVER = None
    settings.SEARCH_INDEX_FOLDER = tmp_path / "index"
    (tmp_path / "index").write_text("no folder")
    article(library, "Kelpie")
    follow_changes.call()
    assert "changes wait for the next try" in caplog.text
    assert IndexChange.objects.exists()
