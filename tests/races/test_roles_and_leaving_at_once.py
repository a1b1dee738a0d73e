"""A role is confirmed, given, ended and handed over by several persons at the same moment."""

import pytest

from people.actions import end_role
from people.granting.actions import ask_for_role, confirm_role
from people.leaving.actions import end_post, hand_over
from people.models import AuditEntry, Departure, RoleGrant
from people.permissions import editor_roles_of
from people.roles import ASSOCIATION_EDITOR
from tests.factories import library_in, make_article, make_cast, make_editor, make_officer
from tests.races.at_once import at_once, faults

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db, ground):
    """The cast, with Sefa as second editor of the lake towns and Ines without a role."""
    cast = make_cast()
    make_editor(make_officer("Sefa Reed", cast.lake, "Editor in chief"), cast.lake)
    make_officer("Ines Wick", cast.lake, "Webmaster")
    return cast


def post_called(cast, post):
    return cast.lake.appointments.select_related("person", "organisation").get(post=post)


def ask(cast, by):
    ines = post_called(cast, "Webmaster")
    return ask_for_role(by=by, appointment=ines, role=ASSOCIATION_EDITOR)


def test_c07_many_who_confirm_do_it_once(cast):
    grant = ask(cast, cast.lena)
    sefa = post_called(cast, "Editor in chief").person
    answers = at_once(
        *[lambda by=by: confirm_role(by=by, grant=grant) for by in (sefa, cast.petra) * 3]
    )
    assert sorted(answers) == [False] * 5 + [True]
    assert AuditEntry.objects.filter(act="people.role-given", person=grant.person).count() == 1


def test_c07_two_who_give_one_role_give_it_once(cast):
    sefa = post_called(cast, "Editor in chief").person
    answers = at_once(*[lambda by=by: ask(cast, by) for by in (cast.lena, sefa) * 3])
    assert {answer.pk for answer in answers} == {RoleGrant.objects.waiting().get().pk}


def test_what_is_confirmed_and_ended_at_once_has_ended(cast):
    sefa = post_called(cast, "Editor in chief").person
    for _ in range(5):
        grant = ask(cast, cast.lena)
        given = at_once(
            lambda grant=grant: confirm_role(by=sefa, grant=grant),
            lambda grant=grant: end_role(by=cast.petra, grant=grant),
        )
        assert not faults(given)
        assert not RoleGrant.objects.open().filter(pk=grant.pk).exists()
        assert not editor_roles_of(grant.person).association_ids
        assert not grant.person.groups.exists()


def test_r5_no_role_is_left_on_a_post_that_ends_while_it_is_given(cast):
    ines = post_called(cast, "Webmaster")
    make_editor(ines.person, cast.lake)
    end_role(by=None, grant=RoleGrant.objects.get(person=ines.person))
    given = at_once(
        lambda: make_editor(ines.person, cast.lake),
        lambda: end_post(by=cast.petra, appointment=ines, last_day=None),
    )
    assert not faults(given)
    assert not editor_roles_of(ines.person).association_ids
    assert Departure.objects.filter(appointment=ines).count() == 1


def test_c07_one_thing_is_handed_over_once(cast):
    lena = post_called(cast, "Adviser on learning")
    text = make_article(
        library_in("en", cast.lake), contact_organisation=cast.lake, contact_person=cast.lena
    )
    departure = end_post(by=cast.lena, appointment=lena, last_day=None)
    to = {f"learning.contact:{text.pk}": post_called(cast, "Webmaster").person}
    answers = at_once(*[lambda: hand_over(by=cast.petra, departure=departure, to=to)] * 6)
    assert sorted(answers) == [0] * 5 + [1]
    assert AuditEntry.objects.filter(act="people.handed-over").count() == 1
