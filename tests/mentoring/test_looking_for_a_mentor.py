"""Looking for a mentor: who is found, in which order, and why."""

import datetime
import json
import random
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentoring.looking.lines import mentor_lines
from mentoring.looking.scoring import hours_in_common, score_all
from mentoring.looking.wish import NEEDABLE, Wish
from mentoring.models import Offer, OfferLanguage
from mentoring.models.weight import FacetKey, Weight
from mentoring.permissions import can_see_offer
from pages.models import Theme
from people.models import Appointment, Person
from tests.factories import (
    AppointmentFactory,
    OrganisationFactory,
    PersonFactory,
    ask,
    library_in,
    make_article,
    make_board,
    make_cast,
    make_offer,
    make_pair,
    sign_in,
)

pytestmark = pytest.mark.django_db

JUDGED = json.loads(Path(__file__).with_name("judged_mentors.json").read_text("utf-8"))


def mentor(name="", **fields):
    person = PersonFactory(**({"name": name} if name else {}))
    AppointmentFactory(person=person)
    return make_offer(person, **fields)


def wish(**fields):
    return Wish(**{"themes": ("waste",), "languages": ("en",), "zone": "Africa/Lusaka", **fields})


def found_by(person, asked):
    return [one.offer_id for one in score_all(person, asked)]


# -- The planted set -------------------------------------------------------------------------------


@pytest.fixture
def planted():
    """The mentors of judged_mentors.json, by their name there."""
    offers = {}
    for line in JUDGED["mentors"]:
        line = dict(line)
        key, texts = line.pop("key"), line.pop("texts", 0)
        offer = mentor(key, **line)
        town = offer.mentor.appointments.get().organisation
        for _number in range(texts):
            article = make_article(library_in(), author_organisation=town)
            article.themes.set(offer.themes.all())
            article.save()
        offers[offer.pk] = key
    return offers


@pytest.mark.parametrize("judged", JUDGED["wishes"], ids=lambda one: one["why"])
def test_the_best_answer_of_the_planted_set_stands_first(planted, judged):
    asked = Wish.from_data(judged["wish"])
    names = [planted[offer_id] for offer_id in found_by(PersonFactory(), asked)]
    assert names[: len(judged["best"])] == judged["best"]
    assert not set(names) & set(judged["never"])


def test_points_add_up_to_the_score_and_the_page_says_why(planted):
    person = PersonFactory()
    for one in score_all(person, wish(size="medium", level="elected")):
        assert one.score == sum(fit.points for fit in one.fits)
        assert one.of == 100
    browser = sign_in(person)
    page = browser.get(reverse("mentors"), {"theme": "waste", "language": "en"})
    shown = page.context["lines"][0]
    assert sum(fit.points for fit in shown.fits) == shown.score
    assert f"<b>{shown.score}</b>" in page.content.decode()


def test_weights_are_data():
    person, offer = PersonFactory(), mentor()
    before = score_all(person, wish())[0].score
    Weight.objects.filter(facet=FacetKey.THEMES).update(points=60)
    assert score_all(person, wish())[0].score == before + 30
    assert found_by(person, wish()) == [offer.pk]


# -- What is needed --------------------------------------------------------------------------------


def test_what_is_needed_is_never_traded_away():
    """Random mentors and wishes: whoever is shown has all that was named as needed."""
    dice = random.Random(7)
    themes = [theme.slug for theme in Theme.objects.all()[:6]]
    for _number in range(40):
        mentor(
            themes=dice.sample(themes, dice.randint(1, 3)),
            languages=dice.sample(["en", "fr", "es", "ar"], dice.randint(1, 3)),
            size=dice.choice(["small", "medium", "many"]),
            level=dice.choice(Appointment.Level.values),
            time_zone=dice.choice(["Africa/Lusaka", "America/Lima", "Pacific/Fiji"]),
            places=1,
            taken=dice.randint(0, 1),
        )
    person, shown = PersonFactory(), 0
    for _number in range(60):
        asked = Wish(
            themes=tuple(dice.sample(themes, dice.randint(1, 2))),
            languages=tuple(dice.sample(["en", "fr", "es", "ar"], dice.randint(1, 2))),
            size=dice.choice(["small", "medium"]),
            level=dice.choice(Appointment.Level.values),
            zone="Africa/Lusaka",
            needed=frozenset(dice.sample(NEEDABLE, dice.randint(1, 3))),
        )
        for offer in Offer.objects.filter(pk__in=found_by(person, asked)):
            shown += 1
            assert has_all(offer, asked), asked
    assert shown > 20


def has_all(offer, asked):
    """Asked of the rows themselves, without the code that scores."""
    below = Theme.objects.filter(parent__slug__in=asked.themes).values_list("slug", "parent__slug")
    own = {theme.slug for theme in offer.themes.all()}
    own |= {above for slug, above in below if slug in own}
    facts = {
        FacetKey.THEMES: set(asked.themes) <= own,
        FacetKey.LANGUAGES: bool(
            {one.code for one in offer.languages.all()} & set(asked.languages)
        ),
        FacetKey.SIZE: offer.size == asked.size,
        FacetKey.LEVEL: offer.level == asked.level,
        FacetKey.FREE: offer.taken < offer.places,
        FacetKey.HOURS: offer.time_zone != "Pacific/Fiji",
        FacetKey.EXPERIENCE: False,
    }
    return all(facts[key] for key in asked.needed)


def test_hours_in_common_know_the_day_line():
    from django.utils import timezone

    now = timezone.now().replace(month=1, day=15)
    assert hours_in_common("Africa/Lusaka", "Africa/Lusaka", now) == 9
    assert hours_in_common("Africa/Lusaka", "America/Lima", now) == 2
    assert hours_in_common("Pacific/Honolulu", "Pacific/Kiritimati", now) == 9
    assert hours_in_common("Nowhere/Else", "UTC", now) == 9


# -- Who is never found ----------------------------------------------------------------------------


def test_one_is_not_coached_by_who_works_at_ones_own_place():
    cast = make_cast()
    colleague = PersonFactory()
    AppointmentFactory(person=colleague, organisation=cast.ferry_landing)
    offer = make_offer(colleague)
    assert found_by(cast.odette, wish()) == []
    assert found_by(cast.bruno, wish()) == [offer.pk]


def test_one_is_not_coached_by_the_own_line_two_steps_up_or_down():
    top, middle, low = PersonFactory(), PersonFactory(), PersonFactory()
    AppointmentFactory(person=top, organisation=OrganisationFactory())
    AppointmentFactory(person=middle, organisation=OrganisationFactory(), supervisor=top)
    AppointmentFactory(person=low, organisation=OrganisationFactory(), supervisor=middle)
    offers = {make_offer(person).pk: person for person in (top, middle, low)}
    stranger = PersonFactory()
    assert {offers[pk] for pk in found_by(stranger, wish())} == {top, middle, low}
    for person in (top, middle, low):
        assert found_by(person, wish()) == []


def test_an_offer_that_is_withdrawn_or_of_a_closed_account_is_not_found():
    person = PersonFactory()
    mentor(state="closed")
    gone = mentor()
    gone.mentor.is_active = False
    gone.mentor.save()
    assert found_by(person, wish()) == []


def test_p02_the_question_about_one_offer_and_about_many_agree():
    dice = random.Random(11)
    cast = make_cast()
    viewers = [cast.odette, cast.lena, cast.bruno, cast.yara, cast.petra, cast.simon]
    for _number in range(40):
        offer = mentor(
            seen_by=dice.choice(["association", "signed-in", "everyone"]),
            state=dice.choice(["open", "closed"]),
        )
        town = dice.choice([cast.ferry_landing, cast.high_pasture, cast.lake, None])
        if town is not None:
            offer.mentor.appointments.update(organisation=town)
        if dice.random() < 0.2:
            offer.mentor.is_active = False
            offer.mentor.save()
    for viewer in viewers:
        seen = set(Offer.objects.visible_to(viewer).values_list("pk", flat=True))
        for offer in Offer.objects.select_related("mentor"):
            assert (offer.pk in seen) == can_see_offer(viewer, offer)
    assert 0 < len(seen) < 40


# -- The page --------------------------------------------------------------------------------------


def test_a_visitor_sees_who_is_open_to_everyone_and_no_words():
    from django.test import Client

    mentor(words="Only for colleagues.")
    open_one = mentor(seen_by="everyone", words="For all of you.")
    page = Client().get(reverse("mentors"), {"theme": "waste"}).content.decode()
    assert str(open_one.pk) in page
    assert page.count('<article class="peer">') == 1
    assert "For all of you" not in page


def test_a_name_is_shown_as_its_profile_says():
    hidden, listed = mentor("Hidden Heron"), mentor("Listed Lark")
    listed.mentor.name_seen_by = "signed-in"
    listed.mentor.save()
    lines = mentor_lines(score_all(PersonFactory(), wish()), PersonFactory())
    assert {line.offer.pk: line.name for line in lines} == {
        hidden.pk: "",
        listed.pk: "Listed Lark",
    }


def test_a_button_names_the_town_in_every_language():
    one = mentor()
    town = one.mentor.appointments.get().organisation
    page = sign_in(PersonFactory()).get("/ar/mentors/", {"theme": "waste"})
    assert [line.town for line in page.context["lines"]] == [town.name]


def test_a_facet_narrows_and_counts_what_may_be_seen():
    browser = sign_in(PersonFactory())
    french = mentor(languages=["fr"])
    mentor()
    mentor(state="closed")
    page = browser.get(reverse("mentors"), {"theme": "waste"})
    languages = next(facet for facet in page.context["facets"] if facet["label"] == "Language")
    assert {one["label"]: one["count"] for one in languages["entries"]} == {
        "English": 1,
        "Français": 1,
    }
    link = next(one["url"] for one in languages["entries"] if one["label"] == "Français")
    (line,) = browser.get(link).context["lines"]
    assert line.offer == french


@pytest.mark.parametrize("query", ["?theme=nothing", "?sort=name", "?from=x", "?need=money"])
def test_what_no_form_offers_is_refused(query):
    assert sign_in(PersonFactory()).get(f"/en/mentors/{query}").status_code == 400


def test_the_list_asks_as_much_of_the_database_for_one_mentor_as_for_twenty():
    person = PersonFactory()
    AppointmentFactory(person=person)
    browser = sign_in(person)
    counted = []
    for number in (1, 19):
        for _one in range(number):
            mentor(size="many")
        browser.get(reverse("mentors"))
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(reverse("mentors")).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]
    assert counted[0] <= 30


def plant_mentors(number):
    """So many offers of so many persons, in a few statements; none of them is about fire."""
    people = Person.objects.bulk_create(
        Person(email=f"m{one}@many.example", name=f"M {one}", password="!") for one in range(number)
    )
    town = OrganisationFactory()
    Appointment.objects.bulk_create(
        Appointment(
            person=one,
            organisation=town,
            post="Clerk",
            level="specialist",
            from_on=datetime.date(2020, 1, 1),
        )
        for one in people
    )
    offers = Offer.objects.bulk_create(
        Offer(
            mentor=one,
            level=Appointment.Level.SPECIALIST,
            size=("small", "medium", "many")[place % 3],
            time_zone=("Africa/Lusaka", "America/Lima", "Asia/Manila")[place % 3],
            places=2,
            taken=place % 3,
        )
        for place, one in enumerate(people)
    )
    waste = Theme.objects.get(slug="waste").pk
    through = Offer.themes.through
    through.objects.bulk_create(through(offer_id=one.pk, theme_id=waste) for one in offers)
    OfferLanguage.objects.bulk_create(OfferLanguage(offer=one, code="en") for one in offers)


@pytest.mark.slow
def test_among_five_thousand_the_best_is_first_for_as_many_queries():
    asked = {"theme": ["waste", "fire-safety"], "language": "en", "size": "medium"}
    browser = sign_in(PersonFactory())

    def look():
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(reverse("mentors"), asked)
        return [line.offer.pk for line in page.context["lines"]], len(queries)

    best = mentor(themes=["waste", "fire-safety"], places=9)
    plant_mentors(20)
    _shown, few = look()
    Offer.objects.exclude(pk=best.pk).delete()
    Person.objects.filter(email__endswith="@many.example").delete()
    plant_mentors(5_000)
    shown, many = look()
    assert shown[0] == best.pk
    assert many == few


def test_a_topic_leads_to_who_knows_its_theme_and_what_one_is_oneself_stays_asked_for():
    mentor("Ada Reed", themes=["water"])
    mentor("Ben Holt", themes=["waste"])
    reader = PersonFactory(language="pt")
    waste = make_board("Carts", theme=Theme.objects.get(slug="waste"))
    topic = ask(reader, waste)
    on_waste = reverse("mentors_on", args=["waste"])
    page = sign_in(reader).get(reverse("topic", args=[topic.pk])).content.decode()
    assert f'href="{on_waste}"' in page
    found = sign_in(reader).get(on_waste)
    assert [fact.words for fact in found.context["wish"]] == [["Waste"], ["Português"]]
    assert found.context["lines"][0].offer.mentor.name == "Ben Holt"


def test_a_topic_of_no_theme_leads_to_all_mentors():
    reader = PersonFactory()
    topic = ask(reader, make_board("Anything"))
    page = sign_in(reader).get(reverse("topic", args=[topic.pk])).content.decode()
    assert f'<a href="{reverse("mentors")}">Talk to someone who has done this</a>' in page


def test_one_reads_on_where_the_list_ended():
    browser = sign_in(PersonFactory())
    for _one in range(12):
        mentor()
    first = browser.get(reverse("mentors"), {"theme": "waste"})
    second = browser.get(first.context["next_url"])
    shown = [{line.offer.pk for line in page.context["lines"]} for page in (first, second)]
    assert [len(one) for one in shown] == [10, 2]
    assert not shown[0] & shown[1]


def test_a_full_offer_is_shown_and_cannot_be_asked():
    offer = make_pair().offer
    Offer.objects.filter(pk=offer.pk).update(places=1)
    page = sign_in(PersonFactory()).get(reverse("mentor", args=[offer.pk])).content.decode()
    assert "No place is free" in page
    assert reverse("ask_mentor", args=[offer.pk]) not in page
