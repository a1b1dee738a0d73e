"""Where an association wants it, a second person stands behind what goes to its members."""

import pytest
from django.urls import reverse

from notices.models import Notice
from people.actions import end_role, give_role
from people.models import AuditEntry, Newsletter, NewsletterPage
from people.publishing import actions
from people.roles import ASSOCIATION_EDITOR
from people.states import MOVES, NewsletterState
from tests.factories import do_waiting_work, make_cast, make_officer, sign_in
from tests.people.newsletters import approve_by_two, filled, open_space, publish
from tests.standing import standing

pytestmark = pytest.mark.django_db


@standing
def cast():
    cast = make_cast()
    open_space(cast.lake)
    approve_by_two(cast.lake)
    return cast


@pytest.fixture
def colleague(cast):
    person = make_officer("Ida Reed", cast.lake, "Head of learning")
    give_role(by=None, person=person, role=ASSOCIATION_EDITOR, organisation=cast.lake)
    return person


def sent_in(cast):
    publish(cast.lena, cast.lake)
    return Newsletter.objects.get()


def decide(person, newsletter, **said):
    seen_at = said.pop("seen_at", newsletter.changed_at.isoformat())
    address = reverse("newsletter_decide", args=[newsletter.pk])
    return sign_in(person).post(address, {"seen_at": seen_at, **said})


def state_of(newsletter):
    newsletter.refresh_from_db()
    return newsletter.state


def acts():
    rows = AuditEntry.objects.filter(act__startswith="people.newsletter").order_by("pk")
    return list(rows.values_list("act", flat=True))


def test_a_colleague_is_asked_and_approves_and_then_it_goes_out(cast, colleague):
    newsletter = sent_in(cast)
    assert state_of(newsletter) == NewsletterState.WAITING
    do_waiting_work()
    assert not NewsletterPage.objects.exists()
    waiting = Notice.objects.get(kind="people.newsletter-waits")
    assert waiting.person == colleague
    desk = sign_in(colleague).get("/en/desk/").content.decode()
    assert reverse("newsletter", args=[newsletter.pk]) in desk
    assert "Approve and send it" in (
        sign_in(colleague).get(reverse("newsletter", args=[newsletter.pk])).content.decode()
    )
    decide(colleague, newsletter, then="approve")
    assert state_of(newsletter) == NewsletterState.APPROVED
    do_waiting_work()
    assert state_of(newsletter) == NewsletterState.SENT
    assert newsletter.approved_by == colleague
    assert acts() == [
        "people.newsletter-changed",
        "people.newsletter-sent-in",
        "people.newsletter-approved",
        "people.newsletter-begun",
        "people.newsletter-sent",
    ]


def test_r12_who_wrote_it_cannot_approve_it_while_there_is_a_colleague(cast, colleague):
    newsletter = sent_in(cast)
    assert decide(cast.lena, newsletter, then="approve").status_code == 404
    assert state_of(newsletter) == NewsletterState.WAITING
    html = sign_in(cast.lena).get(reverse("newsletter", args=[newsletter.pk])).content.decode()
    assert "Your decision" not in html


def test_r12_an_association_with_one_editor_approves_alone_and_it_shows(cast):
    newsletter = sent_in(cast)
    do_waiting_work()
    assert state_of(newsletter) == NewsletterState.SENT
    assert "people.newsletter-approved-alone" in acts()
    html = sign_in(cast.lena).get(reverse("newsletter", args=[newsletter.pk])).content.decode()
    assert "approved by the same person alone" in html


def test_what_is_given_back_says_why_and_can_be_sent_in_again(cast, colleague):
    newsletter = sent_in(cast)
    answer = decide(colleague, newsletter, then="give-back")
    assert "Say what should change" in answer.content.decode()
    assert state_of(newsletter) == NewsletterState.WAITING
    decide(colleague, newsletter, then="give-back", reason="Name the day.")
    assert state_of(newsletter) == NewsletterState.DRAFT
    assert Notice.objects.get(kind="people.newsletter-given-back").person == cast.lena
    html = sign_in(cast.lena).get(reverse("newsletter", args=[newsletter.pk])).content.decode()
    assert "Name the day." in html
    publish(cast.lena, cast.lake, subject="By Friday")
    assert state_of(newsletter) == NewsletterState.WAITING
    assert newsletter.reason == ""
    assert Notice.objects.filter(kind="people.newsletter-waits").count() == 2


def test_a_change_takes_it_back_and_nobody_approves_what_they_have_not_read(cast, colleague):
    newsletter = sent_in(cast)
    seen_at = newsletter.changed_at.isoformat()
    publish(cast.lena, cast.lake, then="save", subject="Something else")
    assert decide(colleague, newsletter, then="approve", seen_at=seen_at).status_code == 404
    publish(cast.lena, cast.lake, subject="Something else")
    decide(colleague, newsletter, then="approve", seen_at=seen_at)
    assert state_of(newsletter) == NewsletterState.WAITING
    decide(colleague, newsletter, then="approve")
    assert state_of(newsletter) == NewsletterState.APPROVED


def test_one_who_changes_it_last_is_not_the_one_who_approves_it(cast, colleague):
    newsletter = sent_in(cast)
    address = reverse("publish_draft", args=[cast.lake.pk, newsletter.pk])
    sign_in(colleague).post(address, filled(cast.lake, subject="Mended by Ida"))
    assert state_of(newsletter) == NewsletterState.WAITING
    assert decide(colleague, newsletter, then="approve").status_code == 404
    assert decide(cast.lena, newsletter, then="approve").status_code == 302
    assert state_of(newsletter) == NewsletterState.APPROVED


def test_it_can_be_stopped_until_it_is_sent_and_then_not_any_more(cast, colleague):
    newsletter = sent_in(cast)
    decide(colleague, newsletter, then="approve")
    browser = sign_in(cast.lena)
    browser.post(reverse("newsletter_stop", args=[newsletter.pk]))
    do_waiting_work()
    assert state_of(newsletter) == NewsletterState.STOPPED
    assert not NewsletterPage.objects.exists()
    answer = browser.post(reverse("newsletter_stop", args=[newsletter.pk]), follow=True)
    assert "It cannot be stopped any more" in answer.content.decode()


def test_what_is_approved_cannot_be_changed(cast, colleague):
    newsletter = sent_in(cast)
    decide(colleague, newsletter, then="approve")
    address = reverse("publish_draft", args=[cast.lake.pk, newsletter.pk])
    assert sign_in(cast.lena).get(address).status_code == 404
    assert sign_in(cast.lena).post(address, filled(cast.lake)).status_code == 404


def test_r5_who_edits_no_more_decides_no_more_and_the_desk_forgets(cast, colleague):
    newsletter = sent_in(cast)
    end_role(by=cast.lena, grant=colleague.role_grants.get())
    assert decide(colleague, newsletter, then="approve").status_code == 404
    assert "grant circular" not in sign_in(colleague).get("/en/desk/").content.decode()
    assert not Notice.objects.visible_to(colleague).exists()


@pytest.mark.parametrize(
    "seen_at", ["", "yesterday", "2026-13-01T00:00:00+00:00", "0001-01-01T00:00:00+14:00"]
)
def test_a_decision_on_nothing_seen_is_none(cast, colleague, seen_at):
    newsletter = sent_in(cast)
    assert decide(colleague, newsletter, then="approve", seen_at=seen_at).status_code == 200
    assert state_of(newsletter) == NewsletterState.WAITING


def test_every_move_is_refused_in_every_state_it_does_not_begin_in(cast):
    newsletter = Newsletter.objects.create(
        association=cast.lake,
        language="en",
        subject="s",
        message="m",
        audience="public",
        approved_at="2026-01-01T00:00:00Z",
        begun_at="2026-01-01T00:00:00Z",
    )
    for move in MOVES:
        for state in NewsletterState:
            Newsletter.objects.update(state=state)
            newsletter.refresh_from_db()
            if state in move.since:
                actions._move(newsletter, move, by=cast.lena)
                assert state_of(newsletter) == move.to
            else:
                with pytest.raises(actions.NotAnyMore):
                    actions._move(newsletter, move, by=cast.lena)
                assert state_of(newsletter) == state


def test_it_stands_among_what_waits_in_the_space(cast, colleague):
    waits = reverse("space_waiting", args=[cast.lake.pk])
    home = cast.lake.spaces.get(locale__language_code="en").address
    assert "Nothing waits." in sign_in(colleague).get(waits).content.decode()
    newsletter = sent_in(cast)
    said = sign_in(colleague).get(waits).content.decode()
    assert reverse("newsletter", args=[newsletter.pk]) in said
    assert "Nothing waits." not in said
    assert (
        "1 text waits for a second pair of eyes." in sign_in(colleague).get(home).content.decode()
    )
