"""A benchmark: indicators adopted, values sent, compared, and what came of it."""

import html
import io
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from benchmarking.collecting.actions import remind_of_missing_values
from benchmarking.models import (
    Benchmark,
    ImprovementAction,
    IndicatorVersion,
    Participation,
    PracticeNote,
    Round,
    Value,
)
from notices.models import Notice
from tests.benchmarking.making import (
    make_benchmark,
    make_round,
    make_theme,
    make_value,
    make_version,
    take_part,
)
from tests.factories import make_cast, make_contact, make_officer, sign_in
from tests.standing import standing

pytestmark = pytest.mark.django_db


def make_two_towns():
    """Odette answers for Ferry Landing, Bruno for High Pasture; Lena edits for the convener."""
    cast = make_cast()
    make_contact(cast.odette, cast.ferry_landing)
    make_contact(cast.bruno, cast.high_pasture)
    return cast


cast = standing(make_two_towns)


@pytest.fixture
def lena(cast):
    return sign_in(cast.lena, with_second_factor=True)


@pytest.fixture
def odette(cast):
    return sign_in(cast.odette, with_second_factor=True)


@pytest.fixture
def bruno(cast):
    return sign_in(cast.bruno, with_second_factor=True)


@pytest.fixture
def group(cast):
    return make_benchmark(cast.lake, cast.ferry_landing, cast.high_pasture)


def text_of(answer):
    return html.unescape(answer.content.decode())


def told(person):
    rows = Notice.objects.filter(person=person, kind__startswith="benchmarking.")
    return [one.words["what"] for one in rows.order_by("pk")]


def value_of(found, organisation, version):
    return reverse("round_value", args=[found.pk, organisation.pk, version.pk])


# -- Designing -------------------------------------------------------------------------------------


def test_a_benchmark_is_written_opened_and_joined(cast, lena, odette, client):
    sent = {
        "convener": cast.lake.pk,
        "title": "Market rents",
        "promise": "Two rounds.",
        "publication": "public",
        "public_after": "13",
    }
    said = text_of(lena.post(reverse("new_benchmark"), sent))
    assert "less than or equal to 12" in said
    assert not Benchmark.objects.exists()
    lena.post(reverse("new_benchmark"), sent | {"public_after": "12"})
    found = Benchmark.objects.get()
    page = reverse("benchmark", args=[found.pk])
    assert client.get(page).status_code == 404
    lena.post(reverse("benchmark_state", args=[found.pk]), {"then": "open"})
    assert client.get(page).status_code == 200
    # By invitation only, as the box was left empty.
    join = reverse("benchmark_join", args=[found.pk])
    assert odette.get(join).status_code == 404
    lena.post(reverse("benchmark_invite", args=[found.pk]), {"name": "ferry landing"})
    assert told(cast.odette) == ["invited"]
    answer = {"organisation": cast.ferry_landing.pk, "contact": cast.odette.pk}
    assert "required" in text_of(odette.post(join, answer))
    odette.post(join, answer | {"is_promised": "on"})
    row = Participation.objects.get()
    assert (row.state, row.contact) == ("joined", cast.odette)
    assert told(cast.lena) == ["joined"]


def test_nobody_convenes_or_joins_for_an_organisation_they_do_not_answer_for(cast, odette, lena):
    found = make_benchmark(cast.hill, is_open_to_others=True)
    answer = {"organisation": cast.high_pasture.pk, "contact": cast.bruno.pk, "is_promised": "on"}
    assert odette.post(reverse("benchmark_join", args=[found.pk]), answer).status_code == 200
    assert not Participation.objects.exists()
    assert (
        lena.post(reverse("benchmark_state", args=[found.pk]), {"then": "end"}).status_code == 404
    )
    assert lena.get(reverse("new_round", args=[found.pk])).status_code == 404


def form_of_version(**more):
    return {
        "theme": make_theme().pk,
        "title": "Stall rents collected",
        "definition": "Rents that came in, of rents that were due.",
        "shape": "share",
        "numerator": "Rents that came in",
        "denominator": "Rents that were due",
        "unit": "%",
        "direction": "up",
        **more,
    }


def test_an_indicator_is_proposed_commented_and_adopted_by_more_than_half(
    cast, group, odette, bruno
):
    odette.post(reverse("new_indicator", args=[group.pk]), form_of_version())
    version = IndicatorVersion.objects.get()
    assert told(cast.bruno) == ["proposed"]
    page = reverse("indicator", args=[version.indicator_id])
    bruno.post(page, {"text": "Are arrears counted?"})
    assert "Are arrears counted?" in text_of(odette.get(page))
    state = reverse("indicator_state", args=[version.indicator_id])
    odette.post(state, {"then": "assent"})
    assert IndicatorVersion.objects.get().state == "proposed"
    bruno.post(state, {"then": "assent"})
    assert IndicatorVersion.objects.get().state == "adopted"
    assert "adopted" in told(cast.odette)
    # Another version replaces it, and the old one stays as it was.
    again = reverse("new_indicator_version", args=[version.indicator_id])
    odette.post(again, form_of_version(title="Rents with arrears"))
    for client in (odette, bruno):
        client.post(state, {"then": "assent"})
    states = dict(IndicatorVersion.objects.values_list("title", "state"))
    assert states == {"Stall rents collected": "replaced", "Rents with arrears": "adopted"}


def test_a_share_needs_its_two_parts_and_what_was_typed_stays(group, odette):
    page = reverse("new_indicator", args=[group.pk])
    said = text_of(odette.post(page, form_of_version(denominator="")))
    assert "Name both parts" in said
    assert "Rents that came in, of rents that were due." in said
    assert not IndicatorVersion.objects.exists()


def test_comments_are_the_groups_alone(cast, group, client, bruno):
    version = make_version(group)
    page = reverse("indicator", args=[version.indicator_id])
    bruno.post(page, {"text": "Between us."})
    assert "Between us." not in text_of(client.get(page))
    assert client.post(page, {"text": "From outside."}).status_code == 404


# -- Collecting ------------------------------------------------------------------------------------


def test_a_round_takes_what_is_adopted_and_one_goes_on_at_a_time(cast, group, lena):
    page = reverse("new_round", args=[group.pk])
    form = {"title": "2026"} | {
        f"{step}_until": f"2031-0{number}-01"
        for number, step in enumerate(("collect", "compare", "learn", "improve"), start=1)
    }
    assert "No indicator is adopted yet" in text_of(lena.post(page, form))
    version = make_version(group)
    assert "after the step before" in text_of(lena.post(page, form | {"learn_until": "2031-01-05"}))
    lena.post(page, form)
    found = Round.objects.get()
    assert list(found.versions.all()) == [version]
    assert told(cast.odette) == ["collect"]
    assert lena.post(page, form).status_code == 409


def test_zero_missing_and_not_applicable_are_three_things(cast, group, odette):
    version = make_version(group)
    found = make_round(group, version)
    page = value_of(found, cast.ferry_landing, version)
    odette.post(page, {"kind": "figure", "numerator": "0", "denominator": "500"})
    assert (Value.objects.get().figure, Value.objects.get().state) == (Decimal(0), "draft")
    for kind in ("missing", "not-applicable"):
        odette.post(page, {"kind": kind})
        assert (Value.objects.get().kind, Value.objects.get().figure) == (kind, None)
    said = text_of(odette.post(page, {"kind": "missing", "numerator": "7"}))
    assert "There is a number" in said
    for more in ({"kind": "figure"}, {"kind": "missing", "figure": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Value.objects.update(**{"figure": None, **more})


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"numerator": "60", "denominator": ""}, "Write both parts"),
        ({"numerator": "60", "denominator": "0"}, "divided by zero"),
        ({"numerator": "60", "denominator": "100", "figure": "70"}, "By its parts it is 60"),
        ({"numerator": "130", "denominator": "100"}, "more than the whole"),
        ({"numerator": "20", "denominator": "100"}, "Last time it was 60"),
        ({"numerator": "1,234", "denominator": "9000"}, "thousands without a sign"),
        ({"numerator": "sixty", "denominator": "100"}, "Write a number"),
        ({"numerator": "-3", "denominator": "100"}, "from 0 on"),
    ],
)
def test_a_value_is_checked_against_its_parts_and_its_history(cast, group, odette, sent, said):
    version = make_version(group)
    before = make_round(group, version, state="closed", title="2025", begun_days_ago=365)
    make_value(before, version, cast.ferry_landing, 60)
    found = make_round(group, version)
    page = value_of(found, cast.ferry_landing, version)
    assert said in text_of(odette.post(page, {"kind": "figure", **sent}))
    assert not Value.objects.filter(round=found).exists()


def test_what_is_unlikely_is_kept_with_a_note(cast, group, odette):
    version = make_version(group)
    found = make_round(group, version)
    sent = {"kind": "figure", "numerator": "130,5", "denominator": "100", "note": "Arrears."}
    odette.post(value_of(found, cast.ferry_landing, version), sent)
    assert Value.objects.get().figure == Decimal("130.5")


def test_nobody_reads_a_value_before_all_are_compared(cast, group, odette, bruno, lena, client):
    version = make_version(group)
    found = make_round(group, version)
    sent = {"kind": "figure", "numerator": "61.7", "denominator": "100", "note": "Ours alone."}
    odette.post(value_of(found, cast.ferry_landing, version), sent)
    odette.post(reverse("send_values", args=[found.pk, cast.ferry_landing.pk]))
    own = reverse("round_values", args=[found.pk, cast.ferry_landing.pk])
    assert "61.7" in text_of(odette.get(own))
    for other in (bruno, lena):
        assert other.get(own).status_code == 404
        page = text_of(other.get(reverse("benchmark_round", args=[found.pk])))
        assert "1 of 1" in page
        assert "61.7" not in page
        assert other.get(reverse("round_compare", args=[found.pk])).status_code == 404
        assert other.get(reverse("round_export", args=[found.pk, "csv"])).status_code == 404
    lena.post(reverse("round_state", args=[found.pk]), {"then": "compare"})
    assert "Ours alone." in text_of(bruno.get(reverse("round_compare", args=[found.pk])))
    assert client.get(reverse("round_compare", args=[found.pk])).status_code == 404
    late = odette.post(value_of(found, cast.ferry_landing, version), sent)
    assert late.status_code == 409


def test_a_data_contact_enters_figures_while_they_work_there(cast, group):
    from tests.factories import make_officer

    wanda = make_officer("Wanda Reed", cast.ferry_landing, "Cashier")
    group.participations.filter(organisation=cast.ferry_landing).update(contact=wanda)
    found = make_round(group, make_version(group))
    own = reverse("round_values", args=[found.pk, cast.ferry_landing.pk])
    assert sign_in(wanda).get(own).status_code == 200
    wanda.appointments.update(until_on="2020-01-01")
    assert sign_in(wanda).get(own).status_code == 404


def test_who_has_not_sent_is_reminded_once(cast, group):
    version = make_version(group)
    found = make_round(group, version)
    make_value(found, version, cast.ferry_landing, 60)
    remind_of_missing_values()
    assert told(cast.bruno) == []
    Round.objects.update(collect_until=found.begun_at.date())
    for _ in range(2):
        remind_of_missing_values()
    assert (told(cast.bruno), told(cast.odette)) == (["missing"], [])


# -- By a sheet ------------------------------------------------------------------------------------


def sheet_of(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return SimpleUploadedFile("figures.xlsx", file.getvalue())


HEAD = ("indicator", "applies", "numerator", "denominator", "figure", "note", "source")


def test_a_sheet_is_taken_filled_in_looked_at_and_kept(cast, group, odette):
    rents = make_version(group)
    days = make_version(group, title="Days to a stall", shape="number", unit="days")
    queue = make_version(group, title="Queue", shape="number", unit="minutes")
    found = make_round(group, rents, days, queue)
    numbers = [found.pk, cast.ferry_landing.pk]
    answer = odette.get(reverse("values_template", args=numbers))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert [sheet.cell(row, 1).value for row in (1, 2, 3, 4)] == [
        "indicator",
        "Days to a stall",
        "Queue",
        "Stall rents collected",
    ]
    file = sheet_of(
        HEAD,
        ("Stall rents collected", None, 60, 100, None, "By month."),
        ("Days to a stall", None, None, None, "soon"),
        ("Queue", "not applicable"),
        ("Roofs", None, None, None, 3),
    )
    seen = odette.post(reverse("values_file", args=numbers), {"file": file})
    said = text_of(seen)
    assert "2 rows need mending" in said
    assert "no such indicator" in said
    assert not Value.objects.exists()
    rows = seen.context["to_send"]
    odette.post(reverse("keep_values", args=numbers), {"rows": rows})
    kept = {one.version.title: (one.kind, one.figure) for one in Value.objects.all()}
    assert kept == {
        "Stall rents collected": ("figure", Decimal(60)),
        "Queue": ("not-applicable", None),
    }


def test_a_sheet_that_is_none_is_refused(cast, group, odette):
    found = make_round(group, make_version(group))
    page = reverse("values_file", args=[found.pk, cast.ferry_landing.pk])
    said = text_of(odette.post(page, {"file": SimpleUploadedFile("x.xlsx", b"no")}))
    assert "Something needs mending" in said


# -- Comparing and learning ------------------------------------------------------------------------


def test_compared_by_name_with_median_standing_and_trend(cast, group, odette, bruno):
    version = make_version(group)
    before = make_round(group, version, state="closed", title="2025", begun_days_ago=365)
    make_value(before, version, cast.ferry_landing, 55)
    found = make_round(group, version, state="compare")
    make_value(found, version, cast.ferry_landing, 60)
    make_value(found, version, cast.high_pasture, 90)
    page = reverse("round_compare", args=[found.pk])
    said = text_of(odette.get(page))
    assert "You are behind the median." in said
    assert "75\u00a0%" in said
    assert "<svg" in said
    assert "round by round" in said
    assert said.index("Ferry Landing") < said.index("High Pasture")
    assert "You are ahead of the median." in text_of(bruno.get(page))
    alone = text_of(odette.get(page, {"family": "country"}))
    assert "High Pasture" not in alone
    sheet = odette.get(reverse("round_export", args=[found.pk, "csv"])).content.decode()
    assert "High Pasture,90.0" in sheet


def test_a_round_closes_with_a_note_of_one_ahead_and_an_action_of_each(
    cast, group, odette, bruno, lena
):
    version = make_version(group)
    found = make_round(group, version, state="improve")
    make_value(found, version, cast.ferry_landing, 60)
    make_value(found, version, cast.high_pasture, 90)
    state = reverse("round_state", args=[found.pk])

    def at(name, town):
        return reverse(name, args=[found.pk, town.pk, version.pk])

    late = lena.post(state, {"then": "close"})
    assert late.status_code == 409
    assert "how they do it" in text_of(late)
    # Who is behind has no practice to note, and nobody writes for others.
    answer = odette.post(at("round_note", cast.ferry_landing), {"text": "We try."})
    assert answer.status_code == 409
    assert odette.post(at("round_note", cast.high_pasture), {"text": "x"}).status_code == 404
    bruno.post(at("round_note", cast.high_pasture), {"text": "Rent is paid by the day."})
    for client, town in ((odette, cast.ferry_landing), (bruno, cast.high_pasture)):
        assert lena.post(state, {"then": "close"}).status_code == 409
        client.post(at("round_action", town), {"text": "By the day.", "until": "2027-06-01"})
    assert odette.post(state, {"then": "close"}).status_code == 404
    lena.post(state, {"then": "close"})
    assert Round.objects.get().state == "closed"
    assert (PracticeNote.objects.count(), ImprovementAction.objects.count()) == (1, 2)
    assert "closed" in told(cast.odette)
    assert lena.post(state, {"then": "close"}).status_code == 409


def test_leaving_and_another_data_contact(cast, group, odette, lena):
    row = group.participations.get(organisation=cast.ferry_landing)
    page = reverse("benchmark_participation", args=[row.pk])
    assert lena.get(page).status_code == 404
    odette.post(page, {"contact": cast.odette.pk})
    assert Participation.objects.get(pk=row.pk).contact == cast.odette
    odette.post(page, {"then": "leave"})
    assert Participation.objects.get(pk=row.pk).state == "left"
    assert odette.get(page).status_code == 409


# -- Outside the group -----------------------------------------------------------------------------


def make_public_round(cast, number, **more):
    from tests.benchmarking.making import make_towns

    group = make_benchmark(cast.lake, publication="public", public_after=0, **more)
    version = make_version(group)
    found = make_round(group, version, state="compare")
    for place, town in enumerate(make_towns(number)):
        take_part(group, town)
        make_value(found, version, town, 50 + place, note=f"A note of {town.name}.")
    return found


def test_outside_there_are_medians_of_five_and_no_names(cast, client, odette):
    found = make_public_round(cast, 5)
    page = reverse("round_compare", args=[found.pk])
    for reader in (client, odette):
        said = text_of(reader.get(page, {"family": "size", "head": "1"}))
        assert "52\u00a0%" in said
        assert "A note of" not in said
        # Neither the least nor the most: each is somebody's.
        assert "54\u00a0%" not in said


def test_outside_fewer_than_five_are_not_shown(cast, client):
    found = make_public_round(cast, 4)
    said = text_of(client.get(reverse("round_compare", args=[found.pk])))
    assert "Fewer than five" in said
    assert "51.5" not in said


def test_outside_nothing_is_shown_before_the_rule_says_so(cast, client):
    found = make_public_round(cast, 6)
    page = reverse("round_compare", args=[found.pk])
    assert client.get(page).status_code == 200
    Round.objects.update(public_after=3)
    assert client.get(page).status_code == 404
    Round.objects.update(publication="participants", public_after=None)
    # What was promised when it began holds, whatever the group says later.
    assert client.get(page).status_code == 404


def test_who_joins_later_reads_no_round_that_was_compared_before(cast, client):
    found = make_public_round(cast, 5, is_open_to_others=True)
    Round.objects.update(publication="participants", public_after=None)
    page, export = (
        reverse("round_compare", args=[found.pk]),
        reverse("round_export", args=[found.pk, "csv"]),
    )
    early = found.values.earliest("pk").organisation
    odette = make_officer("Olga Fern", early, "Treasurer")
    make_contact(odette, early)
    assert sign_in(odette).get(page).status_code == 200
    late = make_officer("Lars Holm", cast.high_pasture, "Treasurer")
    make_contact(late, cast.high_pasture)
    take_part(found.benchmark, cast.high_pasture)
    for address in (page, export):
        assert sign_in(late).get(address).status_code == 404


def test_comparing_twenty_towns_takes_as_many_queries_as_two(cast, group, odette):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.benchmarking.making import make_towns

    version = make_version(group)
    found = make_round(group, version, state="compare")
    make_value(found, version, cast.ferry_landing, 60)
    pages = [
        reverse("round_compare", args=[found.pk]),
        reverse("benchmark_round", args=[found.pk]),
        reverse("benchmark", args=[group.pk]),
        reverse("benchmarks"),
        reverse("round_gap", args=[found.pk, cast.ferry_landing.pk, version.pk]),
    ]

    def queries():
        numbers = []
        for page in pages:
            with CaptureQueriesContext(connection) as captured:
                assert odette.get(page).status_code == 200
            numbers.append(len(captured))
        return numbers

    make_value(found, version, cast.high_pasture, 90)
    queries()
    few = queries()
    for place, town in enumerate(make_towns(20)):
        take_part(group, town)
        make_value(found, version, town, 91 + place)
        make_benchmark(cast.hill, town)
    assert queries() == few
