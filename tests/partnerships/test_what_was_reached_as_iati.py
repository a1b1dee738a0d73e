"""What was reached goes out as results of IATI and comes in again, with what is public alone."""

import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from pages.models import Theme
from partnerships.iati.checking import fault_in
from partnerships.models import (
    Figure,
    Indicator,
    OrganisationBudget,
    OrganisationCode,
    Partnership,
)
from people.models import Organisation
from tests.factories import make_cast, sign_in
from tests.partnerships.making import make_coordinator, make_partnership
from tests.partnerships.test_bringing_in_files_of_iati import bring_in, give_out, published
from tests.partnerships.test_checking_a_file_of_iati import ACTIVITY, file_of
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)
RESULT = """<result type="2"><title><narrative>{above}</narrative></title>
<indicator measure="{measure}"><title><narrative>{title}</narrative></title>
{inside}</indicator></result></iati-activity>"""
PERIOD = (
    """<period><period-start iso-date="{first}"/><period-end iso-date="{last}"/>{values}</period>"""
)


def file_with(tmp_path: Path, *results: str, day: str = "2026-01-01") -> Path:
    record = ACTIVITY.format(number=1, title="One").replace(
        "<iati-activity", f'<iati-activity last-updated-datetime="{day}T00:00:00Z"', 1
    )
    for result in results:
        record = record.replace("</iati-activity>", result)
    return file_of(tmp_path, record)


def result_of(title="Stalls that pay", above="", measure="1", inside="") -> str:
    return RESULT.format(title=title, above=above or title, measure=measure, inside=inside)


def period_of(values: str, first="2026-01-01", last="2026-06-30") -> str:
    return PERIOD.format(first=first, last=last, values=values)


@pytest.fixture
def two_towns(cast):
    """A partnership with an open indicator: 10 stalls at first, 90 aimed at, 41.5 approved."""
    OrganisationCode.objects.create(organisation=cast.lake, reference="XM-LAKE", kind="15")
    one = make_partnership(cast.lake, reporting=cast.lake, identifier="XM-LAKE-1")
    indicator = Indicator.objects.create(
        partnership=one, title="Stalls", unit="stalls", baseline=10, target=90, is_public=True
    )
    for month, state, actual in ((1, "approved", "41.5"), (2, "pending", "4242")):
        write_figure(indicator, month, state, actual)
    return one


def write_figure(indicator, month, state, actual, reason=""):
    return Figure.objects.create(
        indicator=indicator,
        starts_on=datetime.date(2026, month, 1),
        ends_on=datetime.date(2026, month, 28),
        actual=actual,
        state=state,
        reason=reason,
        note="From the collectors' secret book",
    )


def empty():
    for model in (Partnership, OrganisationBudget, OrganisationCode):
        model.objects.all().delete()


def test_an_open_indicator_is_a_result_with_baseline_target_and_what_was_approved(two_towns):
    written = give_out()
    assert '<baseline year="2025" value="10"/>' in written
    assert '<target value="90"/>' in written
    assert '<actual value="41.5"/>' in written
    assert "<narrative>stalls</narrative>" in written
    assert 'iso-date="2026-01-28"' in written


@pytest.mark.parametrize("state", ["draft", "pending", "returned"])
def test_what_is_not_approved_is_in_no_file_and_on_no_page(client, two_towns, state):
    Figure.objects.filter(state="pending").update(state=state, reason="Count again.")
    for said in (give_out(), client.get(reverse("partnership", args=[two_towns.pk])).text):
        assert "41.5" in said
        assert "4242" not in said
        assert "Count again" not in said
        assert "secret book" not in said


def test_what_is_not_open_is_in_no_file_and_on_no_page(client, two_towns):
    Indicator.objects.update(is_public=False)
    for said in (give_out(), client.get(reverse("partnership", args=[two_towns.pk])).text):
        assert "41.5" not in said
        assert "Stalls" not in said


def test_the_public_address_says_what_the_command_says(client, two_towns):
    answer = client.get(reverse("partnership_iati", args=[two_towns.pk]))
    assert answer.content.decode() == give_out()


def test_only_the_programme_opens_an_indicator_and_what_others_change_is_closed(cast, two_towns):
    indicator = Indicator.objects.get()
    make_coordinator(by=cast.petra, person=cast.odette, partnership=two_towns)
    address = reverse("partnership_indicator", args=[two_towns.pk, indicator.pk])
    sent = {"title": "Stalls", "unit": "stalls", "baseline": "10", "target": "80", "kind": "2"}
    odette, petra = sign_in(cast.odette), sign_in(cast.petra)
    assert "is_public" not in odette.get(address).text
    odette.post(address, {**sent, "is_public": "on"})
    indicator.refresh_from_db()
    assert (indicator.target, indicator.kind, indicator.is_public) == (80, "2", False)
    before = Partnership.objects.get().changed_at
    petra.post(address, {**sent, "is_public": "on"})
    indicator.refresh_from_db()
    assert indicator.is_public
    assert Partnership.objects.get().changed_at > before


def test_what_was_given_out_comes_into_an_empty_site_and_goes_out_the_same(two_towns, tmp_path):
    write_figure(Indicator.objects.get(), 3, "approved", "55")
    Indicator.objects.create(
        partnership=two_towns, title="Paid", unit="% of stalls", target="12.25", is_public=True
    )
    first, path = give_out(), tmp_path / "first.xml"
    path.write_text(first, "utf-8")
    assert fault_in(path) is None
    empty()
    said = bring_in(path)
    assert "Left out" not in said
    assert "2 indicators" in said
    assert give_out() == first
    one = Partnership.objects.get()
    assert [theme.slug for theme in one.themes.all()] == ["markets"]
    stalls = one.indicators.get(title="Stalls")
    assert (stalls.unit, stalls.baseline, stalls.target) == ("stalls", 10, 90)
    assert {figure.state for figure in stalls.figures.all()} == {"approved"}
    assert stalls.figures.first().note == "IATI: XM-LAKE-1"


def test_a_theme_is_said_by_its_sectors_and_targets_and_by_its_name(two_towns):
    Theme.objects.filter(slug="markets").update(dac_codes=["25010", "43030"], sdg_targets=["8.3"])
    written = give_out()
    assert '<sector vocabulary="1" code="25010" percentage="50"/>' in written
    assert '<tag vocabulary="3" code="8.3"/>' in written
    assert 'vocabulary="99"' in written
    two_towns.sectors.create(code="15110")
    assert 'code="25010"' not in give_out()


def test_published_results_become_indicators_and_figures(samples):
    said = bring_in(published(samples, "worldbank-679.xml"))
    assert Indicator.objects.filter(is_public=True, is_imported=True).count() > 5
    assert set(Figure.objects.values_list("state", flat=True)) == {"approved"}
    assert "figures" in said
    assert "title of a result above that of its indicator" in said


def test_a_unit_stands_where_the_name_of_the_indicator_would(samples):
    bring_in(published(samples, "municipal-subset.xml"))
    found = Indicator.objects.filter(title="Empleos formales creados gracias al proyecto").first()
    assert (found.unit, found.target, found.kind) == ("#", 1500, "3")


def test_what_is_said_in_words_has_no_place_and_is_said(tmp_path):
    words = period_of('<target value="Yes"/>')
    said = bring_in(
        file_with(
            tmp_path,
            result_of(title="Audited", measure="5", inside=words),
            result_of(title="Half", inside=period_of('<actual value="some"/><actual value="2"/>')),
            result_of(title="Part", inside=period_of('<actual value="2.125"/>')),
        )
    )
    assert "1 indicator in words" in said
    assert "actual of a part" in said
    assert "1 digits of values behind the second" in said
    assert [one.title for one in Indicator.objects.all()] == ["Part"]


def test_two_indicators_of_one_name_are_two(tmp_path):
    inside = period_of('<actual value="2"/>')
    bring_in(file_with(tmp_path, result_of(inside=inside), result_of(inside=inside)))
    titles = set(Indicator.objects.values_list("title", flat=True))
    assert titles == {"Stalls that pay", "Stalls that pay (2)"}


def test_a_newer_file_writes_its_results_anew_and_leaves_what_is_counted_here(tmp_path):
    inside = period_of('<target value="9"/><actual value="2"/>')
    bring_in(file_with(tmp_path, result_of(inside=inside), result_of("Carts", inside=inside)))
    carts = Indicator.objects.get(title="Carts")
    write_figure(carts, 7, "draft", "3")
    newer = inside.replace('"2"', '"5"')
    said = bring_in(
        file_with(
            tmp_path,
            result_of(inside=newer),
            result_of("Carts", inside=newer),
            day="2026-02-01",
        )
    )
    assert "1 results of what is counted here" in said
    stalls = Indicator.objects.get(title="Stalls that pay")
    assert [figure.actual for figure in stalls.figures.all()] == [5]
    assert sorted(figure.actual for figure in carts.figures.all()) == [2, 3]


def test_organisations_and_their_budgets_go_out_and_come_in_again(samples, tmp_path):
    for name in ("org-ares.xml", "org-caf.xml", "org-world-bank-2024.xml"):
        bring_in(published(samples, name))
    first, path = give_out(organisations=True), tmp_path / "organisations.xml"
    path.write_text(first, "utf-8")
    assert fault_in(path) is None
    assert "<organisation-identifier>BE-BCE_KBO-0546740696</organisation-identifier>" in first
    known = OrganisationBudget.objects.count()
    empty()
    Organisation.objects.all().delete()
    said = bring_in(path)
    assert OrganisationBudget.objects.count() == known
    assert "Left out" not in said
    assert give_out(organisations=True) == first


def test_a_budget_in_a_currency_that_is_none_stops_the_file_of_organisations():
    town = Organisation.objects.create(name="Town", kind="local-government")
    with pytest.raises(CommandError, match="No organisation's budgets are known"):
        give_out(organisations=True)
    days = {"starts_on": datetime.date(2026, 1, 1), "ends_on": datetime.date(2026, 12, 31)}
    budget = OrganisationBudget.objects.create(
        organisation=town, value=1, currency="EUR", valued_on=days["starts_on"], status="1", **days
    )
    with pytest.raises(CommandError, match="Town has no IATI reference"):
        give_out(organisations=True)
    OrganisationCode.objects.create(organisation=town, reference="XM-T", kind="11")
    OrganisationBudget.objects.filter(pk=budget.pk).update(currency="ZZZ")
    with pytest.raises(CommandError, match="'ZZZ' of value is not on the list Currency"):
        call_command("iati_export", organisations=True, stdout=StringIO(), verbosity=0)
