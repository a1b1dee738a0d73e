"""What is new of a saved search comes in the digest, to whoever may read it on that day."""

import datetime

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from learning.models import ArticlePage, LibraryPage
from notices.digests import gather
from notices.models import Mail, Notice, Preference
from notices.outbox import send_due
from notices.querysets import unread_count
from pages.audiences import set_audience
from pages.registries import settle
from search.engine.interface import SearchUnavailable
from search.models import SavedSearch
from search.saving import looking
from search.saving.actions import delete_search
from search.saving.kinds import NEW_HIT
from search.tasks import look_at_saved_searches, tell_of_saved_searches
from tests.factories import ask, make_board, make_known, sign_in
from tests.search.test_saving_a_search import saved_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_an_index")]
LATER = datetime.timedelta(days=8)


def publish(title, language="en", original=None):
    library = LibraryPage.objects.get(locale__language_code=language, depth=3)
    page = ArticlePage(title=title, locale=library.locale)
    if original is not None:
        page.translation_key = original.translation_key
    library.add_child(instance=page)
    settle()
    return page


def look():
    """The next look, whenever it would be due."""
    SavedSearch.objects.update(due_at=timezone.now())
    return looking.look_at_due()


def told(person):
    own = Notice.objects.filter(person=person, kind=NEW_HIT.key)
    return [one.words["key"] for one in own.order_by("pk")]


def digest(person):
    """What the digest of next week says; empty where there is none."""
    mail.outbox.clear()
    gather(timezone.now() + LATER)
    send_due()
    return [one.body for one in mail.outbox if one.to and person.email in one.to[0]]


def test_what_came_after_it_was_saved_is_told_once_in_the_digest(cast):
    publish("Handcarts of old")
    saved = saved_for(cast.odette)
    look()
    assert told(cast.odette) == []
    new = publish("Handcarts of today")
    publish("Something else")
    look()
    look()
    assert told(cast.odette) == [f"page:{new.pk}"]
    (body,) = digest(cast.odette)
    assert f"New for “{saved.name}”: Handcarts of today" in body
    assert new.address in body
    assert "You saved a search" in body
    assert "Handcarts of old" not in body
    assert digest(cast.odette) == []


def test_what_is_closed_before_the_digest_leaves_is_not_told_nor_counted(cast):
    saved_for(cast.bruno)
    saved_for(cast.odette)
    shut = publish("Handcarts that were shut")
    look()
    assert told(cast.bruno) == told(cast.odette) == [f"page:{shut.pk}"]
    assert unread_count(cast.bruno) == 1
    set_audience(shut.translation_key, f"association:{cast.lake.pk}")
    # The person as a later request or mail meets them.
    bruno = type(cast.bruno).objects.get(pk=cast.bruno.pk)
    assert unread_count(bruno) == 0
    assert "were shut" not in sign_in(bruno).get("/en/notices/").text
    assert digest(cast.bruno) == []
    # The control: a member of that association is told.
    Notice.objects.update(mail=None)
    Mail.objects.all().delete()
    (body,) = digest(cast.odette)
    assert "Handcarts that were shut" in body


def test_one_that_is_open_beside_a_closed_one_says_nothing_of_the_other(cast):
    saved_for(cast.bruno)
    shut = publish("Handcarts that were shut")
    publish("Handcarts for all")
    look()
    set_audience(shut.translation_key, f"association:{cast.lake.pk}")
    gather(timezone.now() + LATER)
    mail.outbox.clear()
    send_due()
    (sent,) = mail.outbox
    assert "Handcarts for all" in sent.body
    assert "shut" not in sent.body
    assert sent.subject.startswith("1 ")


def test_what_one_may_not_read_is_not_even_noted(cast):
    saved_for(cast.bruno)
    shut = publish("Handcarts that are shut")
    set_audience(shut.translation_key, f"association:{cast.lake.pk}")
    # Whether or not the index has followed.
    look()
    settle()
    look()
    assert told(cast.bruno) == []


def test_a_text_in_two_languages_is_told_once_in_ones_own(cast):
    saved_for(cast.odette, "budget")
    original = publish("Budget of a market")
    publish("Le budget du marché", "fr", original)
    look()
    look()
    assert told(cast.odette) == [f"page:{original.pk}"]
    # Who asked for French is told of the French one, though it is of the same text.
    saved_for(cast.bruno, "budget", language="fr")
    french = publish("Un autre budget", "fr", publish("Another budget"))
    look()
    assert told(cast.bruno) == [f"page:{french.pk}"]


def test_a_late_index_loses_nothing(cast):
    saved_for(cast.odette)
    look()
    page = publish("Handcarts that came late")
    # As if it had been published before the last look, and indexed after it.
    SavedSearch.objects.update(told_until=timezone.now() + datetime.timedelta(minutes=5))
    look()
    assert told(cast.odette) == [f"page:{page.pk}"]


def test_while_the_engine_is_away_it_waits_and_nothing_is_lost(cast, monkeypatch):
    saved = saved_for(cast.odette)
    page = publish("Handcarts")
    before = SavedSearch.objects.get(pk=saved.pk)

    class Away:
        def search(self, request):
            raise SearchUnavailable("away")

    with monkeypatch.context() as patch:
        patch.setattr(looking, "current_engine", Away)
        assert not look()
    after = SavedSearch.objects.get(pk=saved.pk)
    assert told(cast.odette) == []
    assert after.told_until == before.told_until
    # Due again once the lease is over, not before: others come first.
    assert timezone.now() < after.due_at <= timezone.now() + looking.LEASE
    look()
    assert told(cast.odette) == [f"page:{page.pk}"]


def test_of_two_workers_one_looks(cast, monkeypatch):
    saved = saved_for(cast.odette)
    seen = SavedSearch.objects.get(pk=saved.pk)
    publish("Handcarts")
    assert not looking.look_at_due()
    before = told(cast.odette)
    # The other one had read the same row before.
    assert not looking._take(seen)
    # One whose lease had run out while it was asking tells nothing: another one has.
    Notice.objects.all().delete()
    looking.look(seen)
    assert before
    assert told(cast.odette) == []


def test_who_stopped_this_mail_gets_none_and_finds_it_in_the_list(cast):
    saved_for(cast.odette)
    Preference.objects.create(person=cast.odette, kind=NEW_HIT.key, frequency="never")
    publish("Handcarts")
    look()
    assert digest(cast.odette) == []
    assert "New for “handcarts”: Handcarts" in sign_in(cast.odette).get("/en/notices/").text


def test_a_deleted_search_tells_nothing_and_another_one_may(cast):
    first = saved_for(cast.odette)
    second = saved_for(cast.odette, "handcarts night")
    page = publish("Handcarts night")
    look()
    assert told(cast.odette) == [f"page:{page.pk}"]
    (notice,) = Notice.objects.filter(kind=NEW_HIT.key)
    gone, left = (first, second) if notice.words["search"] == str(first.pk) else (second, first)
    delete_search(by=cast.odette, saved=gone)
    assert told(cast.odette) == []
    look()
    (body,) = digest(cast.odette)
    assert f"New for “{left.name}”" in body


def test_who_left_is_not_looked_for(cast):
    saved_for(cast.odette)
    type(cast.odette).objects.filter(pk=cast.odette.pk).update(is_active=False)
    publish("Handcarts")
    look()
    assert told(cast.odette) == []


def test_a_look_costs_the_same_for_one_hit_and_for_twenty(cast, glossary_at_rest):
    costs = []
    for number, hits in ((1, 1), (2, 20)):
        words = f"heron{number}"
        saved = saved_for(cast.odette, words)
        for hit in range(hits):
            publish(f"{words} text {hit}")
        row = SavedSearch.objects.select_related("person").get(pk=saved.pk)
        with CaptureQueriesContext(connection) as queries:
            looking.look(row)
        costs.append(len(queries))
    assert len(told(cast.odette)) == 21
    assert costs[0] == costs[1]


def test_the_chore_leaves_a_task_where_one_is_due_and_the_task_tells(cast):
    look_at_saved_searches()
    saved_for(cast.odette)
    publish("Handcarts")
    look_at_saved_searches()
    tell_of_saved_searches.call()
    assert len(told(cast.odette)) == 1
    assert not looking.due().exists()


def test_a_topic_of_a_closed_board_is_told_to_its_readers_alone(cast):
    for person in (cast.odette, cast.bruno):
        saved_for(person)
    board = make_board("Lake alone", f"association:{cast.lake.pk}")
    make_known(cast.lena)
    topic = ask(cast.lena, board, "Handcarts in the rain")
    settle()
    look()
    assert told(cast.odette) == [topic.scope]
    assert told(cast.bruno) == []
    assert "Handcarts in the rain" in digest(cast.odette)[0]
