"""A country plan is drafted, offered, signed by its associations, and drafted anew."""

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from notices.models import Notice
from partnerships.models import CountryPlan, PlanTheme, Signature
from tests.factories import make_cast, sign_in
from tests.partnerships.making import make_agreed_plan, make_partnership, make_plan
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)
WORDS = {
    "title": "Towns by the lake",
    "countries": ["ZM", "MW"],
    "language": "en",
    "starts_on": "2026-01-01",
    "ends_on": "2028-12-31",
    "currency": "eur",
    "words": "Markets first.",
    "left_out": "Roads.",
}


def text_of(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def petra(cast):
    return sign_in(cast.petra)


def state_of(plan):
    plan.refresh_from_db()
    return plan.state


def test_the_programme_drafts_a_plan_with_its_rows(cast, petra):
    petra.post(reverse("new_plan"), {**WORDS, "associations": [cast.lake.pk]})
    plan = CountryPlan.objects.get()
    assert plan.currency == "EUR"
    assert sorted(plan.country_codes) == ["MW", "ZM"]
    rows = {
        "window": {"title": "Elections", "opens_on": "2026-05-01", "closes_on": "2026-09-01"},
        "actor": {"name": "Ministry", "kind": "national"},
        "policy": {"title": "Town finance", "whose": "the ministry"},
    }
    for kind, sent in rows.items():
        answer = petra.post(reverse("add_plan_row", args=[plan.pk, kind]), sent)
        assert answer.status_code == 302, text_of(answer)
    page = text_of(petra.get(reverse("plan_draft", args=[plan.pk])))
    for words in ("Markets first.", "Roads.", "Elections", "Ministry", "Town finance"):
        assert words in page


def test_what_is_wrong_is_said_and_what_was_typed_stays(cast, petra):
    sent = {**WORDS, "ends_on": "2025-01-01", "currency": "ABC"}
    page = text_of(petra.post(reverse("new_plan"), sent))
    assert "It must end after it begins." in page
    assert "No currency has these letters." in page
    assert "Markets first." in page
    assert not CountryPlan.objects.exists()


def test_a_theme_stands_in_a_plan_once(cast, petra):
    plan = make_plan(cast.lake)
    theme = plan.themes.get().theme
    address = reverse("add_plan_row", args=[plan.pk, "theme"])
    page = text_of(petra.post(address, {"theme": theme.pk, "rank": 2}))
    assert "The plan has this theme already." in page
    assert plan.themes.count() == 1


def test_a_row_of_another_plan_is_not_found(cast, petra):
    plan, other = make_plan(cast.lake), make_plan(cast.hill, title="Hills")
    row = other.themes.get()
    answer = petra.post(reverse("plan_row", args=[plan.pk, "theme", row.pk]), {"remove": "1"})
    assert answer.status_code == 404
    assert PlanTheme.objects.filter(pk=row.pk).exists()


def test_a_plan_is_agreed_once_all_its_associations_have_signed(cast, petra):
    plan = make_plan(cast.lake, cast.hill)
    petra.post(reverse("plan_state", args=[plan.pk]), {"then": "offer for signing"})
    assert state_of(plan) == "signing"
    told = Notice.objects.filter(kind="partnerships.plan").values_list("person_id", flat=True)
    assert set(told) == {cast.lena.pk, cast.yara.pk}
    for editor, association, then in (
        (cast.lena, cast.lake, "signing"),
        (cast.yara, cast.hill, "agreed"),
    ):
        browser = sign_in(editor)
        assert plan.title in text_of(browser.get(reverse("desk")))
        sent = {"association": association.pk, "number": 1}
        browser.post(reverse("sign_plan", args=[plan.pk]), sent)
        assert state_of(plan) == then
    assert plan.agreed.number == 1


def test_nobody_signs_for_another_association(cast):
    plan = make_plan(cast.lake, cast.hill)
    petra = sign_in(cast.petra)
    petra.post(reverse("plan_state", args=[plan.pk]), {"then": "offer for signing"})
    sent = {"association": cast.hill.pk, "number": 1}
    for person in (cast.lena, cast.petra, cast.odette):
        answer = sign_in(person).post(reverse("sign_plan", args=[plan.pk]), sent)
        assert answer.status_code == 404
    assert not Signature.objects.exists()


def test_a_plan_without_associations_is_not_offered(cast, petra):
    plan = make_plan()
    answer = petra.post(
        reverse("plan_state", args=[plan.pk]), {"then": "offer for signing"}, follow=True
    )
    assert "Name the associations that sign it first." in text_of(answer)
    assert state_of(plan) == "draft"


def test_who_signs_signs_what_they_read(cast, petra):
    plan = make_plan(cast.lake)
    state = reverse("plan_state", args=[plan.pk])
    petra.post(state, {"then": "offer for signing"})
    petra.post(state, {"then": "draft anew"})
    petra.post(state, {"then": "offer for signing"})
    lena = sign_in(cast.lena)
    sent = {"association": cast.lake.pk, "number": 1}
    assert lena.post(reverse("sign_plan", args=[plan.pk]), sent).status_code == 409
    assert not Signature.objects.exists()


def test_what_is_offered_is_not_written_in(cast, petra):
    plan = make_plan(cast.lake)
    petra.post(reverse("plan_state", args=[plan.pk]), {"then": "offer for signing"})
    sent = {**WORDS, "title": "Other words", "associations": [cast.lake.pk]}
    assert petra.post(reverse("change_plan", args=[plan.pk]), sent).status_code == 409
    row = plan.themes.get()
    answer = petra.post(reverse("plan_row", args=[plan.pk, "theme", row.pk]), {"remove": "1"})
    assert answer.status_code == 409
    plan.refresh_from_db()
    assert plan.title == "Lake plan"
    assert plan.themes.exists()


def test_everybody_reads_what_was_agreed_and_nobody_what_is_drafted(client, cast, petra):
    plan = make_agreed_plan(cast.petra, cast.lena, cast.lake, words="Agreed words.")
    petra.post(reverse("plan_state", args=[plan.pk]), {"then": "draft anew"})
    petra.post(
        reverse("change_plan", args=[plan.pk]),
        {
            **WORDS,
            "words": "Secret words.",
            "starts_on": "2023-07-07",
            "associations": [cast.lake.pk],
        },
    )
    address = reverse("country_plan", args=[plan.pk])
    page = text_of(client.get(address))
    assert "Agreed words." in page
    assert "Secret words." not in page
    one = make_partnership(plan=plan)
    theme = reverse("plan_theme", args=[plan.pk, "markets"])
    for public in (reverse("partnership", args=[one.pk]), theme):
        assert "Towns by the lake" not in text_of(client.get(public))
    listed = text_of(client.get(reverse("country_plans")))
    assert "Towns by the lake" not in listed
    assert "1 January 2026 – " in listed
    assert "2023" not in listed
    assert "Secret words." in text_of(sign_in(cast.lena).get(reverse("plan_draft", args=[plan.pk])))
    assert sign_in(cast.yara).get(reverse("plan_draft", args=[plan.pk])).status_code == 404


@pytest.mark.parametrize("address", ["list", "plan", "draft"])
def test_pages_cost_the_same_for_one_and_for_twenty(cast, petra, address):
    plan = make_agreed_plan(cast.petra, cast.lena, cast.lake)
    asked_at = {
        "list": reverse("country_plans"),
        "plan": reverse("country_plan", args=[plan.pk]),
        "draft": reverse("plan_draft", args=[plan.pk]),
    }[address]
    counted = []
    for number in (0, 19):
        for one in range(number):
            make_plan(cast.lake, title=f"Draft {one}")
            make_agreed_plan(cast.petra, cast.lena, cast.lake, title=f"Agreed {one}")
            plan.windows.create(title=f"W{one}", opens_on="2026-01-01", closes_on="2026-02-01")
            plan.actors.create(name=f"A{one}", kind="donor")
        petra.get(asked_at)
        with CaptureQueriesContext(connection) as asked:
            assert petra.get(asked_at).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]
