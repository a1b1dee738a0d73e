"""R12: who coordinates or controls a partnership is named by one person, confirmed by another."""

import html

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pages.moving import NotAnyMore
from partnerships.naming.actions import confirm_holder, decline_holder, name_holder
from partnerships.naming.permissions import can_confirm, grants_waiting_for, is_second
from partnerships.registry.actions import remove_partner
from partnerships.roles import CONTROLLER, COORDINATOR, holders_of
from people.actions import end_role
from people.models import AuditEntry, RoleGrant
from tests.factories import (
    PersonFactory,
    do_waiting_work,
    make_cast,
    make_contact,
    make_editor,
    make_officer,
    sign_in,
)
from tests.partnerships.making import make_partnership
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)
EDITS = "programme-editor"
COORDINATES, CONTROLS = "partnership-coordinator", "partnership-controller"


def text_of(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def one(cast):
    """Of Ferry Landing and the hill communes, for which Yara speaks."""
    return make_partnership(cast.ferry_landing, cast.hill)


def address_of(one):
    return reverse("partnership_roles", args=[one.pk])


def name(cast, one, person=None, role=COORDINATES):
    sent = {"role": role, "email": (person or cast.odette).email}
    answer = sign_in(cast.petra).post(address_of(one), sent)
    assert answer.status_code == 302, text_of(answer)
    return RoleGrant.objects.filter(role=role).latest("pk")


@pytest.mark.parametrize("role", [COORDINATES, CONTROLS])
def test_r12_a_role_waits_until_a_second_person_confirms_it(cast, one, role):
    grant = name(cast, one, role=role)
    bundle = COORDINATOR if role == COORDINATES else CONTROLLER
    assert holders_of(bundle, one) == []
    assert sign_in(cast.odette).get(reverse("change_partnership", args=[one.pk])).status_code == 404
    do_waiting_work()
    (told,) = [letter for letter in mail.outbox if "second person" in letter.subject]
    assert told.to == [cast.yara.email]
    assert cast.odette.name not in f"{told.subject} {told.body}"
    yara = sign_in(cast.yara)
    assert "Odette Marsh is to be" in text_of(yara.get(reverse("desk")))
    assert "Odette Marsh" in text_of(yara.get(address_of(one)))
    mail.outbox.clear()
    assert yara.post(address_of(one), {"confirm": grant.pk}).status_code == 302
    assert holders_of(bundle, one) == [cast.odette]
    grant.refresh_from_db()
    assert (grant.given_by, grant.confirmed_by) == (cast.petra, cast.yara)
    do_waiting_work()
    assert [letter.to for letter in mail.outbox] == [[cast.odette.email]]
    assert "is to be" not in text_of(yara.get(reverse("desk")))


def test_r12_another_of_the_programme_confirms(cast, one):
    other = PersonFactory(name="Tilda Holm")
    make_editor(other)
    grant = name(cast, one)
    assert sign_in(other).post(address_of(one), {"confirm": grant.pk}).status_code == 302
    assert holders_of(COORDINATOR, one) == [cast.odette]


@pytest.mark.parametrize("then", ["confirm", "decline"])
def test_r12_neither_who_proposed_nor_who_is_to_have_it_decides(cast, one, then):
    make_contact(cast.odette, cast.ferry_landing)
    grant = name(cast, one)
    for person in (cast.petra, cast.odette, cast.lena, cast.simon):
        assert sign_in(person).post(address_of(one), {then: grant.pk}).status_code == 404
    grant.refresh_from_db()
    assert (grant.confirmed_at, grant.ended_at) == (None, None)


def test_r12_what_is_declined_never_counts(cast, one):
    grant = name(cast, one)
    assert sign_in(cast.yara).post(address_of(one), {"decline": grant.pk}).status_code == 302
    assert holders_of(COORDINATOR, one) == []
    assert AuditEntry.objects.filter(act="people.role-declined", by=cast.yara).exists()
    for decide in (confirm_holder, decline_holder):
        with pytest.raises(NotAnyMore):
            decide(by=cast.yara, partnership=one, grant=grant)


def test_r12_where_nobody_else_is_there_it_counts_at_once_and_the_log_says_so(cast):
    one = make_partnership(cast.ferry_landing)
    name(cast, one)
    assert holders_of(COORDINATOR, one) == [cast.odette]
    assert AuditEntry.objects.filter(act="people.role-given-alone", by=cast.petra).exists()


def test_a_partner_of_another_partnership_confirms_nothing(cast, one):
    other = make_partnership(cast.hill, title="Another")
    theirs = make_partnership(cast.ferry_landing, cast.lake, title="Theirs")
    grant = name(cast, theirs)
    # Neither there, nor by the page of their own.
    for each in (theirs, other):
        assert sign_in(cast.yara).post(address_of(each), {"confirm": grant.pk}).status_code == 404
    assert holders_of(COORDINATOR, theirs) == []


def test_a_partner_confirms_and_does_not_name(cast, one):
    sent = {"role": COORDINATES, "email": cast.odette.email}
    yara = sign_in(cast.yara)
    assert yara.post(address_of(one), sent).status_code == 404
    assert "Propose them" not in text_of(yara.get(address_of(one)))
    assert not RoleGrant.objects.filter(role=COORDINATES).exists()


def test_the_programme_takes_back_what_waits(cast, one):
    grant = name(cast, one)
    sign_in(cast.petra).post(address_of(one), {"role": COORDINATES, "remove": cast.odette.pk})
    grant.refresh_from_db()
    assert grant.ended_at is not None
    assert name(cast, one).pk != grant.pk


def test_named_again_it_is_the_same_grant_and_no_role_is_given_elsewhere(cast, one):
    assert name(cast, one) == name(cast, one)
    # Roles that wait here are not confirmed on the page of roles in organisations.
    grant = RoleGrant.objects.get(role=COORDINATES)
    simon = sign_in(cast.simon)
    assert "is to be" not in text_of(simon.get(reverse("desk")))
    simon.post(reverse("role", args=[grant.pk]), {"then": "confirm"})
    assert holders_of(COORDINATOR, one) == []


def test_p02_who_is_asked_is_who_may_confirm(cast, one):
    make_contact(cast.odette, cast.ferry_landing)
    other = make_partnership(cast.lake, cast.high_pasture, title="Another")
    make_editor(PersonFactory(name="Tilda Holm"))
    grants = [
        (name_holder(role, by=cast.petra, partnership=each, person=person), each)
        for each in (one, other)
        for role in (COORDINATOR, CONTROLLER)
        for person in (cast.odette, cast.bruno)
    ]
    for person in (cast.petra, cast.yara, cast.lena, cast.odette, cast.bruno, cast.simon):
        may = {grant.pk for grant, each in grants if can_confirm(person, grant, each)}
        assert may == set(grants_waiting_for(person).values_list("pk", flat=True)), person
        assert not may or any(is_second(person, each) for _grant, each in grants)


def end_editing(person):
    end_role(by=None, grant=RoleGrant.objects.holding().get(person=person, role=EDITS))


@pytest.mark.parametrize("how", ["edits no longer", "has left", "is erased"])
def test_r12_what_somebody_proposed_who_may_not_any_more_is_confirmed_by_nobody(cast, one, how):
    make_editor(cast.lena)
    grant = name(cast, one)
    assert can_confirm(cast.yara, grant, one)
    if how == "edits no longer":
        end_editing(cast.petra)
    elif how == "has left":
        cast.petra.is_active = False
        cast.petra.save()
    else:
        RoleGrant.objects.filter(pk=grant.pk).update(given_by=None)
    for person in (cast.yara, cast.lena):
        assert not grants_waiting_for(person).exists()
        assert "is to be" not in text_of(sign_in(person).get(reverse("desk")))
        answer = sign_in(person).post(address_of(one), {"confirm": grant.pk})
        assert answer.status_code == 404
        with pytest.raises(NotAnyMore):
            confirm_holder(by=person, partnership=one, grant=grant)
    assert holders_of(COORDINATOR, one) == []


def test_r12_a_role_whose_second_person_is_gone_counts_when_it_is_named_again(cast, one):
    grant = name(cast, one)
    assert grant.confirmed_at is None
    remove_partner(partner=one.partners.get(organisation=cast.hill))
    assert name(cast, one) == grant
    assert holders_of(COORDINATOR, one) == [cast.odette]
    assert AuditEntry.objects.filter(act="people.role-given-alone", by=cast.petra).count() == 1
    # What counts already is given once.
    assert name(cast, one) == grant
    assert AuditEntry.objects.filter(act="people.role-given-alone", by=cast.petra).count() == 1


def test_r12_what_somebody_proposed_who_may_not_any_more_is_proposed_anew(cast, one):
    grant = name(cast, one)
    end_editing(cast.petra)
    make_editor(cast.lena)
    anew = name_holder(COORDINATOR, by=cast.lena, partnership=one, person=cast.odette)
    grant.refresh_from_db()
    assert grant.ended_at is not None
    assert (anew.given_by, anew.confirmed_at) == (cast.lena, None)
    assert list(grants_waiting_for(cast.yara)) == [anew]
    confirm_holder(by=cast.yara, partnership=one, grant=anew)
    assert holders_of(COORDINATOR, one) == [cast.odette]


def test_a_desk_with_ten_asks_as_much_as_a_desk_with_one(cast, one):
    yara = sign_in(cast.yara)

    def asked():
        with CaptureQueriesContext(connection) as context:
            assert yara.get(reverse("desk")).status_code == 200
        return len(context)

    name(cast, one)
    asked()
    before = asked()
    for number in range(9):
        person = make_officer(f"Officer {number}", cast.ferry_landing, "Clerk")
        name_holder(COORDINATOR, by=cast.petra, partnership=one, person=person)
    assert asked() == before
