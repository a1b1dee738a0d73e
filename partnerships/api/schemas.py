"""What the answers of the API are made of; the OpenAPI document is drawn from these.

Words of the document are English here and are put into the reader's language by document.py.
"""

# Pydantic reads what these names stand for.
import datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import Field

MOST_ON_A_PAGE = 20
LONGEST_WORD, LONGEST_PLACE = 80, 120
LANGUAGE_OF_WORDS = _("Language of the title, as its author wrote it or translated it.")
PAGE_OF_IT = _("The page that shows the same to people.")
AN_ID, A_DAY = "3f0c5b1e-8d5e-4b63-9a0c-2f6f0f6a7d11", "2031-05-04"
HOST = "https://peerhall.example/en"


def like(example: Any, said: str = "") -> Any:
    """A field with an example, and words where its name does not say enough."""
    return Field(examples=[example], description=said or None)


class Coded(Schema):
    code: str = like("2")
    name: str = like("Under way")


class CodedState(Schema):
    code: str = like("open")
    name: str = like("Open")


class CodedRole(Schema):
    code: str = like("4")
    name: str = like("carries it out")


class Country(Schema):
    code: str = like("ZM", _("Two letters of ISO 3166-1."))
    name: str = like("Zambia")


class NamedTheme(Schema):
    slug: str = like("markets")
    name: str = like("Markets and street trade")


class Named(Schema):
    id: UUID = like(AN_ID)
    title: str = like("Clean markets around the lake")
    url: str = like(f"{HOST}/partnerships/{AN_ID}/", PAGE_OF_IT)


class NamedPlan(Schema):
    id: UUID = like(AN_ID)
    title: str = like("Lake towns plan")
    url: str = like(f"{HOST}/plans/{AN_ID}/", PAGE_OF_IT)


# -- What was learnt -------------------------------------------------------------------------------


class LearntThing(Schema):
    title: str = like("Rents by the day")
    language: str = like("en")
    kind: str = like("Case study")
    url: str = like(f"{HOST}/library/rents-by-the-day/")
    theme: NamedTheme
    partnership: Named
    tied_on: datetime.date = like(A_DAY, _("Since when it stands in the register."))


class Counted(Schema):
    kind: str = like("Mentorships")
    number: int = like(7)


class LearntThings(Schema):
    items: list[LearntThing]
    next: str | None = like(
        f"{HOST.removesuffix('/en')}/api/v1/outputs?after=…",
        _("Where it goes on; null at the end."),
    )


# -- Country plans ---------------------------------------------------------------------------------


class PlanInList(Schema):
    id: UUID = like(AN_ID)
    title: str = like("Lake towns plan")
    language: str = like("en")
    countries: list[Country]
    starts_on: datetime.date | None = like("2031-01-01")
    ends_on: datetime.date | None = like("2034-12-31")
    is_closed: bool = like(False)
    url: str = like(f"{HOST}/plans/{AN_ID}/", PAGE_OF_IT)


class Plans(Schema):
    items: list[PlanInList]
    next: str | None = like(None, _("Where it goes on; null at the end."))


class PlanThemeInPlan(NamedTheme):
    rank: int = like(1)
    reason: str = like("Most women of the towns trade there.")
    partnerships: int = like(3, _("Partnerships of the plan that work on it."))
    learnt: int = like(5, _("Things learnt on it."))
    is_missing: bool = like(False, _("Whether nothing was learnt on it in 12 months."))
    api_url: str = like(f"https://peerhall.example/api/v1/plans/{AN_ID}/themes/markets")


class WindowOfOpportunity(Schema):
    title: str = like("A new budget law")
    opens_on: datetime.date | None = like("2031-03-01")
    closes_on: datetime.date | None = like("2031-09-30")
    words: str = like("Towns may keep what they collect.")
    is_open: bool = like(True)


class WhoMatters(Schema):
    name: str = like("Ministry of towns")
    kind: str = like("national body")
    interest: str = like("Income of its own for each town.")


class PolicyOfPlan(Schema):
    title: str = like("Decentralisation law")
    whose: str = like("Parliament")
    words: str = like("Markets belong to the towns.")


class SignedBy(Schema):
    name: str = like("Association of Lake Towns")
    on: datetime.date = like("2030-12-01")


class CallInPlan(Schema):
    id: UUID = like(AN_ID)
    title: str = like("Second call for partnerships")
    state: CodedState
    url: str = like(f"{HOST}/calls/{AN_ID}/", PAGE_OF_IT)


class Plan(PlanInList):
    version: int = like(2)
    currency: str = like("EUR")
    words: str = like("What the towns of the lake work on together.")
    left_out: str = like("Roads and water.")
    signed_by: list[SignedBy]
    themes: list[PlanThemeInPlan]
    windows: list[WindowOfOpportunity]
    actors: list[WhoMatters]
    policies: list[PolicyOfPlan]
    calls: list[CallInPlan]


class PlanTheme(NamedTheme):
    plan: NamedPlan
    reason: str = like("Most women of the towns trade there.")
    learnt: list[LearntThing]
    counted: list[Counted] = Field(description=_("What is counted and never named."))
    missing: list[Named] = Field(
        description=_(
            "Partnerships that work on the theme, in which nothing was learnt in 12 months that"
            " you may read."
        )
    )


# -- Partnerships ----------------------------------------------------------------------------------


class PartnershipInList(Schema):
    id: UUID = like(AN_ID)
    title: str = like("Clean markets around the lake")
    language: str = like("en", LANGUAGE_OF_WORDS)
    partners: list[str] = like(["Ferry Landing", "High Pasture"])
    countries: list[Country]
    themes: list[NamedTheme]
    status: Coded
    is_unconfirmed: bool = like(
        False,
        _("Whether its partners have not said for two years that it goes on."),
    )
    first_day: datetime.date | None = like("2030-01-01")
    last_day: datetime.date | None = like("2033-12-31")
    identifier: str | None = like("XM-EXAMPLE-0001", _("IATI identifier, where it has one."))
    url: str = like(f"{HOST}/partnerships/{AN_ID}/", PAGE_OF_IT)


class Partnerships(Schema):
    items: list[PartnershipInList]
    next: str | None = like(
        "https://peerhall.example/api/v1/partnerships?after=…",
        _("Where it goes on; null at the end."),
    )


class PartnerOfIt(Schema):
    id: int = like(12)
    name: str = like("Ferry Landing")
    role: CodedRole
    url: str = like(f"{HOST}/organisations/12/", PAGE_OF_IT)


class BudgetOfIt(Schema):
    starts_on: datetime.date = like("2031-01-01")
    ends_on: datetime.date = like("2031-12-31")
    value: Decimal = like("12000.00")
    currency: str = like("EUR")
    status: Coded


class ActivityOfIt(Schema):
    title: str = like("Market masters visit each other")
    kind: str = like("exchange visit")
    place: str = like("Ferry Landing")
    starts_on: datetime.date = like("2031-05-01")
    ends_on: datetime.date = like(A_DAY)


class Partnership(Schema):
    id: UUID = like(AN_ID)
    title: str = like("Clean markets around the lake")
    summary: str = like("Two towns learn from each other how stalls are let.")
    language: str = like("en", LANGUAGE_OF_WORDS)
    is_public: bool = like(True)
    status: Coded
    is_unconfirmed: bool = like(False)
    first_day: datetime.date | None = like("2030-01-01")
    last_day: datetime.date | None = like("2033-12-31")
    countries: list[Country]
    themes: list[NamedTheme]
    plan: NamedPlan | None
    partners: list[PartnerOfIt]
    reported_by: str | None = like("Ferry Landing")
    identifier: str | None = like("XM-EXAMPLE-0001")
    budgets: list[BudgetOfIt]
    activities: list[ActivityOfIt] = Field(
        description=_("What the partners do together, without who goes.")
    )
    learnt: list[LearntThing]
    counted: list[Counted] = Field(description=_("What is counted and never named."))
    url: str = like(f"{HOST}/partnerships/{AN_ID}/", PAGE_OF_IT)


# -- What is asked, and what went wrong ------------------------------------------------------------


class Asked(Schema):
    language: Literal["en", "fr", "es", "pt", "ar"] | None = Field(
        None, description=_("Language of the answer, instead of Accept-Language.")
    )


class AskedForPage(Asked):
    limit: int = Field(MOST_ON_A_PAGE, ge=1, le=MOST_ON_A_PAGE, description=_("How many at most."))
    after: str = Field(
        "",
        max_length=LONGEST_PLACE,
        description=_("Where to go on: stands in the address that “next” of an answer gives."),
    )


class AskedForPartnerships(AskedForPage):
    country: str = Field("", max_length=LONGEST_WORD, description=_("Two letters of ISO 3166-1."))
    theme: str = Field("", max_length=LONGEST_WORD, description=_("Short name of a theme."))
    plan: UUID | None = Field(None, description=_("The id of a country plan."))
    status: Literal["1", "2", "3", "4", "5", "6"] | None = Field(
        None, description=_("State of a partnership, as a code of IATI.")
    )


class AskedForOutputs(AskedForPage):
    theme: str = Field("", max_length=LONGEST_WORD, description=_("Short name of a theme."))
    plan: UUID | None = Field(None, description=_("The id of a country plan."))


class Fault(Schema):
    where: str = like("limit")
    what: str = like("Input should be less than or equal to 20")


class Problem(Schema):
    status: int = like(404)
    title: str = like("Nothing is there, or nothing you may know of.")
    faults: list[Fault] = Field(description=_("Which part of the question is at fault."))
