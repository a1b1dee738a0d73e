"""Questions about many trainings and participations, and who may be known to whom."""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from pages.folding import Folded, folded
from people.granting.permissions import reach_of
from people.models import Appointment, Organisation, Person
from people.permissions import editor_roles_of
from people.querysets import members_of_today
from training.models import Event, Participation, Role
from training.states import ParticipationState

TRAINERS = (Role.LEAD, Role.ASSISTANT)
MOST_FOUND = 8


def organisations_kept_by(person: Any) -> QuerySet[Organisation]:
    """Organisations for which `person` answers: as their contact, or as an editor of them."""
    return Organisation.objects.filter(pk__in=organisation_ids_kept_by(person))


def organisation_ids_kept_by(person: Any) -> frozenset[int]:
    """The same by their numbers."""
    reach = reach_of(person)
    return reach.contact_ids | reach.edited_ids


def organisers_for(person: Person) -> QuerySet[Organisation]:
    """Organisations in whose name `person` may enter a training: where they work today, those they
    answer for, members of an association they edit for; all for the programme's editors.
    """
    roles = editor_roles_of(person)
    if roles.is_for_programme:
        return Organisation.objects.all()
    joined = members_of_today(roles.association_ids)
    own = person.appointments.holding_on().values("organisation_id")
    return Organisation.objects.filter(
        Q(pk__in=own) | Q(pk__in=organisations_kept_by(person).values("pk")) | Q(pk__in=joined)
    )


def events_kept_by(person: Any) -> QuerySet[Event]:
    """Trainings whose list `person` keeps; twin of `can_keep_list`."""
    taught = Participation.objects.filter(person=person, role__in=TRAINERS).exclude(
        state__in=(ParticipationState.ABSENT, ParticipationState.WITHDRAWN)
    )
    return Event.objects.filter(
        Q(made_by=person)
        | Q(pk__in=taught.values("event_id"))
        | Q(organiser__in=organisation_ids_kept_by(person))
    )


def persons_a_keeper_may_enter(keeper: Person) -> QuerySet[Person]:
    """Whom a keeper may be shown while entering names: who took part in what they keep or in other
    trainings of those organisations, who lets them be found in the directory, and the keeper.
    """
    kept = Participation.objects.filter(event__in=events_kept_by(keeper))
    return Person.objects.filter(
        Q(pk__in=kept.values("person_id"))
        | Q(pk__in=Person.objects.listed_for(keeper))
        | Q(pk=keeper.pk),
        is_active=True,
    )


def with_trainers(events: QuerySet[Event]) -> QuerySet[Event]:
    """Each with what a list shows of it, `trainers` among that; one query more."""
    return events.select_related("edition__course", "organiser").prefetch_related(trainers())


def trainers() -> Prefetch:
    """Who teaches, leads first, as `trainers` of an event."""
    rows = (
        Participation.objects.filter(role__in=TRAINERS)
        .exclude(state__in=(ParticipationState.ABSENT, ParticipationState.WITHDRAWN))
        .select_related("person")
        .order_by("-role", "entered_at", "pk")
    )
    return Prefetch("participations", rows, to_attr="trainers")


def rows_of(event: Event) -> QuerySet[Participation]:
    """The list of an event as its keepers see it: trainers first, then by name."""
    return (
        Participation.objects.filter(event=event)
        .select_related("event", "person", "entered_as", "organisation", "certificate")
        # In the order of names pseudonyms would tell who stands between whom.
        .order_by(*(("pk",) if event.shows_no_names else ("person__name", "pk")))
    )


def rows_of_association(event: Event, person: Any) -> QuerySet[Participation]:
    """Rows of an event that an editor sees: people of their associations and of its members."""
    ids = editor_roles_of(person).association_ids
    joined = members_of_today(ids)
    return rows_of(event).filter(Q(organisation_id__in=ids) | Q(organisation_id__in=joined))


def persons_found(keeper: Person, words: str) -> list[Person]:
    """Up to eight persons whom the keeper may know and whose names hold all the words."""
    sought = folded(words).split()
    if not any(len(word) > 1 for word in sought):
        return []
    found = persons_a_keeper_may_enter(keeper).alias(sought_name=Folded("name"))
    for word in sought:
        found = found.filter(sought_name__contains=word)
    held = Appointment.objects.holding_on().select_related("organisation").order_by("from_on", "pk")
    posts = Prefetch("appointments", held, to_attr="posts_of_today")
    return list(found.prefetch_related(posts).order_by("name", "pk")[:MOST_FOUND])
