"""Files of IATI come in as partnerships and budgets, and go out again as they were."""

import datetime
import gc
import tracemalloc
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from partnerships.iati.checking import fault_in
from partnerships.models import (
    Budget,
    OrganisationBudget,
    OrganisationCode,
    Partner,
    Partnership,
    Transaction,
)
from people.models import Organisation
from tests.partnerships.test_checking_a_file_of_iati import ACTIVITY, file_of

pytestmark = pytest.mark.django_db
RESULTS = """<result type="1"><title><narrative>T</narrative></title><indicator measure="1">
<title><narrative>T</narrative></title><period><period-start iso-date="2026-01-01"/>
<period-end iso-date="2026-06-30"/><target value="9"/><actual value="5"/></period></indicator>
</result></iati-activity>"""


def published(samples: Path, name: str) -> Path:
    return samples / "data" / "iati" / "published" / "dev" / name


def bring_in(path: Path, **options) -> str:
    out = StringIO()
    call_command("iati_import", str(path), stdout=out, verbosity=0, **options)
    return out.getvalue()


def give_out(**options) -> str:
    out = StringIO()
    call_command("iati_export", stdout=out, verbosity=0, **options)
    return out.getvalue()


def test_activities_become_partnerships_with_their_partners_and_money(samples):
    said = bring_in(published(samples, "acf-spain-philippines.xml"))
    assert "6 partnerships" in said
    assert Partnership.objects.count() == 6
    assert Budget.objects.count() == 6
    assert Partner.objects.count() == 15
    one = Partnership.objects.order_by("identifier").first()
    assert one is not None
    assert [str(place.country) for place in one.countries.all()] == ["PH"]
    assert one.reporting is not None
    assert one.reporting.iati_code.reference
    assert one.is_published
    assert "6 other-identifier" in said


def test_organisation_files_become_organisations_and_budgets(samples):
    bring_in(published(samples, "org-ares.xml"))
    ares = OrganisationCode.objects.get(reference="BE-BCE_KBO-0546740696").organisation
    assert ares.name == "ARES"
    assert ares.kind == Organisation.Kind.TRAINING_INSTITUTE
    values = ares.iati_budgets.values_list("starts_on__year", "value", "currency", "status")
    assert set(values) == {
        (2017, Decimal(25354900), "EUR", "2"),
        (2018, Decimal(30253717), "EUR", "2"),
        (2019, Decimal(30898289), "EUR", "1"),
        (2020, Decimal(28994463), "EUR", "1"),
    } | {(2021, Decimal(27886382), "EUR", "1")}


def test_every_published_file_comes_in_once_and_goes_out_as_it_came_in(samples, tmp_path):
    files = sorted((samples / "data" / "iati" / "published" / "dev").glob("*.xml"))
    for path in files:
        bring_in(path)
    counted = (Partnership, Partner, Budget, Transaction, Organisation, OrganisationBudget)
    before = [model.objects.count() for model in counted]
    assert before[0] > 700
    for path in files:
        assert "as they were" in bring_in(path) or path.name.startswith("org-")
    assert [model.objects.count() for model in counted] == before

    first, path = give_out(), tmp_path / "first.xml"
    path.write_text(first, "utf-8")
    assert fault_in(path) is None
    assert first.count("<result ") > 500
    assert "<actual " in first
    for model in (Partnership, OrganisationBudget, OrganisationCode, Organisation):
        model.objects.all().delete()
    bring_in(path)
    assert give_out() == first


@pytest.mark.slow
def test_memory_does_not_grow_with_the_file_that_is_brought_in(tmp_path):
    def peak_of(number: int) -> int:
        records = (
            ACTIVITY.format(number=f"{number}-{one}", title=f"Title {one}").replace(
                "</iati-activity>", RESULTS
            )
            for one in range(number)
        )
        path = file_of(tmp_path, *records)
        gc.collect()
        tracemalloc.start()
        bring_in(path, preview=True)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    peak_of(50)
    assert peak_of(4_000) < 1.3 * peak_of(1_000)


def test_a_preview_says_what_would_come_and_keeps_nothing(samples):
    said = bring_in(published(samples, "municipal-subset.xml"), preview=True)
    assert said.startswith("Would be brought in:")
    assert "41 partnerships" in said
    assert not Partnership.objects.exists()
    assert not Organisation.objects.exists()


def test_a_file_with_a_fault_is_refused_by_its_line_and_nothing_comes_in(tmp_path):
    good = ACTIVITY.format(number=1, title="One")
    bad = ACTIVITY.format(number=2, title="Two").replace(' code="2"', "")
    with pytest.raises(CommandError, match=r"line 17: .*Nothing was brought in"):
        bring_in(file_of(tmp_path, good, bad))
    assert not Partnership.objects.exists()


def test_a_code_off_its_list_is_a_warning_with_its_line_and_is_left_out(tmp_path):
    sector = '<sector vocabulary="1" code="99999"/></iati-activity>'
    record = ACTIVITY.format(number=1, title="One").replace("</iati-activity>", sector)
    said = bring_in(file_of(tmp_path, record))
    assert "line 10: '99999' of sector is not on the list Sector" in said
    assert not Partnership.objects.get().sectors.exists()


def test_what_has_no_place_is_said(samples):
    said = bring_in(published(samples, "municipal-subset.xml"))
    assert "Left out, since there is no place for it:" in said
    assert "83 indicators" in said
    assert "4 conditions" in said


def test_what_is_newer_here_stays(tmp_path):
    path = file_of(tmp_path, ACTIVITY.format(number=1, title="One"))
    bring_in(path)
    Partnership.objects.update(title="Written here")
    bring_in(path)
    assert Partnership.objects.get().title == "Written here"


def test_what_is_newer_in_the_file_is_written_anew(tmp_path):
    def changed_on(day: str, title: str) -> Path:
        record = ACTIVITY.format(number=1, title=title)
        dated = f'<iati-activity last-updated-datetime="{day}T00:00:00Z"'
        return file_of(tmp_path, record.replace("<iati-activity", dated, 1))

    bring_in(changed_on("2026-01-01", "Old"))
    said = bring_in(changed_on("2026-01-02", "New"))
    assert "1 partnerships written anew" in said
    assert Partnership.objects.get().title == "New"
    assert Partner.objects.count() == 1


def test_two_organisations_of_one_name_and_two_references_stay_two(tmp_path):
    record = ACTIVITY.format(number=1, title="One").replace(
        '<participating-org role="4"><narrative>C</narrative></participating-org>',
        '<participating-org role="4" ref="XM-7"><narrative>C</narrative></participating-org>'
        '<participating-org role="4" ref="XM-8"><narrative>C</narrative></participating-org>',
    )
    bring_in(file_of(tmp_path, record))
    assert Organisation.objects.filter(name="C").count() == 2


def test_one_partnership_is_given_out_alone(tmp_path):
    records = (ACTIVITY.format(number=number, title=f"Title {number}") for number in (1, 2))
    bring_in(file_of(tmp_path, *records))
    second = Partnership.objects.get(title="Title 2")
    written = give_out(partnership=second.pk)
    assert "Title 2" in written
    assert "Title 1" not in written


def test_what_is_not_public_is_not_given_out(tmp_path):
    bring_in(file_of(tmp_path, ACTIVITY.format(number=1, title="One")))
    Partnership.objects.update(is_published=False)
    with pytest.raises(CommandError, match="no such partnership"):
        give_out()


def test_our_own_export_refuses_a_code_off_its_list(tmp_path):
    bring_in(file_of(tmp_path, ACTIVITY.format(number=1, title="One")))
    Partnership.objects.get().sectors.create(code="99999")
    with pytest.raises(CommandError, match=r"'99999' of sector is not on the list Sector.*Nothing"):
        give_out()


def test_a_partnership_of_our_own_gets_an_identifier_below_its_reporter(tmp_path):
    reporter = Organisation.objects.create(name="The programme", kind="programme")
    one = Partnership.objects.create(
        title="Ours", language="en", is_published=True, starts_on=datetime.date(2026, 1, 1)
    )
    with pytest.raises(CommandError, match="Give the organisation its reference"):
        give_out()
    OrganisationCode.objects.create(organisation=reporter, reference="XM-9")
    with pytest.raises(CommandError, match="Name who takes part"):
        give_out()
    one.partners.create(organisation=reporter)
    written = give_out()
    assert f"<iati-identifier>XM-9-{one.pk.hex[:12]}</iati-identifier>" in written


@pytest.mark.parametrize("number", [1, 20])
def test_an_export_asks_the_same_number_of_questions(tmp_path, django_assert_num_queries, number):
    records = (ACTIVITY.format(number=one, title=f"Title {one}") for one in range(number))
    bring_in(file_of(tmp_path, *records))
    with django_assert_num_queries(16):
        give_out()
