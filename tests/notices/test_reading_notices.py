"""The list on the site: what one was told and may still be told, and how much of it is unread."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notices.actions import tell
from notices.kinds import kind_of, kinds
from notices.models import Notice
from notices.querysets import for_list, unread_count
from pages.audiences import set_audience
from tests.factories import make_article, sign_in
from tests.notices.kinds import CARTS, KINDS, MEMBERS, NEWS, TEXTS

pytestmark = pytest.mark.django_db


def list_of(person, query=""):
    return sign_in(person).get(f"/en/notices/{query}").content.decode()


def test_the_newest_stands_first_and_leads_to_what_it_is_about(cast):
    article = make_article(title="Heron Papers")
    tell(CARTS, [cast.odette], once="1", words={"town": "Ferry Landing"})
    tell(TEXTS, [cast.odette], once="2", about=article)
    html = list_of(cast.odette)
    assert html.index("New: Heron Papers") < html.index("Carts for Ferry Landing")
    assert article.address in html
    assert html.count(">Unread<") == 2


def test_nobody_sees_what_others_were_told(cast):
    tell(CARTS, [cast.odette], once="1", words={"town": "Ferry Landing"})
    assert "Ferry Landing" not in list_of(cast.lena)
    assert unread_count(cast.lena) == 0


def test_the_head_of_each_page_says_how_many_are_unread(cast):
    assert "unread notice" not in sign_in(cast.odette).get("/en/").content.decode()
    for number in range(3):
        tell(CARTS, [cast.odette], once=str(number))
    html = sign_in(cast.odette).get("/en/").content.decode()
    assert '3<span class="unseen"> unread notices</span>' in html
    assert reverse("notices") in html


def test_they_stay_unread_until_the_button_is_pressed(cast):
    tell(CARTS, [cast.odette], once="1")
    browser = sign_in(cast.odette)
    for _ in range(2):
        html = browser.get("/en/notices/").content.decode()
    assert unread_count(cast.odette) == 1
    newest = browser.get("/en/notices/").context["newest_id"]
    # Told while the page was being read.
    tell(CARTS, [cast.odette], once="2")
    tell(CARTS, [cast.lena], once="2")
    assert "Mark all as read" in html
    assert browser.post("/en/notices/read/", {"newest": newest}).status_code == 302
    assert unread_count(cast.odette) == unread_count(cast.lena) == 1
    assert browser.get("/en/notices/read/").status_code == 405


@pytest.mark.parametrize("newest", ["", "x", "-1", "1" * 30, "²", "1.5"])
def test_a_place_that_is_no_number_is_refused(cast, newest):
    browser = sign_in(cast.odette)
    assert browser.post("/en/notices/read/", {"newest": newest}).status_code == 400
    if newest:
        assert browser.get("/en/notices/", {"before": newest}).status_code == 400


def test_2c_what_one_may_no_longer_read_is_in_neither_list_nor_count(cast):
    article = make_article(title="Heron Papers")
    for person in (cast.odette, cast.bruno):
        tell(TEXTS, [person], once="1", about=article)
        tell(MEMBERS, [person], once="1", words={"town": "Ferry Landing"})
    set_audience(article.translation_key, f"association:{cast.lake.pk}")
    assert "Heron" in list_of(cast.odette)
    assert unread_count(cast.odette) == 2
    html = list_of(cast.bruno)
    assert "Heron" not in html
    assert article.address not in html
    assert "Ferry Landing" not in html
    assert unread_count(cast.bruno) == 0
    article.unpublish()
    assert unread_count(cast.odette) == 1


def test_a_page_that_is_gone_takes_its_notices_along(cast):
    article = make_article(title="Heron Papers")
    tell(TEXTS, [cast.odette], once="1", about=article)
    article.delete()
    assert not Notice.objects.exists()


def test_a_kind_that_no_room_knows_any_more_is_neither_shown_nor_counted(cast, monkeypatch):
    tell(NEWS, [cast.odette], once="1")
    tell(CARTS, [cast.odette], once="1", words={"town": "Ferry Landing"})
    monkeypatch.setattr(kinds, "_entries", [NEWS])
    assert unread_count(cast.odette) == 1
    assert "Ferry Landing" not in list_of(cast.odette)


def test_a_long_list_is_parted_and_each_notice_stands_on_one_page(cast):
    for number in range(45):
        tell(NEWS, [cast.odette], once=str(number), words={"town": f"Town {number:02}."})
    browser = sign_in(cast.odette)
    seen, address = [], "/en/notices/"
    while address:
        context = browser.get(address).context
        seen += [entry.wording.subject for entry in context["entries"]]
        address = context["next_url"] and f"/en/notices/{context['next_url']}"
    assert seen == [f"Carts for Town {number:02}." for number in reversed(range(45))]


def test_twenty_rows_cost_no_more_queries_than_one_and_the_count_is_two(cast):
    def queries(act):
        with CaptureQueriesContext(connection) as asked:
            act()
        return len(asked)

    def look():
        list_of(cast.odette)

    tell(TEXTS, [cast.odette], once="first", about=make_article())
    look()
    few = queries(look)
    for number in range(10):
        tell(TEXTS, [cast.odette], once=str(number), about=make_article())
        tell(CARTS, [cast.odette], once=str(number), by=cast.lena)
    assert queries(look) == few
    # The second is for the audiences of a person, which a page asks for once anyway.
    assert queries(lambda: unread_count(cast.odette)) <= 2 + queries_for_audiences(cast)


def queries_for_audiences(cast):
    from pages.audiences import keys_for
    from people.models import Person

    person = Person.objects.get(pk=cast.odette.pk)
    with CaptureQueriesContext(connection) as asked:
        keys_for(person)
    return len(asked)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    told=st.lists(
        st.tuples(st.sampled_from(KINDS), st.sampled_from(["odette", "bruno", "lena"])), max_size=12
    ),
    closed_to=st.sampled_from(["lake", "hill", None]),
    is_live=st.booleans(),
)
def test_p02_what_is_counted_and_listed_is_what_each_kind_allows(cast, told, closed_to, is_live):
    Notice.objects.all().delete()
    article = make_article(live=is_live)
    if closed_to:
        set_audience(article.translation_key, f"association:{getattr(cast, closed_to).pk}")
    for number, (kind, name) in enumerate(told):
        tell(kind, [getattr(cast, name)], once=str(number), about=article)
    for name in ("odette", "bruno", "lena"):
        person = type(cast.odette).objects.get(pk=getattr(cast, name).pk)
        allowed = {
            notice.pk
            for notice in Notice.objects.filter(person=person)
            if kind_of(notice.kind).may_still(person, notice)
        }
        assert set(for_list(person).values_list("pk", flat=True)) == allowed
        assert unread_count(person) == len(allowed)
