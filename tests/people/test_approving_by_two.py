"""Where an association wants it, nobody publishes alone (safeguards R12)."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from wagtail.models import TaskState

from people.arranging import lines_of_the_desk
from people.models import AuditEntry
from people.space.actions import change_space
from people.space.making import make_association_space
from tests.factories import make_cast, make_editor, make_news, make_officer, sign_in
from tests.pages.cms import nested_form_data, rich_text, streamfield
from tests.standing import standing

pytestmark = pytest.mark.django_db


@standing
def cast():
    cast = make_cast()
    make_association_space(cast.lake, ["en"])
    change_space(
        by=cast.lena,
        association=cast.lake,
        colour="",
        is_approved_by_two=True,
        days_to_approve=5,
    )
    return cast


@pytest.fixture
def ruth(cast):
    """A second editor of the lake towns."""
    ruth = make_officer("Ruth Pike", cast.lake, "Editor")
    make_editor(ruth, cast.lake)
    return ruth


def form(title, **more):
    fields = {
        "title": title,
        "slug": "the-circular",
        "summary": "",
        "body": streamfield([("text", rich_text("<p>Words.</p>"))]),
        "audience": "public",
        "themes": [],
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **more,
    }
    return nested_form_data(fields)


def draft_of(cast, **fields):
    news = make_news(cast.lake, slug="the-circular", live=False, owner=cast.lena, **fields)
    news.save_revision(user=cast.lena)
    return news


def send_in(news, editor):
    news.get_workflow().start(news, editor)
    return TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)


def decide(person, news, state, action="approve"):
    client = sign_in(person, with_second_factor=True)
    address = reverse("wagtailadmin_pages:workflow_action", args=[news.pk, action, state.pk])
    answer = client.post(address, {"comment": ""})
    news.refresh_from_db()
    return answer


def test_an_editor_cannot_publish_alone(cast, ruth):
    news = draft_of(cast)
    lena = sign_in(cast.lena, with_second_factor=True)
    edit = reverse("wagtailadmin_pages:edit", args=[news.pk])
    assert 'name="action-publish"' not in lena.get(edit).content.decode()
    lena.post(edit, {**form("The circular"), "action-publish": "1"})
    news.refresh_from_db()
    assert not news.live
    bulk = f"/cms/bulk/wagtailcore/page/publish/?id={news.pk}&next=/cms/"
    lena.post(bulk)
    news.refresh_from_db()
    assert not news.live


def test_r12_a_second_editor_publishes_what_the_first_sent_in(cast, ruth):
    news = draft_of(cast, title="The circular")
    state = send_in(news, cast.lena)
    decide(cast.lena, news, state)
    assert not news.live
    decide(ruth, news, state)
    assert news.live
    assert not AuditEntry.objects.filter(act="people.approved-alone").exists()


def test_r12_one_editor_alone_may_approve_and_it_is_noted_and_shown(cast):
    news = draft_of(cast)
    state = send_in(news, cast.lena)
    decide(cast.lena, news, state)
    assert news.live
    entry = AuditEntry.objects.get(act="people.approved-alone")
    assert (entry.by, entry.organisation) == (cast.lena, cast.lake)
    page = sign_in(cast.lena).get(reverse("space_waiting", args=[cast.lake.pk]))
    assert "Approved by one person alone" in page.content.decode()


def test_an_editor_whose_account_is_closed_is_no_second_person(cast, ruth):
    ruth.is_active = False
    ruth.save()
    news = draft_of(cast)
    decide(cast.lena, news, send_in(news, cast.lena))
    assert news.live


def test_no_editor_of_another_association_decides(cast, ruth):
    news = draft_of(cast)
    state = send_in(news, cast.lena)
    assert decide(cast.yara, news, state).status_code in (403, 404)
    assert not news.live


def test_what_waits_says_for_whom_and_until_when(cast, ruth):
    with time_machine.travel(datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC), tick=False):
        news = draft_of(cast, title="The circular")
        send_in(news, cast.lena)
    said = sign_in(ruth).get(reverse("space_waiting", args=[cast.lake.pk])).content.decode()
    assert "The circular" in said
    assert "By 6 March 2026" in said
    assert "It waits for Ruth Pike." in said
    assert "due is-late" in said
    (line,) = [one for one in lines_of_the_desk(ruth) if one.title == "The circular"]
    assert line.due_on == datetime.date(2026, 3, 6)


def test_what_is_closed_to_an_editor_does_not_wait_for_them(cast, ruth):
    from pages.audiences import set_audience
    from people.models import ClosedGroup

    news = draft_of(cast, title="The circular")
    send_in(news, cast.lena)
    circle = ClosedGroup.objects.create(name="Board", association=cast.lake)
    set_audience(news.translation_key, f"group:{circle.pk}")
    said = sign_in(ruth).get(reverse("space_waiting", args=[cast.lake.pk])).content.decode()
    assert "The circular" not in said
    assert not list(lines_of_the_desk(ruth))


def test_the_switch_turned_back_lets_one_publish_again(cast, ruth):
    news = draft_of(cast)
    state = send_in(news, cast.lena)
    change_space(
        by=ruth, association=cast.lake, colour="", is_approved_by_two=False, days_to_approve=7
    )
    decide(cast.lena, news, state)
    assert news.live
    about = AuditEntry.objects.filter(act__startswith="people.approval-by")
    acts = list(about.order_by("pk").values_list("act", flat=True))
    assert acts[0] == "people.approval-by-two"
    assert "people.approval-by-one" in acts
