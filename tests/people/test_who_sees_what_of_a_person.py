"""A person says field by field who sees it; the rule for one and the rule for lists are one."""

import datetime
import random

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from pages.models import Theme
from people.models import AssociationMembership, Person, SeenBy
from people.models.profile import FIELDS
from people.visibility import visible_fields, visible_fields_of
from tests.factories import (
    LONG_AGO,
    AppointmentFactory,
    AssociationFactory,
    OrganisationFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db

YESTERDAY = datetime.datetime.now(tz=datetime.UTC).date() - datetime.timedelta(days=1)


def show(person, **seen_by):
    for field, who in seen_by.items():
        setattr(person, f"{field}_seen_by", who)
    person.save()


def test_nobody_is_listed_before_they_have_chosen_it(cast):
    assert visible_fields(cast.bruno, cast.odette) == frozenset()
    assert not Person.objects.listed_for(cast.bruno).exists()
    assert not Person.objects.listed_for(cast.petra).exists()


def test_who_agrees_to_be_found_still_shows_no_address(cast):
    show(cast.odette, name=SeenBy.SIGNED_IN)
    assert visible_fields(cast.bruno, cast.odette) == {"name", "organisation", "post"}
    assert visible_fields(cast.lena, cast.odette) == {
        *("name", "organisation", "post", "languages", "themes", "about")
    }


def test_one_sees_everything_of_oneself(cast):
    assert visible_fields(cast.odette, cast.odette) == set(FIELDS)


def test_a_visitor_sees_nobody(cast):
    show(cast.odette, **dict.fromkeys(FIELDS, SeenBy.SIGNED_IN))
    assert visible_fields(AnonymousUser(), cast.odette) == frozenset()
    assert not Person.objects.listed_for(AnonymousUser()).exists()


def test_what_is_for_the_own_organisation_ends_with_the_post_there(cast):
    show(cast.odette, **dict.fromkeys(FIELDS, SeenBy.ORGANISATION))
    colleague = AppointmentFactory(organisation=cast.ferry_landing)
    assert visible_fields(colleague.person, cast.odette) == set(FIELDS)
    assert visible_fields(cast.lena, cast.odette) == frozenset()
    colleague.until_on = YESTERDAY
    colleague.save()
    assert visible_fields(colleague.person, cast.odette) == frozenset()


def test_what_is_for_the_own_association_reaches_its_staff_and_all_its_members(cast):
    show(cast.odette, **dict.fromkeys(FIELDS, SeenBy.ASSOCIATION))
    neighbour = AppointmentFactory(organisation=OrganisationFactory(name="Reed Harbour"))
    membership = AssociationMembership.objects.create(
        association=cast.lake, member=neighbour.organisation, from_on=LONG_AGO
    )
    assert visible_fields(neighbour.person, cast.odette) == set(FIELDS)
    assert visible_fields(cast.lena, cast.odette) == set(FIELDS)
    assert visible_fields(cast.bruno, cast.odette) == frozenset()
    membership.until_on = YESTERDAY
    membership.save()
    assert visible_fields(neighbour.person, cast.odette) == frozenset()


def test_who_hides_the_name_hides_everything(cast):
    show(cast.odette, **dict.fromkeys(FIELDS, SeenBy.SIGNED_IN))
    show(cast.odette, name=SeenBy.NOBODY)
    assert visible_fields(cast.lena, cast.odette) == frozenset()
    assert not Person.objects.showing("email", cast.lena).exists()


def test_d11_consent_withdrawn_takes_a_person_out_of_lists_at_once(cast):
    show(cast.odette, name=SeenBy.SIGNED_IN)
    assert list(Person.objects.listed_for(cast.bruno)) == [cast.odette]
    show(cast.odette, name=SeenBy.NOBODY)
    assert not Person.objects.listed_for(cast.bruno).exists()


def test_nobody_is_found_by_a_field_they_hide(cast):
    water = Theme.objects.create(slug="water-of-lakes", name_en="Water of lakes")
    cast.odette.themes.add(water)
    show(cast.odette, name=SeenBy.SIGNED_IN, themes=SeenBy.NOBODY)
    assert not Person.objects.showing("themes", cast.bruno).filter(themes=water).exists()
    show(cast.odette, themes=SeenBy.SIGNED_IN)
    assert Person.objects.showing("themes", cast.bruno).filter(themes=water).exists()


def test_a_field_that_is_none_cannot_be_asked_for(cast):
    with pytest.raises(KeyError):
        Person.objects.showing("password", cast.bruno)


def test_whoever_is_gone_is_not_listed(cast):
    show(cast.odette, **dict.fromkeys(FIELDS, SeenBy.SIGNED_IN))
    cast.odette.is_active = False
    cast.odette.save()
    assert visible_fields(cast.lena, cast.odette) == frozenset()
    assert not Person.objects.listed_for(cast.lena).exists()


def test_the_database_knows_no_other_audience(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=cast.odette.pk).update(phone_seen_by="everybody")


def test_p02_the_rule_for_one_and_the_rule_for_lists_never_disagree():
    chance = random.Random(7)
    associations = [AssociationFactory() for _ in range(3)]
    towns = [OrganisationFactory() for _ in range(6)]
    for town in towns:
        AssociationMembership.objects.create(
            association=chance.choice(associations),
            member=town,
            from_on=LONG_AGO,
            until_on=chance.choice([None, None, YESTERDAY]),
        )
    persons = [
        PersonFactory(
            is_active=chance.random() > 0.1,
            **{f"{field}_seen_by": chance.choice(SeenBy.values) for field in FIELDS},
        )
        for _ in range(24)
    ]
    for person in persons:
        for _ in range(chance.choice([0, 1, 1, 2])):
            AppointmentFactory(
                person=person,
                organisation=chance.choice([*towns, *associations]),
                until_on=chance.choice([None, None, YESTERDAY]),
            )
    seen_at_all = 0
    for viewer in persons:
        fields = visible_fields_of(persons, viewer)
        for field in FIELDS:
            listed = {person.pk for person in Person.objects.showing(field, viewer)}
            decided = {pk for pk in fields if field in fields[pk]}
            assert listed - {viewer.pk} == decided - {viewer.pk}
            seen_at_all += len(listed)
    assert seen_at_all > 300


@pytest.mark.parametrize("many", [1, 20])
def test_a_list_costs_two_queries_however_long(cast, many):
    persons = [AppointmentFactory(organisation=cast.ferry_landing).person for _ in range(many)]
    with CaptureQueriesContext(connection) as asked:
        visible_fields_of(persons, cast.odette)
    assert len(asked) == 2
