"""Lists of plans, calls, applications and figures come as files, with what the reader may know."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.calling.roles import make_assessor
from partnerships.models import Figure, Indicator, PlanIndicator
from people.models import AuditEntry
from tests.factories import PersonFactory, make_cast, sign_in
from tests.partnerships.calls import make_application, make_call, send_in
from tests.partnerships.making import make_agreed_plan, make_partnership, make_plan
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)


def rows_of(answer):
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def take(client, call, kind="csv"):
    return client.post(reverse("take_applications", args=[call.pk]), {"kind": kind})


@pytest.fixture
def plan(cast):
    return make_agreed_plan(cast.petra, cast.lena, cast.lake)


@pytest.fixture
def counted(plan, cast):
    one = make_partnership(cast.lake, plan=plan, title="Two towns")
    whole = PlanIndicator.objects.create(
        plan=plan, theme=plan.themes.get().theme, title="Stalls", unit="stalls"
    )
    row = Indicator.objects.create(
        partnership=one, adds_to=whole, title="-Stalls", unit="stalls", baseline=10, target=90
    )
    period = {"starts_on": "2026-01-01", "ends_on": "2026-06-30", "written_by": cast.odette}
    Figure.objects.create(indicator=row, actual=41, state="approved", **period)
    return one


def test_plans_come_with_their_themes_and_drafts_do_not(client, cast, plan):
    make_plan(cast.lake, title="Not agreed")
    rows = rows_of(client.get(reverse("country_plans_file", args=["csv"])))
    assert [(row[0], row[4]) for row in rows[1:]] == [("Lake plan", plan.themes.get().theme.name)]
    assert client.get(reverse("country_plans_file", args=["pdf"])).status_code == 404


def test_calls_come_as_everyone_sees_them(client, plan):
    make_call(plan, title="=Open()")
    make_call(plan, title="Drafted", state="draft")
    rows = rows_of(client.get(reverse("calls_file", args=["csv"])))
    assert [row[0] for row in rows[1:]] == ["'=Open()"]
    assert "(Africa/Lusaka)" in rows[1][2]


def test_the_programme_takes_a_list_of_applications_and_that_is_noted(cast, plan):
    call = make_call(plan)
    applied = make_application(call, cast.lake, purpose="Words of the lake.")
    send_in(applied, cast.lena)
    make_application(call, cast.hill, title="Not sent in")
    answer = take(sign_in(cast.petra), call)
    rows = rows_of(answer)
    assert "Petra" in rows[0][0]
    assert [row[0] for row in rows[2:]] == [cast.lake.name]
    assert "Words of the lake." not in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    noted = AuditEntry.objects.get(act="partnerships.applications-taken")
    assert (noted.by, noted.is_sensitive) == (cast.petra, True)
    assert take(sign_in(cast.petra), call, "xlsx").content.startswith(b"PK")
    assert take(sign_in(cast.petra), call, "pdf").status_code == 400


def test_an_assessor_takes_no_list_along(cast, plan):
    call = make_call(plan)
    ada = PersonFactory(name="Ada Stern")
    make_assessor(by=cast.petra, person=ada, call=call)
    inside = sign_in(ada)
    page = inside.get(reverse("call_applications", args=[call.pk]))
    assert page.status_code == 200
    assert b"Take the list along" not in page.content
    assert take(inside, call).status_code == 404
    assert not AuditEntry.objects.filter(act="partnerships.applications-taken").exists()


def test_figures_come_by_period_and_a_plan_s_with_their_sum(cast, plan, counted):
    inside = sign_in(cast.petra)
    rows = rows_of(inside.get(reverse("partnership_figures_file", args=[counted.pk, "csv"])))
    assert rows[1][:7] == ["'-Stalls", "stalls", "10.0", "90.0", "2026-01-01", "2026-06-30", "41.0"]
    rows = rows_of(inside.get(reverse("plan_figures_file", args=[plan.pk, "csv"])))
    assert [row[3:] for row in rows[1:]] == [
        ["Two towns", "10.0", "41.0", "90.0"],
        ["Sum", "10.0", "41.0", "90.0"],
    ]


def test_files_cost_the_same_for_one_and_for_twenty(client, cast, plan, counted):
    call = make_call(plan)
    send_in(make_application(call, cast.lake), cast.lena)
    addresses = [
        reverse("country_plans_file", args=["csv"]),
        reverse("calls_file", args=["csv"]),
        reverse("partnership_figures_file", args=[counted.pk, "csv"]),
        reverse("plan_figures_file", args=[plan.pk, "csv"]),
    ]
    inside = sign_in(cast.petra)

    def counts():
        found = []
        for address in addresses:
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert inside.get(address).status_code == 200
            found.append(len(asked))
        with CaptureQueriesContext(connection) as asked:
            assert take(inside, call).status_code == 200
        return [*found, len(asked)]

    counts()
    few = counts()
    for number in range(19):
        make_agreed_plan(cast.petra, cast.lena, cast.lake, title=f"Plan {number}")
        make_call(plan, title=f"Call {number}")
        row = Indicator.objects.create(
            partnership=counted,
            adds_to=PlanIndicator.objects.get(),
            title=f"Row {number}",
            unit="stalls",
            baseline=0,
            target=9,
        )
        Figure.objects.create(
            indicator=row,
            actual=1,
            state="approved",
            starts_on="2026-01-01",
            ends_on="2026-06-30",
            written_by=cast.odette,
        )
    assert counts() == few
