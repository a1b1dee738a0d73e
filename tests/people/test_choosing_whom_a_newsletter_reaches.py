"""A newsletter reaches whom it is for, and the screen counts them before it goes."""

import pytest
from django.urls import reverse

from notices.kinds import Frequency
from notices.models import Notice, Preference
from pages.models import Theme
from people.models import ClosedGroup, Newsletter, Person
from tests.factories import (
    LONG_AGO,
    AppointmentFactory,
    library_in,
    make_article,
    make_officer,
    sign_in,
)
from tests.people.newsletters import filled, join, make_cast_with_space, send, sendings, told
from tests.standing import standing

pytestmark = pytest.mark.django_db


@standing
def cast():
    return make_cast_with_space()


def test_size_level_and_country_narrow_who_gets_it(cast):
    join(cast.lake, 2, population=900, country="MW")
    mayor = make_officer("Ida Reed", cast.ferry_landing, "Mayor")
    mayor.appointments.update(level="elected")
    everyone = told_by(cast, {})
    assert len(everyone) == 5
    assert len(told_by(cast, {"size": ["village"]})) == 2
    assert told_by(cast, {"size": ["medium"], "level": ["elected"]}) == {mayor.pk}
    assert len(told_by(cast, {"country": ["MW"]})) == 2
    assert told_by(cast, {"size": ["metropolis"]}) == set()


def test_a_region_narrows_who_gets_it(cast):
    join(cast.lake, 2, region="Upper shore")
    join(cast.lake, 1, region="Lower shore")
    assert len(told_by(cast, {"region": ["Upper shore"]})) == 2
    assert len(told_by(cast, {"region": ["Upper shore", "Lower shore"]})) == 3


def test_a_theme_narrows_to_those_who_let_their_association_see_it(cast):
    water = Theme.objects.create(slug="water", name_en="Water")
    pipes = Theme.objects.create(slug="pipes", name_en="Pipes", parent=water)
    shows = {"name_seen_by": "association", "themes_seen_by": "signed-in"}
    join(cast.lake, 5)
    officers = Person.objects.filter(appointments__organisation__name__startswith="Town")
    main, narrower, elsewhere, of_colleagues, unnamed = officers.order_by("pk")
    for officer, theme, choices in (
        (main, water, shows),
        (narrower, pipes, shows),
        (elsewhere, Theme.objects.create(slug="roads", name_en="Roads"), shows),
        (of_colleagues, water, {**shows, "themes_seen_by": "organisation"}),
        (unnamed, water, {**shows, "name_seen_by": "nobody"}),
    ):
        officer.themes.add(theme)
        Person.objects.filter(pk=officer.pk).update(**choices)
    assert told_by(cast, {"theme": ["water"]}) == {main.pk, narrower.pk}


def told_by(cast, narrowing):
    Notice.objects.all().delete()
    Newsletter.objects.all().delete()
    send(cast.lena, cast.lake, **narrowing)
    return told()


def test_a_group_gets_what_is_for_the_group(cast):
    group = ClosedGroup.objects.create(name="Water people", association=cast.lake)
    group.members.add(cast.lena, cast.odette, cast.bruno)
    send(cast.lena, cast.lake, audience=f"group:{group.pk}")
    # Bruno is in the group, but of another association.
    assert told() == {cast.lena.pk, cast.odette.pk}


def test_a_person_with_two_posts_is_told_once(cast):
    AppointmentFactory(person=cast.odette, organisation=cast.lake)
    newsletter = send(cast.lena, cast.lake)
    assert newsletter.people == 2
    assert Notice.objects.filter(person=cast.odette).count() == 1


def test_who_has_left_or_is_not_active_is_not_told(cast):
    gone = make_officer("Ida Reed", cast.ferry_landing, "Mayor")
    gone.is_active = False
    gone.save()
    cast.odette.appointments.update(until_on=LONG_AGO)
    send(cast.lena, cast.lake)
    assert told() == {cast.lena.pk}


def test_the_screen_counts_people_and_members_before_anything_is_sent(cast):
    join(cast.lake, 3, population=900)
    Person.objects.filter(appointments__organisation__population=900).update(email=None)
    Preference.objects.create(
        person=cast.odette, kind="people.newsletter", frequency=Frequency.AT_ONCE
    )
    browser = sign_in(cast.lena)
    address = reverse("publish", args=[cast.lake.pk])
    reach = browser.get(address).context["reach"]
    assert (reach.people, reach.organisations, reach.members) == (5, 4, 4)
    assert (reach.at_once, reach.in_a_digest, reach.on_the_site, reach.without_address) == (
        (1, 1, 0, 3)
    )
    answer = browser.post(address, filled(cast.lake, then="count", size=["village"], subject=""))
    assert answer.context["reach"].people == 3
    html = answer.content.decode()
    assert "Something needs mending" not in html
    assert "answer by *Friday*" in html
    assert not Newsletter.objects.exists()
    assert not sendings()


def test_texts_are_found_by_words_of_their_title_and_what_was_typed_stays(cast):
    article = make_article(title="A waste fee that holds")
    closed = make_article(
        library_in("en", cast.hill), title="A closed fee", audience=f"association:{cast.hill.pk}"
    )
    answer = sign_in(cast.lena).post(
        reverse("publish", args=[cast.lake.pk]), filled(cast.lake, then="find", words="FEE")
    )
    html = answer.content.decode()
    assert f'value="{article.pk}"' in html
    assert f'value="{closed.pk}"' not in html
    assert "The grant circular" in html
