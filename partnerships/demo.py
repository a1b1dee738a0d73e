"""Two plans, one of them agreed, three partnerships, and a risk of an election, for the demo."""

import datetime
import json
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from pages.models import PageAddress, Theme
from partnerships.baselines.actions import agree_to_show
from partnerships.baselines.demo import plant_baseline
from partnerships.calling.demo import plant_call
from partnerships.contracting.actions import offer_contract, save_contract
from partnerships.guiding.demo import plant_guidance
from partnerships.models import (
    Activity,
    Actor,
    CountryPlan,
    Election,
    OrganisationCode,
    Output,
    Partnership,
    PlanTheme,
    Policy,
    Window,
)
from partnerships.monitoring.demo import plant_figures, plant_story
from partnerships.naming.actions import confirm_holder, name_holder
from partnerships.planning.actions import offer_plan, save_plan, save_row, sign_plan
from partnerships.registries import key_at
from partnerships.registry.actions import (
    add_partner,
    confirm_alive,
    save_activity,
    save_partnership,
    tie,
)
from partnerships.reporting.demo import plant_report
from partnerships.reporting.reminding import raise_for_late_reports
from partnerships.risks.raising import raise_for_elections
from partnerships.roles import COORDINATOR
from people.demo import organisations_by_key, persons_by_key
from people.models import Organisation, Person

CONTENT = Path(__file__).with_name("demo.json")
PROGRAMME, KEEPER, SIGNER = "neighbour-towns", "marijke-doornveld", "daniel-sikota"
COORDINATES = "joseph-kabwata"


@transaction.atomic
def plant_partnerships() -> None:
    """Make them where there are none; what is there is left as people have made it."""
    if CountryPlan.objects.exists() or Partnership.objects.exists():
        return
    content = json.loads(CONTENT.read_text("utf-8"))
    _Planting(content, persons_by_key(), organisations_by_key()).plant()


class _Planting:
    def __init__(
        self,
        content: dict[str, Any],
        persons: dict[str, Person],
        organisations: dict[str, Organisation],
    ) -> None:
        self._content = content
        self._persons, self._organisations = persons, organisations
        self._keeper = persons[KEEPER]
        self._themes = {one.slug: one for one in Theme.objects.all()}

    def plant(self) -> None:
        OrganisationCode.objects.get_or_create(
            organisation=self._organisations[PROGRAMME],
            defaults={"reference": "XI-DEMO-NEIGHBOUR-TOWNS", "kind": "15"},
        )
        plans = {line["key"]: self._plan(line) for line in self._content["plans"]}
        made = {
            line["key"]: self._partnership(line, plans) for line in self._content["partnerships"]
        }
        self._calls_and_baselines(plans, made)
        self._learn(made)
        self._coordinators(made)
        self._papers(made)
        self._results(plans, made)
        for field, slug, place in self._content["guidance"]:
            plant_guidance(field, slug, place, by=self._keeper)
        for country, days, what in self._content["elections"]:
            Election.objects.create(country=country, on=_day(days), what=what)
        raise_for_elections()

    def _calls_and_baselines(
        self, plans: dict[str, CountryPlan], made: dict[str, Partnership]
    ) -> None:
        for line in self._content["calls"]:
            plant_call(
                line,
                plan=plans[line["plan"]],
                by=self._keeper,
                persons=self._persons,
                organisations=self._organisations,
            )
        for line in self._content["baselines"]:
            plant_baseline(
                line,
                partnership=made[line["partnership"]],
                by=self._keeper,
                persons=self._persons,
                organisations=self._organisations,
            )
        for key in self._content["open_scores"]:
            for partner in made[key].partners.select_related("organisation"):
                agree_to_show(
                    by=self._keeper, partnership=made[key], organisation=partner.organisation
                )

    def _coordinators(self, made: dict[str, Partnership]) -> None:
        for key, coordinator in self._content["coordinators"]:
            person = self._persons[coordinator]
            named = name_holder(COORDINATOR, by=self._keeper, partnership=made[key], person=person)
            confirm_holder(by=self._persons[SIGNER], partnership=made[key], grant=named)

    def _results(self, plans: dict[str, CountryPlan], made: dict[str, Partnership]) -> None:
        """Figures, stories and reports."""
        for line in self._content["counted"]:
            plant_figures(
                line,
                partnership=made[line["partnership"]],
                plan=plans[line["plan"]],
                theme=self._themes[line["theme"]],
                writer=self._persons[COORDINATES],
                by=self._keeper,
            )
        for line in self._content["stories"]:
            plant_story(
                line, partnership=made[line["partnership"]], author=self._persons[line["author"]]
            )
        for line in self._content["reports"]:
            plant_report(
                line,
                partnership=made[line["partnership"]],
                by=self._keeper,
                persons=self._persons,
                organisations=self._organisations,
            )
        raise_for_late_reports()

    def _plan(self, line: dict[str, Any]) -> CountryPlan:
        said = {
            "title": line["title"],
            "language": line["language"],
            "countries": line["countries"],
            "starts_on": _day(line["from"]),
            "ends_on": _day(line["until"]),
            "currency": line["currency"],
            "words": line["words"],
            "left_out": line["left_out"],
            "associations": [self._organisations[key] for key in line["associations"]],
        }
        plan = save_plan(by=self._keeper, plan=None, said=said)
        for row in self._rows(line, plan):
            save_row(plan=plan, row=row)
        if line["state"] == "agreed":
            version = offer_plan(by=self._keeper, plan=plan)
            for key in line["associations"]:
                sign_plan(
                    by=self._persons[SIGNER],
                    plan=plan,
                    association=self._organisations[key],
                    number=version.number,
                )
        return plan

    def _rows(self, line: dict[str, Any], plan: CountryPlan) -> list[Any]:
        themes = [
            PlanTheme(plan=plan, theme=self._themes[slug], rank=rank, reason=reason)
            for rank, (slug, reason) in enumerate(line["themes"], start=1)
        ]
        actors = [
            Actor(plan=plan, name=name, kind=kind, interest=interest)
            for name, kind, interest in line["actors"]
        ]
        policies = [
            Policy(plan=plan, title=title, whose=whose, words=words)
            for title, whose, words in line["policies"]
        ]
        windows = [
            Window(plan=plan, title=title, opens_on=_day(first), closes_on=_day(last), words=words)
            for title, first, last, words in line["windows"]
        ]
        return [*themes, *actors, *policies, *windows]

    def _partnership(self, line: dict[str, Any], plans: dict[str, CountryPlan]) -> Partnership:
        said = {
            "title": line["title"],
            "summary": line["summary"],
            "language": line["language"],
            "countries": line["countries"],
            "plan": plans.get(line["plan"]),
            "themes": [self._themes[slug] for slug in line["themes"]],
            "status": line["status"],
            "starts_on": _day(line["from"]),
            "ends_on": _day(line["until"]),
            "currency": line["currency"],
            "is_published": True,
        }
        one = save_partnership(by=self._keeper, partnership=None, said=said)
        for key, role in line["partners"]:
            add_partner(partnership=one, organisation=self._organisations[key], role=role)
        for row in line["activities"]:
            self._activity(one, *row)
        sides = {self._organisations[key].pk for key in line["alive"]}
        if sides:
            confirm_alive(by=self._keeper, partnership=one, organisation_ids=sides)
        return one

    def _activity(
        self,
        one: Partnership,
        kind: str,
        title: str,
        place: str,
        since: int,
        days: int,
        slug: str,
        people: list[str],
    ) -> None:
        activity = Activity(
            partnership=one,
            kind=kind,
            title=title,
            place=place,
            starts_on=_day(since),
            ends_on=_day(since + days),
            theme=self._themes[slug],
        )
        save_activity(activity=activity, people=[self._persons[key] for key in people])

    def _papers(self, made: dict[str, Partnership]) -> None:
        """Each waits for its partners' signatures."""
        for line in self._content["papers"]:
            names = ("purpose", "work", "language", "second_language")
            said = {
                **{name: line[name] for name in names},
                "starts_on": _day(line["from"]),
                "ends_on": _day(line["until"]),
                "grant": None,
                "currency": "",
                "is_investment": False,
                "audit": "",
                "reports": "",
            }
            paper = save_contract(
                by=self._keeper, partnership=made[line["partnership"]], contract=None, said=said
            )
            offer_contract(by=self._keeper, contract=paper)

    def _learn(self, made: dict[str, Partnership]) -> None:
        for key, slug in self._content["learnt"]:
            self._tie(made[key], self._themes[slug])
        for key, title, slug, days in self._content["learnt_from"]:
            self._tie_text(made[key], title, self._themes[slug], _day(days))

    def _tie(self, one: Partnership, theme: Theme) -> None:
        """The first public text on the theme, if the library of the demo has one."""
        found = next((key for path in _paths_on(theme) if (key := key_at(path))), None)
        if found:
            tie(by=self._keeper, partnership=one, thing=found, theme=theme, activity=None)

    def _tie_text(self, one: Partnership, title: str, theme: Theme, on: datetime.date) -> None:
        """A text with a trail of its own, tied some time ago; nothing without that library."""
        thing = key_at(_path_of(title))
        if thing:
            tie(by=self._keeper, partnership=one, thing=thing, theme=theme, activity=None)
            at = timezone.make_aware(datetime.datetime.combine(on, datetime.time(10)))
            Output.objects.filter(partnership=one, thing=thing).update(tied_at=at)


def _path_of(title: str) -> str:
    """Where the public text with this title stands; empty where there is none."""
    found = PageAddress.objects.filter(is_public=True, language="en", page__title=title)
    return found.values_list("address", flat=True).first() or ""


def _paths_on(theme: Theme) -> list[str]:
    """Addresses of public pages on a theme."""
    return list(
        PageAddress.objects.filter(is_public=True, language="en", page__libraryitem__themes=theme)
        .order_by("page_id")
        .values_list("address", flat=True)[:5]
    )


def _day(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)
