"""A person writes their own profile and says field by field who sees it."""

import logging

import pytest
from django.urls import reverse

from pages.models import SiteVersion, Theme
from people.models import Person, SeenBy
from people.models.profile import FIELDS
from people.visibility import visible_fields
from tests.factories import sign_in

pytestmark = pytest.mark.django_db

EVERYBODY_SIGNED_IN = {f"{field}_seen_by": "signed-in" for field in FIELDS}


def words(**more):
    return {
        "name": "Odette Marsh",
        "phone": "+260 97 000 0000",
        "languages": ["en", "bem"],
        "about": "Carts and routes.",
        "language": "pt",
        "time_zone": "Africa/Lusaka",
        **EVERYBODY_SIGNED_IN,
        **more,
    }


def keep(whose, **more):
    return sign_in(whose).post(reverse("profile"), words(**more))


def test_what_is_kept_holds_with_the_next_request(cast):
    theme = Theme.objects.first()
    assert visible_fields(cast.bruno, cast.odette) == frozenset()
    assert keep(cast.odette, themes=[theme.pk]).status_code == 302
    odette = Person.objects.get(pk=cast.odette.pk)
    assert visible_fields(cast.bruno, odette) == set(FIELDS)
    assert {one.code for one in odette.spoken_languages.all()} == {"en", "bem"}
    assert list(odette.themes.all()) == [theme]
    assert (odette.language, odette.time_zone) == ("pt", "Africa/Lusaka")
    keep(odette, languages=["en"], themes=[], name_seen_by="nobody")
    odette.refresh_from_db()
    assert visible_fields(cast.bruno, odette) == frozenset()
    assert [one.code for one in odette.spoken_languages.all()] == ["en"]
    assert not odette.themes.exists()


def test_the_page_shows_posts_and_choices_and_what_was_chosen(cast):
    html = sign_in(cast.odette).get(reverse("profile")).content.decode()
    for shown in ("Head of waste collection", "Ferry Landing", "specialist", cast.odette.email):
        assert shown in html
    for label in SeenBy.labels:
        assert html.count(f">{label}</option>") == len(FIELDS)
    assert '<option value="nobody" selected>' in html


def test_p06_what_is_no_field_of_the_profile_is_ignored_and_logged(cast, caplog):
    before = Person.objects.filter(pk=cast.odette.pk).values().get()
    with caplog.at_level(logging.WARNING, logger="people.profile.views"):
        keep(
            cast.odette,
            is_staff="on",
            is_superuser="on",
            is_active="",
            groups=[cast.lake.role_group.group.pk],
            association=cast.lake.pk,
            organisation=cast.lake.pk,
            appointments=cast.lake.pk,
            email="mallory@towns.example",
            password="x",
            person=cast.bruno.pk,
            id=cast.bruno.pk,
            **{"forged\nline": "x"},
        )
    after = Person.objects.filter(pk=cast.odette.pk).values().get()
    for name in ("email", "is_superuser", "is_active", "password", "joined_at", "claimed_at"):
        assert after[name] == before[name]
    assert not cast.odette.groups.exists()
    assert cast.odette.appointments.get().organisation == cast.ferry_landing
    assert Person.objects.get(pk=cast.bruno.pk).name == "Bruno Sel"
    assert after["phone"] == "+260 97 000 0000"
    logged = caplog.records[0].getMessage()
    assert "is_superuser" in logged
    assert "mallory" not in logged
    assert "\n" not in logged


@pytest.mark.parametrize(
    "bad",
    [
        {"name": ""},
        {"name_seen_by": "everybody"},
        {"languages": ["xx"]},
        {"themes": ["999999"]},
        {"time_zone": "Mars/Base"},
        {"about": "x" * 601},
    ],
)
def test_bad_input_changes_nothing_and_keeps_what_was_typed(cast, bad):
    answer = keep(cast.odette, phone="+1 234", **bad)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "to-mend" in html
    assert 'value="+1 234"' in html
    assert Person.objects.get(pk=cast.odette.pk).phone == ""


def test_x08_a_name_cannot_turn_its_neighbours_round(cast):
    keep(cast.odette, name="Odette \u202eMarsh\u2028", about="a\u202eb")
    odette = Person.objects.get(pk=cast.odette.pk)
    assert odette.name == "Odette Marsh"
    assert "\u202e" not in odette.about


def test_a_new_name_shows_on_public_pages_that_visitors_hold(cast):
    before = SiteVersion.current()
    keep(cast.odette)
    assert SiteVersion.current() == before
    keep(cast.odette, name="Odette Marsh-Hill")
    assert SiteVersion.current() == before + 1


def test_one_changes_nobody_elses_profile(cast):
    keep(cast.bruno, name="Bruno Sel the Second")
    assert Person.objects.get(pk=cast.odette.pk).name == "Odette Marsh"


def test_the_desk_leads_to_it(cast):
    html = sign_in(cast.odette).get(reverse("desk")).content.decode()
    assert reverse("profile") in html
    assert reverse("invitations") not in html
    assert reverse("invitations") in sign_in(cast.lena).get(reverse("desk")).content.decode()
