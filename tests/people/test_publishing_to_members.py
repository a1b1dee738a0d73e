"""An editor writes to the members of an association, previews it, and it becomes a page."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from notices.kinds import Frequency
from notices.models import Preference
from people.models import NewsIndexPage, Newsletter, NewsletterPage
from people.publishing import sending
from people.publishing.words import summary_of
from people.states import NewsletterState
from tests.factories import LONG_AGO, do_waiting_work, library_in, make_article, sign_in
from tests.people.newsletters import (
    filled,
    make_cast_with_space,
    open_space,
    publish,
    send,
    sendings,
    told,
)
from tests.standing import standing

pytestmark = pytest.mark.django_db


@standing
def cast():
    return make_cast_with_space()


# -- From the form to the readers


def test_a_newsletter_becomes_a_page_of_the_space_and_its_people_are_told(cast):
    newsletter = send(cast.lena, cast.lake)
    assert newsletter.state == NewsletterState.SENT
    assert told() == {cast.odette.pk, cast.lena.pk}
    page = NewsletterPage.objects.get()
    assert page.association == cast.lake
    html = sign_in(cast.odette).get(page.address).content.decode()
    assert "The grant circular" in html
    assert "answer by <i>Friday</i>" in html
    assert sign_in(cast.bruno).get(page.address).status_code == 404
    assert [row.people for row in newsletter.reached.order_by("organisation__name")] == [1, 1]


def test_html_of_the_writer_is_text_and_never_runs(cast):
    message = "<script>alert(1)</script>\n\n[here](javascript:alert(1)) <b onclick=x>bold</b>"
    newsletter = send(cast.lena, cast.lake, message=message)
    html = sign_in(cast.odette).get(newsletter.page.our_address.address).content.decode()
    assert "<script>alert" not in html
    assert 'href="javascript' not in html
    assert "<b onclick" not in html


def test_who_wants_mail_at_once_gets_its_title_and_address_but_not_its_words(cast):
    """Safeguards 2C: the body of what is for members needs a login."""
    Preference.objects.create(
        person=cast.odette, kind="people.newsletter", frequency=Frequency.AT_ONCE
    )
    newsletter = send(cast.lena, cast.lake)
    [letter] = mail.outbox
    assert letter.to == [cast.odette.email]
    assert letter.subject == "The grant circular"
    assert newsletter.page.our_address.address in letter.body
    assert "answer by" not in letter.body
    assert "has written to its members" in letter.body


def test_what_everyone_may_read_is_in_the_mail_in_plain_text(cast):
    Preference.objects.create(
        person=cast.odette, kind="people.newsletter", frequency=Frequency.AT_ONCE
    )
    send(cast.lena, cast.lake, audience="public")
    assert "answer by *Friday*" in mail.outbox[0].body


def test_x13_the_longest_message_stays_a_mail_of_less_than_30_kb(cast):
    Preference.objects.create(
        person=cast.odette, kind="people.newsletter", frequency=Frequency.AT_ONCE
    )
    send(cast.lena, cast.lake, audience="public", message="بلدية" * 1200)
    assert len(mail.outbox[0].message().as_bytes()) < 30_000


def test_rights_are_asked_for_again_when_the_mail_leaves(cast):
    Preference.objects.create(
        person=cast.odette, kind="people.newsletter", frequency=Frequency.AT_ONCE
    )
    publish(cast.lena, cast.lake)
    newsletter = Newsletter.objects.get()
    sending.send(newsletter.pk)
    assert cast.odette.pk in told()
    cast.odette.appointments.update(until_on=LONG_AGO)
    do_waiting_work()
    assert mail.outbox == []


def test_what_comes_with_it_shows_to_those_who_may_read_it(cast):
    shelf = library_in("en", cast.lake)
    own = make_article(shelf, title="Model letter", audience=f"association:{cast.lake.pk}")
    open_one = make_article(title="A fee that holds")
    newsletter = send(cast.lena, cast.lake, audience="public", items=[own.pk, open_one.pk])
    address = newsletter.page.our_address.address
    assert "Model letter" in sign_in(cast.odette).get(address).content.decode()
    html = sign_in(cast.bruno).get(address).content.decode()
    assert "A fee that holds" in html
    assert "Model letter" not in html


# -- Drafts and previews


def test_a_draft_is_no_page_and_can_be_gone_on_with(cast):
    answer = publish(cast.lena, cast.lake, then="save", size=["village"])
    newsletter = Newsletter.objects.get()
    assert answer["Location"] == reverse("publish_draft", args=[cast.lake.pk, newsletter.pk])
    assert not NewsletterPage.objects.exists()
    browser = sign_in(cast.lena)
    html = browser.get(answer["Location"]).content.decode()
    assert 'value="The grant circular"' in html
    browser.post(answer["Location"], filled(cast.lake, then="save", subject="Another one"))
    newsletter.refresh_from_db()
    assert newsletter.subject == "Another one"
    assert newsletter.narrowing == {}


def test_previews_show_what_a_member_and_a_stranger_would_find(cast):
    answer = publish(cast.lena, cast.lake, then="stranger")
    browser = sign_in(cast.lena)
    html = browser.get(answer["Location"]).content.decode()
    assert "They find nothing" in html
    assert "Friday" not in html
    for_a_member = browser.get(answer["Location"].replace("stranger", "member"))
    assert "<i>Friday</i>" in for_a_member.content.decode()
    Newsletter.objects.update(audience="signed-in")
    assert "asked to sign in" in browser.get(answer["Location"]).content.decode()
    Newsletter.objects.update(audience="public")
    assert "<i>Friday</i>" in browser.get(answer["Location"]).content.decode()


# -- Faults and strangers


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"subject": ""}, "This is empty. Fill it in."),
        ({"message": ""}, "This is empty. Fill it in."),
        ({"audience": "association:99999"}, "Select a valid choice"),
        ({"audience": "group:1"}, "Select a valid choice"),
        ({"language": "zz"}, "Select a valid choice"),
        ({"size": ["giant"]}, "Select a valid choice"),
        ({"message": "x" * 6001}, "at most 6000"),
    ],
)
def test_what_is_wrong_is_named_beside_what_was_typed_and_nothing_is_kept(cast, wrong, said):
    answer = publish(cast.lena, cast.lake, **wrong)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert said in html
    assert "Something needs mending" in html
    assert not Newsletter.objects.exists()
    assert not sendings()


def test_l30_a_text_of_others_refuses_the_whole_form_and_is_not_named(cast):
    own = make_article(library_in("en", cast.lake))
    foreign = make_article(
        library_in("en", cast.hill), title="Heron Papers", audience=f"association:{cast.hill.pk}"
    )
    draft = make_article(library_in("en", cast.hill), title="Heron Draft", live=False)
    for number in (foreign.pk, draft.pk, 10**9):
        answer = publish(cast.lena, cast.lake, items=[own.pk, number])
        assert answer.status_code == 200
        assert "Heron" not in answer.content.decode()
    assert not Newsletter.objects.exists()


def test_l28_foreign_associations_and_newsletters_answer_404(cast):
    newsletter = send(cast.lena, cast.lake)
    draft = Newsletter.objects.create(
        association=cast.lake, language="en", subject="A draft", message="m", audience="public"
    )
    doors = [
        ("get", "publish", [cast.lake.pk]),
        ("post", "publish", [cast.lake.pk]),
        ("get", "publish_draft", [cast.lake.pk, draft.pk]),
        ("post", "publish_draft", [cast.lake.pk, draft.pk]),
        ("get", "newsletters", [cast.lake.pk]),
        ("get", "newsletter", [newsletter.pk]),
        ("get", "newsletter_preview", [draft.pk, "member"]),
        ("post", "newsletter_decide", [draft.pk]),
        ("post", "newsletter_stop", [draft.pk]),
    ]
    for person in (cast.odette, cast.bruno, cast.yara):
        browser = sign_in(person)
        for method, name, args in doors:
            answer = getattr(browser, method)(reverse(name, args=args), filled(cast.lake))
            assert answer.status_code == 404, (person, name)
            assert "circular" not in answer.content.decode()
    # Under the own association, the number of a foreign newsletter is none.
    open_space(cast.hill)
    browser = sign_in(cast.yara)
    address = reverse("publish_draft", args=[cast.hill.pk, draft.pk])
    assert browser.get(address).status_code == 404
    assert browser.post(address, filled(cast.hill)).status_code == 404
    assert browser.get(reverse("publish", args=[cast.ferry_landing.pk])).status_code == 404


def test_l30_a_foreign_key_of_a_form_writes_on_nothing_of_others(cast):
    open_space(cast.hill)
    publish(cast.lena, cast.lake, then="save")
    answer = publish(cast.yara, cast.hill, then="save", subject="Ours")
    assert answer["Location"] == reverse("newsletters", args=[cast.hill.pk])
    assert list(Newsletter.objects.values_list("association", "subject")) == [
        (cast.lake.pk, "The grant circular")
    ]


def test_the_programme_reads_and_changes_nothing(cast):
    draft = Newsletter.objects.create(
        association=cast.lake, language="en", subject="A draft", message="m", audience="public"
    )
    browser = sign_in(cast.petra)
    for name, args in (
        ("newsletters", [cast.lake.pk]),
        ("newsletter", [draft.pk]),
        ("newsletter_preview", [draft.pk, "member"]),
    ):
        assert browser.get(reverse(name, args=args)).status_code == 200
    assert browser.get(reverse("publish", args=[cast.lake.pk])).status_code == 404
    assert browser.post(reverse("newsletter_stop", args=[draft.pk])).status_code == 404


def test_an_association_without_a_space_is_told_so(cast):
    answer = sign_in(cast.yara).get(reverse("publish", args=[cast.hill.pk]))
    assert "its space has no news yet" in answer.content.decode()


def test_the_list_reads_on_from_a_place_and_costs_the_same_for_few_and_many(cast):
    def write(number):
        for place in range(number):
            Newsletter.objects.create(
                association=cast.lake,
                language="en",
                subject=f"No. {place}",
                message="m",
                audience="public",
                written_by=cast.lena,
                changed_at=timezone.now(),
            )

    def look(address):
        browser = sign_in(cast.lena)
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get(address)
        return answer, len(asked)

    address = reverse("newsletters", args=[cast.lake.pk])
    write(1)
    _answer, few = look(address)
    write(24)
    answer, many = look(address)
    assert many == few
    assert len(answer.context["newsletters"]) == 20
    rest = sign_in(cast.lena).get(f"{address}?after={answer.context['next_place']}")
    assert len(rest.context["newsletters"]) == 5
    for nonsense in ("x", "1e99-2", "nan-1", "-", "1-x"):
        assert sign_in(cast.lena).get(f"{address}?after={nonsense}").status_code == 200


# -- In lists


def test_lists_call_it_a_newsletter_and_show_its_first_words_after_the_salutation(cast):
    send(cast.lena, cast.lake)
    news = NewsIndexPage.objects.get(locale__language_code="en")
    html = sign_in(cast.odette).get(news.our_address.address).content.decode()
    assert "<b>Newsletter</b>" in html
    assert "answer by *Friday*." in html
    assert "Dear colleagues" not in html


@pytest.mark.parametrize(
    ("message", "summary"),
    [
        ("Dear all,\n\nthe fee stays.", "the fee stays."),
        ("Dear all,", "Dear all,"),
        ("The fee stays.\n\nSo does the map.", "The fee stays."),
        (f"{'long ago ' * 10}it was so,\n\nthe end.", f"{'long ago ' * 10}it was so,"),
    ],
)
def test_only_a_short_line_that_ends_in_a_comma_is_a_salutation(message, summary):
    assert summary_of(message) == summary
