"""Values in a sheet: taken, filled in, looked at, kept."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from benchmarking.models import (
    Value,
)
from tests.benchmarking.making import (
    make_round,
    make_version,
)
from tests.benchmarking.reading import text_of

pytestmark = pytest.mark.django_db


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
