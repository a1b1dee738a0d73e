"""Figures are written, looked at and added up; stories are told, and closed to controllers."""

import datetime
import html
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pages.models import Theme
from partnerships.models import Figure, Indicator, PlanIndicator, Story
from partnerships.monitoring.forms import IndicatorForm
from partnerships.monitoring.rolling_up import rolled_up
from partnerships.roles import CONTROLLER, give
from tests.factories import make_cast, sign_in
from tests.partnerships.making import make_coordinator, make_partnership, make_plan
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)
FIGURE = {"starts_on": "2026-01-01", "ends_on": "2026-06-30", "actual": "41.50", "note": "Counted."}
STORY = {
    "kind": "change",
    "title": "They pay",
    "words": "Nearly all pay by the day.",
    "rating": "4",
}


def text_of(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def two_towns(cast):
    """Odette coordinates, Bruno controls, Lena speaks for a partner."""
    one = make_partnership(cast.lake)
    make_coordinator(by=cast.petra, person=cast.odette, partnership=one)
    give(CONTROLLER, by=cast.petra, person=cast.bruno, partnership=one)
    return one


@pytest.fixture
def stalls(two_towns):
    return Indicator.objects.create(
        partnership=two_towns, title="Stalls that pay", unit="stalls", baseline=10, target=90
    )


@pytest.fixture
def odette(cast, two_towns):
    return sign_in(cast.odette)


def write(browser, indicator, **more):
    browser.post(
        reverse("new_figure", args=[indicator.partnership_id, indicator.pk]), {**FIGURE, **more}
    )
    return Figure.objects.order_by("-starts_on").first()


def move(browser, figure, then):
    answer = browser.post(reverse("figure_state", args=[figure.pk]), {"then": then}, follow=True)
    figure.refresh_from_db()
    return answer


def test_what_is_counted_is_named_once_in_a_partnership(odette, two_towns):
    sent = {"title": "Stalls", "unit": "stalls", "baseline": "10", "target": "90"}
    address = reverse("new_partnership_indicator", args=[two_towns.pk])
    assert odette.post(address, sent).status_code == 302
    assert "This is counted already." in text_of(odette.post(address, sent))
    assert Indicator.objects.count() == 1


def test_of_two_who_name_the_same_at_once_the_second_is_told(odette, two_towns, monkeypatch):
    Indicator.objects.create(
        partnership=two_towns, title="Stalls", unit="stalls", baseline=1, target=2
    )
    # The other came in after the form had looked.
    monkeypatch.setattr(IndicatorForm, "clean", lambda form: form.cleaned_data)
    sent = {"title": "Stalls", "unit": "carts", "baseline": "10", "target": "90"}
    answer = odette.post(reverse("new_partnership_indicator", args=[two_towns.pk]), sent)
    assert "This is counted already." in text_of(answer)
    assert Indicator.objects.get().unit == "stalls"


def test_a_figure_counts_once_a_second_person_has_approved_it(cast, odette, stalls):
    figure = write(odette, stalls)
    page = reverse("partnership_figures", args=[stalls.partnership_id])
    move(odette, figure, "hand in")
    assert figure.state == "pending"
    assert move(odette, figure, "approve").status_code == 404
    move(sign_in(cast.petra), figure, "approve")
    assert figure.state == "approved"
    assert "41.50" in text_of(odette.get(page))
    assert odette.post(reverse("change_figure", args=[figure.pk]), FIGURE).status_code == 409


def test_who_wrote_a_figure_does_not_approve_it(cast, stalls):
    petra = sign_in(cast.petra)
    figure = write(petra, stalls)
    move(petra, figure, "hand in")
    page = text_of(move(petra, figure, "approve"))
    assert "Somebody else approves it." in page
    assert figure.state == "pending"


def test_a_returned_figure_says_why_and_is_mended(cast, odette, stalls):
    figure = write(odette, stalls)
    move(odette, figure, "hand in")
    address = reverse("return_figure", args=[figure.pk])
    petra = sign_in(cast.petra)
    assert petra.post(address, {"reason": ""}).status_code == 200
    figure.refresh_from_db()
    assert figure.state == "pending"
    petra.post(address, {"reason": "Count the corner too."})
    assert "Count the corner too." in text_of(
        odette.get(reverse("partnership_figures", args=[stalls.partnership_id]))
    )
    odette.post(reverse("change_figure", args=[figure.pk]), {**FIGURE, "actual": "43"})
    move(odette, figure, "hand in")
    assert (figure.state, figure.actual) == ("pending", Decimal(43))


def test_one_figure_for_a_period(odette, stalls):
    write(odette, stalls)
    address = reverse("new_figure", args=[stalls.partnership_id, stalls.pk])
    page = text_of(odette.post(address, {**FIGURE, "actual": "99"}))
    assert "There is a figure for this period." in page
    assert Figure.objects.get().actual == Decimal("41.5")


def test_controllers_read_figures_and_write_none(cast, odette, stalls):
    figure = write(odette, stalls)
    bruno = sign_in(cast.bruno)
    assert "41.50" in text_of(
        bruno.get(reverse("partnership_figures", args=[stalls.partnership_id]))
    )
    for name in ("change_figure", "return_figure", "figure_state"):
        assert bruno.post(reverse(name, args=[figure.pk]), {}).status_code in (400, 404)
    assert (
        sign_in(cast.yara)
        .get(reverse("partnership_figures", args=[stalls.partnership_id]))
        .status_code
        == 404
    )


def test_controllers_read_a_story_once_its_author_opened_it(cast, odette, two_towns):
    odette.post(reverse("new_story", args=[two_towns.pk]), STORY)
    story = Story.objects.get()
    stories = reverse("partnership_stories", args=[two_towns.pk])
    one, share = (reverse(name, args=[story.pk]) for name in ("story", "share_story"))
    bruno, lena = sign_in(cast.bruno), sign_in(cast.lena)
    assert "They pay" in text_of(lena.get(stories))
    assert "They pay" not in text_of(bruno.get(stories))
    assert bruno.get(one).status_code == 404
    # Nobody opens it but its author.
    assert lena.post(share, {"then": "open"}).status_code == 404
    odette.post(share, {"then": "open"})
    assert "Nearly all pay by the day." in text_of(bruno.get(one))
    odette.post(share, {"then": "close"})
    assert bruno.get(one).status_code == 404


def test_figures_of_a_plan_equal_the_sum_made_by_hand(cast):
    plan = make_plan(cast.lake)
    theme = Theme.objects.get(slug="markets")
    counted = PlanIndicator.objects.create(plan=plan, theme=theme, title="Stalls", unit="stalls")
    by_hand = Decimal()
    for number in range(7):
        one = make_partnership(cast.lake, title=f"Number {number}", plan=plan)
        part = Indicator.objects.create(
            partnership=one, adds_to=counted, title="S", unit="stalls", baseline=number, target=50
        )
        for half, state in enumerate(("approved", "approved", "pending")):
            first = datetime.date(2026, 1 + 3 * half, 1)
            figure = Figure.objects.create(
                indicator=part,
                starts_on=first,
                ends_on=first + datetime.timedelta(days=60),
                actual=Decimal(f"{10 * number + half}.25"),
                state=state,
            )
            # The second half is the latest that was approved.
            by_hand += figure.actual if half == 1 else 0
    (rolled,) = rolled_up(plan)
    assert rolled.actual == by_hand
    assert (rolled.baseline, rolled.target, rolled.number_known) == (21, 350, 7)
    page = text_of(sign_in(cast.petra).get(reverse("plan_figures", args=[plan.pk])))
    assert str(by_hand) in page
    assert page.count("/figures/") >= 7


def test_an_indicator_adds_to_a_plan_in_its_unit_alone(cast, odette, two_towns):
    plan = make_plan(cast.lake)
    theme = Theme.objects.get(slug="markets")
    counted = PlanIndicator.objects.create(plan=plan, theme=theme, title="Stalls", unit="stalls")
    two_towns.plan = plan
    two_towns.save()
    sent = {"title": "S", "unit": "per cent", "baseline": "1", "target": "2", "adds_to": counted.pk}
    address = reverse("new_partnership_indicator", args=[two_towns.pk])
    assert "Use the same unit." in text_of(odette.post(address, sent))
    odette.post(address, {**sent, "unit": "stalls"})
    assert Indicator.objects.get().adds_to == counted


@pytest.mark.parametrize("name", ["figures", "stories", "plan"])
def test_pages_cost_the_same_for_one_and_for_twenty(cast, two_towns, name):
    plan = make_plan(cast.lake)
    theme = Theme.objects.get(slug="markets")
    counted = PlanIndicator.objects.create(plan=plan, theme=theme, title="Stalls", unit="stalls")
    asked_at = {
        "figures": reverse("partnership_figures", args=[two_towns.pk]),
        "stories": reverse("partnership_stories", args=[two_towns.pk]),
        "plan": reverse("plan_figures", args=[plan.pk]),
    }[name]
    petra = sign_in(cast.petra)
    numbers = []
    for number in (1, 19):
        for index in range(number):
            row = Indicator.objects.create(
                partnership=two_towns,
                adds_to=counted,
                title=f"I {number} {index}",
                unit="stalls",
                baseline=1,
                target=2,
            )
            day = datetime.date(2026, 1, 1)
            Figure.objects.create(indicator=row, starts_on=day, ends_on=day, actual=1)
            Story.objects.create(
                partnership=two_towns, title=f"S {index}", words="W", author=cast.odette
            )
        petra.get(asked_at)
        with CaptureQueriesContext(connection) as asked:
            assert petra.get(asked_at).status_code == 200
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]
