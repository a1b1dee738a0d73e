"""What this room has for a person's desk, on an item, and for the statement of a member."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pages.desk import lines_of
from pages.registries import Action, BenefitLine, DeskLine, DeskStart
from partnerships.models import (
    GOES_ON,
    Activity,
    Confirmation,
    CountryPlan,
    Partner,
    Signature,
    Traveller,
)
from partnerships.models.partnership import CONFIRMED_FOR
from partnerships.permissions import is_drafting, keeps_any
from partnerships.registries import key_at
from partnerships.roles import coordinated_by
from partnerships.states import PlanState
from people.granting.permissions import speaks_for
from people.models import Organisation
from people.permissions import edited_association_ids


def plans_to_sign(person: Any) -> Iterable[DeskLine]:
    """Plans that wait for an association of this person; no query for who edits for none."""
    own = edited_association_ids(person)
    if not own:
        return
    signed = Signature.objects.filter(
        version__plan=OuterRef("pk"), version__number=OuterRef("number"), association__in=own
    )
    rows = CountryPlan.objects.filter(
        ~Exists(signed), state=PlanState.SIGNING, associations__association__in=own
    )
    rows = rows.distinct().order_by("pk")
    yield from lines_of(rows, _to_sign, all_at=reverse("country_plans"))


def _to_sign(plan: CountryPlan) -> DeskLine:
    return DeskLine(
        title=plan.title,
        url=reverse("plan_draft", args=[plan.pk]),
        note=_("Country plan"),
        verb=_("Read and sign it"),
    )


def partnerships_to_confirm(person: Any) -> Iterable[DeskLine]:
    """Partnerships whose year is over for a side this person speaks for."""
    own = speaks_for(person)
    if not own:
        return
    since = timezone.localdate() - CONFIRMED_FOR
    heard = Confirmation.objects.filter(
        on__gt=since, partnership=OuterRef("partnership"), organisation=OuterRef("organisation")
    )
    rows = Partner.objects.filter(
        ~Exists(heard),
        organisation__in=own,
        partnership__status__in=GOES_ON,
        partnership__made_at__date__lte=since,
    ).select_related("partnership")
    rows = rows.order_by("partnership", "pk").distinct()
    yield from lines_of(rows, _to_confirm, all_at=reverse("partnerships"))


def _to_confirm(one: Partner) -> DeskLine:
    return DeskLine(
        title=one.partnership.title,
        url=reverse("partnership", args=[one.partnership_id]),
        note=_("Is this partnership alive?"),
        verb=_("Say yes or no"),
    )


def starts(person: Any) -> Iterable[DeskStart]:
    """What the programme looks at when nothing waits; no query."""
    if not is_drafting(person):
        return
    role = _("For the programme")
    yield DeskStart(
        label=_("See the reports that are due"),
        url=reverse("reports"),
        why=_("Who owes one, by when, and what came in."),
        role=role,
    )
    yield DeskStart(
        label=_("Look at the calls"),
        url=reverse("calls"),
        why=_("Which are open, until when, and how many have applied."),
        role=role,
    )
    yield DeskStart(
        label=_("Draft a country plan"),
        url=reverse("new_plan"),
        why=_("An association writes it with you and signs it; a call follows from it."),
        role=role,
    )


def links(person: Any) -> Iterable[Action]:
    yield Action(label=_("Partnerships"), url=reverse("partnerships"))
    yield Action(label=_("Country plans"), url=reverse("country_plans"))
    if coordinated_by(person) or speaks_for(person) or is_drafting(person):
        yield Action(label=_("Reports of partnerships"), url=reverse("reports"))
    if coordinated_by(person):
        yield Action(label=_("Risks you read"), url=reverse("risks"))


def duties(person: Any) -> Iterable[Action]:
    """For who drafts plans."""
    if is_drafting(person):
        yield Action(label=_("Draft a country plan"), url=reverse("new_plan"))
        yield Action(label=_("Elections"), url=reverse("elections"))
        yield Action(label=_("Paragraphs beside fields"), url=reverse("guidance"))


def tie_this(request: HttpRequest, item: Any) -> Action | None:
    """On something to learn from, for who keeps a partnership."""
    return tie_at(request, item.our_address.address)


def tie_at(request: HttpRequest, path: str) -> Action | None:
    """On the page at this path, for who keeps a partnership; no query for others."""
    if not keeps_any(request.user):
        return None
    key = key_at(path)
    if key is None:
        return None
    url = f"{reverse('tie_thing')}?{urlencode({'thing': key})}"
    return Action(label=_("Tie it to a partnership"), url=url)


def benefit_lines(*, organisation: Organisation, year: int, reader: Any) -> Iterable[BenefitLine]:
    """Visits its people went on, and partnerships it takes part in, in that year; two queries."""
    visits = Traveller.objects.filter(
        activity__kind=Activity.Kind.EXCHANGE_VISIT,
        activity__starts_on__year=year,
        activity__starts_on__lte=timezone.localdate(),
    )
    yield BenefitLine(
        False,
        _("Its people who went on an exchange visit"),
        visits.filter(organisation=organisation).count(),
    )
    active = Partner.objects.filter(organisation=organisation, partnership__status__in=GOES_ON)
    yield BenefitLine(
        False,
        _("Partnerships it takes part in"),
        active.filter(partnership__is_published=True).values("partnership").distinct().count(),
        reverse("partnerships"),
    )
