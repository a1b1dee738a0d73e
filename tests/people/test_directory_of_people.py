"""Finding a colleague by name and by what each lets others see; and the page of a person."""

import datetime
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pages.models import Theme
from people.limits import LOOKUPS_HOUR, take_lookup
from people.models import Person, SeenBy, SpokenLanguage
from people.models.profile import FIELDS
from tests.factories import PersonFactory, make_cast, make_officer, sign_in
from tests.standing import standing

pytestmark = pytest.mark.django_db

OPEN = {f"{field}_seen_by": SeenBy.SIGNED_IN for field in FIELDS}


@standing
def cast():
    """Odette lets everybody who is signed in see everything, Bruno only that he is there."""
    cast = make_cast()
    theme = Theme.objects.filter(parent=None).first()
    for person in (cast.odette, cast.bruno):
        Person.objects.filter(pk=person.pk).update(
            **OPEN, phone="+260 97 1", about="Ask me about carts."
        )
        person.themes.add(theme)
        SpokenLanguage.objects.create(person=person, code="bem")
    hidden = dict.fromkeys(OPEN, SeenBy.NOBODY) | {"name_seen_by": SeenBy.SIGNED_IN}
    Person.objects.filter(pk=cast.bruno.pk).update(**hidden)
    return cast


def listed(reader, **asked):
    answer = sign_in(reader).get(reverse("people"), asked)
    assert answer.status_code == 200
    return re.findall(r"<h3><a [^>]+><bdi>([^<]+)</bdi>", answer.content.decode())


def page(reader, person):
    return sign_in(reader).get(reverse("person", args=[person.pk]))


def test_those_who_let_themselves_be_found_are_listed_by_name(cast):
    assert listed(cast.petra) == ["Bruno Sel", "Odette Marsh"]
    assert listed(cast.petra, q="marsh") == ["Odette Marsh"]
    assert listed(cast.petra, q="lena") == []


def test_a_line_says_the_post_of_who_lets_it_be_seen(cast):
    html = sign_in(cast.petra).get(reverse("people")).content.decode()
    assert "Head of waste collection, Ferry Landing" in html
    assert "Market master" not in html


def test_a_hidden_field_neither_narrows_nor_counts(cast):
    theme = Theme.objects.filter(parent=None).first()
    for asked in (
        {"theme": theme.slug},
        {"language": "bem"},
        {"association": cast.hill.pk},
        {"association": cast.lake.pk},
        {"organisation": cast.high_pasture.pk},
        {"organisation": cast.ferry_landing.pk},
    ):
        assert "Bruno Sel" not in listed(cast.petra, **asked), asked
    assert listed(cast.petra, theme=theme.slug, language="bem") == ["Odette Marsh"]
    assert listed(cast.petra, association=cast.lake.pk) == ["Odette Marsh"]
    assert listed(cast.petra, organisation=cast.ferry_landing.pk) == ["Odette Marsh"]


@pytest.mark.parametrize(
    "asked",
    [
        {"sort": "email"},
        {"order": "joined_at"},
        {"email": "odette"},
        {"email__startswith": "o"},
        {"phone": "1"},
        {"theme": "no-theme"},
        {"language": "xx"},
        {"organisation": "x"},
        {"organisation": "99999999"},
        {"after": "99999999"},
    ],
)
def test_what_the_directory_does_not_offer_is_a_bad_question(cast, asked):
    assert sign_in(cast.petra).get(reverse("people"), asked).status_code == 400


def test_a_hidden_person_is_no_place_to_read_on_from(cast):
    for pk in (cast.lena.pk, 10**6):
        assert sign_in(cast.petra).get(reverse("people"), {"after": pk}).status_code == 400


def test_d11_who_withdraws_is_out_with_the_next_request(cast):
    assert page(cast.petra, cast.odette).status_code == 200
    Person.objects.filter(pk=cast.odette.pk).update(name_seen_by=SeenBy.NOBODY)
    assert listed(cast.petra) == ["Bruno Sel"]
    assert listed(cast.petra, q="odette") == []
    assert page(cast.petra, cast.odette).status_code == 404


def test_who_left_is_not_listed(cast):
    Person.objects.filter(pk=cast.odette.pk).update(is_active=False)
    assert listed(cast.petra) == ["Bruno Sel"]
    assert page(cast.petra, cast.odette).status_code == 404


def test_the_page_shows_what_the_person_lets_the_reader_see(cast):
    html = page(cast.petra, cast.odette).content.decode()
    for words in ("Odette Marsh", "Ferry Landing", "+260 97 1", "Ichibemba", "about carts"):
        assert words in html
    html = page(cast.petra, cast.bruno).content.decode()
    assert "Bruno Sel" in html
    for words in ("Market master", "High Pasture", "+260", "Ichibemba", "about carts", "@towns"):
        assert words not in html


def test_one_sees_all_of_oneself(cast):
    html = page(cast.bruno, cast.bruno).content.decode()
    for words in ("Market master", "High Pasture", "+260", "Ichibemba", "about carts"):
        assert words in html
    assert reverse("person_write", args=[cast.bruno.pk]) not in html


def test_r3_who_hides_answers_like_nobody(cast):
    hidden, absent = page(cast.petra, cast.lena), sign_in(cast.petra).get("/en/people/99999999/")
    assert hidden.status_code == absent.status_code == 404
    own, other = (
        answer.content.decode().replace(f"/people/{pk}/", "…")
        for answer, pk in ((hidden, cast.lena.pk), (absent, 99999999))
    )
    assert own == other
    assert hidden.headers.keys() == absent.headers.keys()


def test_visitors_sign_in_first(client, cast):
    for address in (reverse("people"), reverse("person", args=[cast.odette.pk])):
        answer = client.get(address)
        assert "/account/login/" in answer["Location"]


def test_a_hundred_lookups_an_hour_and_no_more(cast):
    for _ in range(LOOKUPS_HOUR.amount - 2):
        take_lookup(cast.petra)
    browser = sign_in(cast.petra)
    assert browser.get(reverse("people")).status_code == 200
    assert browser.get(reverse("person", args=[cast.odette.pk])).status_code == 200
    addresses = [reverse("people"), "/en/people/99999999/"]
    for person in (cast.odette, cast.lena):
        addresses += [reverse(name, args=[person.pk]) for name in ("person", "person_write")]
    for address in addresses:
        answer = browser.get(address)
        assert answer.status_code == 429
        assert "Odette" not in answer.content.decode()
    assert browser.post(reverse("person_block", args=[cast.odette.pk])).status_code == 429
    town = browser.get(reverse("organisation", args=[cast.ferry_landing.pk]))
    assert town.status_code == 200
    assert "Odette" not in town.content.decode()
    assert browser.get(reverse("person", args=[cast.petra.pk])).status_code == 200
    assert listed(cast.lena)
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=1, minutes=1)):
        assert sign_in(cast.petra).get(reverse("people")).status_code == 200


def test_it_is_read_on_from_the_last_person_shown(cast):
    for number in range(41):
        PersonFactory(name=f"Reader {number // 2:02}", **OPEN)
    seen, address, browser = [], reverse("people") + "?q=reader", sign_in(cast.petra)
    while address:
        html = browser.get(address).content.decode()
        seen += re.findall(r'<h3><a href="/en/people/(\d+)/">', html)
        following = re.search(r'href="([^"]+)" rel="next"', html)
        address = following and following[1].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 41


def test_it_costs_the_same_for_one_and_for_twenty(cast):
    counts = []
    for number in (1, 19):
        for place in range(number):
            person = make_officer(f"Alder {number} {place}", cast.ferry_landing, "Clerk")
            Person.objects.filter(pk=person.pk).update(**OPEN)
        browser = sign_in(cast.petra)
        with CaptureQueriesContext(connection) as asked:
            browser.get(reverse("people"), {"q": "alder", "association": cast.lake.pk})
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12


def test_x08_a_name_that_turns_text_round_stays_apart_from_its_neighbours(cast):
    turning = "Evil\u202egnp"
    Person.objects.filter(pk=cast.odette.pk).update(name=turning)
    for address in (reverse("people"), reverse("person", args=[cast.odette.pk])):
        html = sign_in(cast.petra).get(address).content.decode()
        body = html.partition("<body")[2]
        assert len(re.findall(f"<bdi>{turning}</bdi>", body)) == body.count(turning) > 0
        assert "\u202e" not in html.partition("</head>")[0]


def test_x08_no_such_sign_is_taken_into_a_name():
    person = Person(name="Evil\u202egnp\r\nX", email="a@towns.example")
    person.clean()
    assert person.name == "Evil gnp X"
