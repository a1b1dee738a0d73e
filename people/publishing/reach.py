"""Whom a newsletter reaches: the people of an association and of its members, narrowed or all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from notices.kinds import Frequency
from notices.models import Preference
from pages.models import Theme
from people.models import Appointment, AssociationMembership, Newsletter, Organisation, Person
from people.models.organisation import LARGEST_BAND, SIZE_BANDS
from people.models.profile import SeenBy
from people.publishing.kinds import NEWSLETTER

SIZES = {
    "village": _("Under 5,000 people"),
    "small": _("5,000 to 20,000"),
    "medium": _("20,000 to 100,000"),
    "large": _("100,000 to 500,000"),
    "metropolis": _("500,000 and more"),
}


@dataclass(frozen=True)
class Narrowing:
    """One way to choose some of the people: `choices` for this association, and what they mean.

    `rows` narrows posts (`people.models.Appointment`) to the chosen values. `hint` says whom a
    choice leaves out who might be looked for.
    """

    name: str
    label: Any
    choices: Callable[[Organisation], list[tuple[str, Any]]]
    rows: Callable[[Iterable[str]], Q]
    hint: Any = ""


@dataclass(frozen=True)
class Choice:
    """What decides whom a newsletter reaches, saved or still in a form."""

    association: Organisation
    audience: str
    narrowing: dict[str, list[str]]


@dataclass(frozen=True)
class Reach:
    """How many it reaches, and how. `people` is the sum of the last four.

    `organisations` are members of the association; `members` is how many there are.
    """

    people: int
    organisations: int
    members: int
    at_once: int
    in_a_digest: int
    on_the_site: int
    without_address: int


def choice_of(newsletter: Newsletter) -> Choice:
    return Choice(newsletter.association, newsletter.audience, newsletter.narrowing)


def members_of(association: Organisation) -> QuerySet[Organisation]:
    """Its members of today."""
    held = AssociationMembership.objects.holding_on().filter(association=association)
    return Organisation.objects.filter(pk__in=held.values("member_id")).order_by()


def posts_reached(choice: Choice) -> QuerySet[Appointment]:
    """Posts of today, in the association or a member of it, that the narrowing leaves."""
    members = members_of(choice.association).values("pk")
    posts = Appointment.objects.holding_on().filter(
        Q(organisation=choice.association) | Q(organisation__in=members)
    )
    for narrowing in NARROWINGS:
        chosen = choice.narrowing.get(narrowing.name)
        if chosen:
            posts = posts.filter(narrowing.rows(chosen))
    found: QuerySet[Appointment] = posts
    return found


def persons_reached(choice: Choice) -> QuerySet[Person]:
    """Active persons with such a post, who are in the group where it is for one."""
    persons = Person.objects.filter(
        is_active=True, pk__in=posts_reached(choice).values("person_id")
    )
    kind, _colon, number = choice.audience.partition(":")
    return persons.filter(closed_groups=int(number)) if kind == "group" else persons


def count(choice: Choice) -> Reach:
    """Five queries, however many there are."""
    persons = persons_reached(choice)
    people = persons.count()
    without_address = persons.filter(email=None).count()
    own = dict(
        Preference.objects.filter(
            kind=NEWSLETTER.key, person__in=persons.filter(email__isnull=False).values("pk")
        )
        .values_list("frequency")
        .annotate(number=Count("pk"))
    )
    own[NEWSLETTER.default] = (
        people
        - without_address
        - sum(number for frequency, number in own.items() if frequency != NEWSLETTER.default)
    )
    posts = posts_reached(choice).filter(person__in=persons.values("pk"))
    organisations = posts.exclude(organisation=choice.association)
    return Reach(
        people=people,
        organisations=organisations.order_by().values("organisation").distinct().count(),
        members=members_of(choice.association).count(),
        at_once=own.get(Frequency.AT_ONCE, 0),
        in_a_digest=own.get(Frequency.DAILY, 0) + own.get(Frequency.WEEKLY, 0),
        on_the_site=own.get(Frequency.NEVER, 0),
        without_address=without_address,
    )


def _sizes(association: Organisation) -> list[tuple[str, Any]]:
    return list(SIZES.items())


def _of_sizes(bands: Iterable[str]) -> Q:
    """Twin of `Organisation.size_band`."""
    wanted = Q(pk=None)
    least = 0
    for bound, band in (*SIZE_BANDS, (None, LARGEST_BAND)):
        if band in bands:
            within = Q(organisation__population__gte=least)
            if bound is not None:
                within &= Q(organisation__population__lt=bound)
            wanted |= within
        least = bound or least
    return wanted & Q(organisation__kind=Organisation.Kind.LOCAL_GOVERNMENT)


def _levels(association: Organisation) -> list[tuple[str, Any]]:
    return list(Appointment.Level.choices)


def _themes(association: Organisation) -> list[tuple[str, Any]]:
    """The main themes, whoever has chosen them: which ones members care for is theirs to show."""
    return [(theme.slug, theme.name) for theme in Theme.objects.filter(parent=None)]


def _of_themes(slugs: Iterable[str]) -> Q:
    """Posts of those who let their association see that they care for one of these themes.

    Numbers on the screen would else tell what a field hides (safeguards 2A).
    """
    shown = (SeenBy.ASSOCIATION, SeenBy.SIGNED_IN)
    themes = Theme.objects.filter(Q(slug__in=slugs) | Q(parent__slug__in=slugs))
    persons = Person.objects.filter(
        themes__in=themes, themes_seen_by__in=shown, name_seen_by__in=shown
    )
    return Q(person__in=persons.values("pk"))


def _regions(association: Organisation) -> list[tuple[str, Any]]:
    """The regions of its members; no choice where there is one."""
    names = members_of(association).exclude(region="").values_list("region", flat=True)
    found = sorted(names.distinct())
    return [(name, name) for name in found] if len(found) > 1 else []


def _countries(association: Organisation) -> list[tuple[str, Any]]:
    """The countries of its members; no choice where there is one."""
    codes = members_of(association).exclude(country="").values_list("country", flat=True)
    found = [(code, countries.name(code)) for code in codes.distinct()]
    named = sorted(found, key=lambda pair: str(pair[1]))
    return named if len(named) > 1 else []


NARROWINGS = (
    Narrowing("size", _("Size of town"), _sizes, _of_sizes),
    Narrowing(
        "theme",
        _("Theme"),
        _themes,
        _of_themes,
        _("Those who chose the theme in their profile and let their association see it."),
    ),
    Narrowing("level", _("Level"), _levels, lambda chosen: Q(level__in=chosen)),
    Narrowing("region", _("Region"), _regions, lambda chosen: Q(organisation__region__in=chosen)),
    Narrowing(
        "country", _("Country"), _countries, lambda chosen: Q(organisation__country__in=chosen)
    ),
)
