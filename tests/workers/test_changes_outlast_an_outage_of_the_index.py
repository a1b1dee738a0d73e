"""Q13: the index cannot be written for a while, people go on writing, and nothing is lost."""

import random
import resource
import shutil
from contextlib import contextmanager

import pytest
from django.conf import settings
from django_tasks_db.models import DBTaskResult

from learning.models import ArticlePage, ChapterPage, LibraryPage, ManualPage
from pages.audiences import PUBLIC, set_audience
from search.engine.embedded.folder import IndexFolder
from search.following import rebuild
from search.models import IndexChange
from search.reconciling import reconcile
from search.tasks import follow_changes
from tests.factories import library_in, make_article, make_manual, make_page
from tests.workers.conftest import wait_until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
]

LEASE = 3
WRITES = 500
# One outage is as long as the law says; the others end in the same way, and sooner.
FEWER_WRITES = 100
# In seconds, from the end of the outage.
RECOVERY = 120


@contextmanager
def locked(worker):
    """Another process has the index's one lock and does not give it back."""
    with IndexFolder(settings.SEARCH_INDEX_FOLDER).writing(30):
        yield


@contextmanager
def gone(worker):
    """The disk of the index is away: nothing can be read or written; then it is back, as it was."""
    folder = settings.SEARCH_INDEX_FOLDER
    aside = folder.with_name("aside")
    folder.rename(aside)
    folder.write_text("no folder")
    try:
        yield
    finally:
        folder.unlink()
        aside.rename(folder)


@contextmanager
def destroyed(worker):
    """The same, and what comes back is an empty disk."""
    with gone(worker):
        shutil.rmtree(settings.SEARCH_INDEX_FOLDER.with_name("aside"))
        settings.SEARCH_INDEX_FOLDER.with_name("aside").mkdir()
        yield


@contextmanager
def full(worker):
    """The worker's disk is full: whatever it writes is refused, its own database on SQLite too."""
    before = resource.prlimit(worker.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, before)


@pytest.fixture(params=[locked, gone, destroyed, full], ids=lambda way: way.__name__)
def outage(request):
    return request.param


class Writers:
    """Editors who publish, edit, delete, move and restrict, the same for each seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.count = 0
        library = library_in()
        self.shelves = [
            make_page(LibraryPage, library, title=f"Shelf {number}") for number in range(4)
        ]
        for number in range(40):
            make_article(self._a_shelf(), title=f"Kelpie {number}")
        for number in range(5):
            make_manual(self._a_shelf(), title=f"Selkie {number}", chapters=("One", "Two"))

    def write(self, times):
        acts = (self.publish, self.edit, self.edit, self.delete, self.move, self.restrict)
        for _ in range(times):
            self.count += 1
            self.random.choice(acts)()

    def publish(self):
        make_article(self._a_shelf(), title=f"Nixie {self.count}")

    def edit(self):
        page = self._one_of(self.random.choice((ArticlePage, ManualPage, ChapterPage)))
        page.title = f"Undine {self.count}"
        page.save_revision().publish()

    def delete(self):
        self._one_of(ArticlePage).delete()

    def move(self):
        self._one_of(self.random.choice((ArticlePage, ManualPage))).move(
            self._a_shelf(), pos="last-child"
        )

    def restrict(self):
        page = self._one_of(self.random.choice((ArticlePage, ManualPage, ChapterPage, LibraryPage)))
        set_audience(page.translation_key, self.random.choice((PUBLIC, "group:1", "group:2")))

    def _a_shelf(self):
        return LibraryPage.objects.get(pk=self.random.choice(self.shelves).pk)

    def _one_of(self, model):
        pages = model.objects.filter(path__startswith=library_in().path, depth__gt=3)
        return pages.get(pk=self.random.choice(sorted(pages.values_list("pk", flat=True))))


def test_q13_after_writes_without_an_index_it_is_what_the_database_says(machine, outage, capsys):
    writers = Writers(seed=13)
    rebuild(5)
    worker = machine.start_worker(LEASE)
    with outage(worker):
        writers.write(1)
        oldest = IndexChange.objects.earliest("pk")
        writers.write(WRITES - 1 if outage is gone else FEWER_WRITES - 1)
        assert IndexChange.objects.contains(oldest), "none was followed while it lasted"
        assert worker.poll() is None
    wait_until(lambda: not IndexChange.objects.exists(), RECOVERY)
    assert worker.poll() is None
    lost = reconcile(is_repairing=False)
    with capsys.disabled():
        print(f"\n{outage.__name__}: {writers.count} writes; lost: {lost or 'nothing'}")
    assert not lost


def test_q13_a_worker_killed_while_it_catches_up_is_made_up_for_by_the_next(machine):
    writers = Writers(seed=14)
    rebuild(5)
    writers.write(FEWER_WRITES)
    # It has the task and waits for the lock when it is killed.
    with locked(None):
        killed = machine.start_worker(LEASE)
        running = DBTaskResult.objects.running().filter(task_path=follow_changes.module_path)
        wait_until(running.exists)
        killed.kill()
        killed.wait()
    machine.start_worker(LEASE)
    wait_until(lambda: not IndexChange.objects.exists(), RECOVERY)
    assert not reconcile(is_repairing=False)


def test_control_before_a_worker_has_followed_the_index_is_wrong_in_every_way(machine):
    writers = Writers(seed=13)
    rebuild(5)
    writers.write(FEWER_WRITES)
    found = reconcile(is_repairing=False)
    assert found.missing
    assert found.ghosts
    assert found.old
