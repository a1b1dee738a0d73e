"""Staff of the programme see which mails could not be delivered, and try again or let them go."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from notices.actions import post
from notices.models import Mail
from people.arranging import lines_of_the_desk
from people.models import AuditEntry
from tests.factories import do_waiting_work, make_cast, sign_in
from tests.standing import standing

pytestmark = pytest.mark.django_db
REFUSED = (
    "SMTPRecipientsRefused: {'odette-marsh@towns.example':"
    " (550, b'5.1.1 <odette-marsh@towns.example> unknown')}"
)
LIST = reverse("parked_mails")


cast = standing(make_cast)


def park(person=None, *, reason=REFUSED, **letter):
    row = post(person=person, subject="Secret carts", text="How many carts?", **letter)
    Mail.objects.filter(pk=row.pk).update(
        state=Mail.State.PARKED, reason=reason, settled_at=timezone.now(), attempts=1
    )
    return row


def browser(person):
    return sign_in(person, with_second_factor=True)


def decide(person, row, then):
    return browser(person).post(reverse("parked_mail", args=[row.pk]), {"then": then})


def state_of(row):
    row.refresh_from_db()
    return row.state


def desk_of(person):
    return [line for line in lines_of_the_desk(person) if line.url == LIST]


def test_the_list_says_to_what_kind_of_address_why_and_nothing_of_the_mail(cast):
    park(cast.odette)
    park(to="guest@far.example", reason="SMTPDataError: (554, b'spam')")
    park(cast.odette, reason="KeyError: 'carts of Ferry Landing'")
    for person in (cast.petra, cast.simon):
        said = browser(person).get(LIST).content.decode()
        for words in (
            *("3 mails could not be delivered", "o…@towns.example", "g…@far.example"),
            *("the address of an account", "an address alone", "given up on"),
            *("550 5.1.1 &lt;o…@towns.example&gt; unknown", "554 spam", "KeyError"),
        ):
            assert words in said
        for words in ("odette-marsh@", "guest@", "Odette", "carts", "Ferry"):
            assert words not in said
        (line,) = desk_of(person)
        assert line.title == "3 mails could not be delivered"


@pytest.mark.parametrize("name", ["odette", "lena"])
def test_r3_nobody_else_learns_of_them(cast, name):
    row = park(cast.odette)
    person = getattr(cast, name)
    assert browser(person).get(LIST).status_code == 404
    assert decide(person, row, "again").status_code == 404
    everything = {"newest": row.pk}
    assert browser(person).post(reverse("parked_mails_again"), everything).status_code == 404
    assert state_of(row) == Mail.State.PARKED
    assert desk_of(person) == []


def test_one_that_is_tried_again_leaves_like_a_new_one(cast):
    row = park(cast.odette)
    decide(cast.petra, row, "again")
    do_waiting_work()
    assert [sent.subject for sent in mail.outbox] == ["Secret carts"]
    assert state_of(row) == Mail.State.SENT
    assert decide(cast.petra, row, "again").status_code == 404
    do_waiting_work()
    assert len(mail.outbox) == 1
    assert AuditEntry.objects.get(act="people.mail-tried-again").by == cast.petra


def test_one_that_is_let_go_is_never_sent(cast):
    row = park(cast.odette)
    decide(cast.simon, row, "let-go")
    do_waiting_work()
    assert mail.outbox == []
    assert state_of(row) == Mail.State.DROPPED
    assert "All mail was delivered" in browser(cast.simon).get(LIST).content.decode()
    assert desk_of(cast.simon) == []
    assert AuditEntry.objects.filter(act="people.mail-let-go", by=cast.simon).count() == 1


def test_all_are_tried_again_up_to_the_newest_that_was_seen(cast):
    seen = [park(cast.odette), park(cast.bruno)]
    later = park(cast.yara)
    browser(cast.petra).post(reverse("parked_mails_again"), {"newest": seen[-1].pk})
    do_waiting_work()
    assert {state_of(row) for row in seen} == {Mail.State.SENT}
    assert state_of(later) == Mail.State.PARKED


def test_what_its_reader_may_not_get_any_more_is_not_sent(cast):
    row = park(cast.odette)
    cast.odette.is_active = False
    cast.odette.save()
    decide(cast.petra, row, "again")
    do_waiting_work()
    assert mail.outbox == []
    assert state_of(row) == Mail.State.DROPPED


def test_p18_looking_changes_nothing_and_bad_numbers_are_refused(cast):
    row = park(cast.odette)
    petra = browser(cast.petra)
    for address in (reverse("parked_mail", args=[row.pk]), reverse("parked_mails_again")):
        assert petra.get(address).status_code == 405
    assert petra.get(LIST, {"before": "x"}).status_code == 400
    assert petra.post(reverse("parked_mails_again"), {"newest": "٣"}).status_code == 400
    assert state_of(row) == Mail.State.PARKED


def test_a_long_list_costs_the_same_and_goes_on_where_it_stopped(cast):
    petra, costs = browser(cast.petra), []
    for number in (1, 44):
        for _ in range(number):
            park(cast.odette)
        with CaptureQueriesContext(connection) as queries:
            context = petra.get(LIST).context
        costs.append(len(queries))
    assert costs[0] == costs[1]
    seen = [line.pk for line in context["lines"]]
    while context["next_url"]:
        context = petra.get(LIST + context["next_url"]).context
        seen += [line.pk for line in context["lines"]]
    assert len(seen) == len(set(seen)) == 45
