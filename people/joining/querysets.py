"""Questions of the screens about joining."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from people.directory.narrowing import called
from people.joining.permissions import (
    decides_for_all,
    organisations_to_invite_for,
    standing_in,
)
from people.models import (
    Invitation,
    JoinRequest,
    Organisation,
    Person,
    RoleGrant,
)
from people.querysets import members_of_today, reachable_persons, who_answers
from people.roles import ASSOCIATION_EDITOR, ORGANISATION_CONTACT

MOST_FOUND = 20
MOST_WORDS = 5


def open_invitations_of(person: Person) -> QuerySet[Invitation]:
    """Open invitations for the organisations that `person` invites for, newest first."""
    return (
        Invitation.objects.open()
        .filter(organisation__in=organisations_to_invite_for(person))
        .select_related("organisation", "invited_by")
        .order_by("-sent_at", "-pk")
    )


def invited_to(organisation: Organisation) -> QuerySet[Invitation]:
    """Who is invited there and has not come yet, newest first; `holds` is whether the link does."""
    invited = Invitation.objects.open().filter(organisation=organisation)
    return invited.annotate(holds=standing_in(organisation)).order_by("-sent_at", "-pk")


def invited_among(persons: Iterable[Person], organisation: Organisation) -> set[int]:
    """Numbers of those whose record here is to be taken over by an invitation that holds."""
    invited = Invitation.objects.filter(
        standing_in(organisation), organisation=organisation, person__in=persons
    )
    return set(invited.values_list("person_id", flat=True))


def requests_to_decide(person: Person) -> QuerySet[JoinRequest]:
    """Who asks to join one of the organisations that `person` confirms for, oldest first."""
    return (
        JoinRequest.objects.waiting()
        .filter(organisation__in=organisations_to_invite_for(person))
        .select_related("organisation")
        .order_by("proven_at", "pk")
    )


def requests_on_the_desk_of(person: Person) -> QuerySet[JoinRequest]:
    """Those of `requests_to_decide` that wait for this person.

    Whoever decides for all organisations is asked only where nobody nearer could.
    """
    requests = requests_to_decide(person)
    if not decides_for_all(person):
        return requests
    edited = RoleGrant.objects.holding().filter(role=ASSOCIATION_EDITOR.key, person__is_active=True)
    associations = edited.values("organisation_id")
    members = members_of_today(associations)
    contacts = RoleGrant.objects.holding().filter(role=ORGANISATION_CONTACT.key)
    return requests.exclude(
        Q(organisation__in=associations)
        | Q(organisation__in=members)
        | Q(organisation__in=contacts.values("organisation_id"))
    )


def who_decides(organisation: Organisation) -> list[Person]:
    """Who is told that somebody asks to join: the contacts, else the nearest editors there are."""
    contacts = RoleGrant.objects.holding().filter(
        role=ORGANISATION_CONTACT.key, organisation=organisation
    )
    persons = reachable_persons().filter(pk__in=contacts.values("person_id")).order_by("pk")
    return list(persons) or who_answers(post="", organisation=organisation, person=None)


def organisations_found(words: str, among: QuerySet[Organisation]) -> list[Organisation]:
    """Organisations of `among` whose name holds all `words`, at most MOST_FOUND, by name.

    Accents, capitals and the variants of Arabic letters make no difference.
    """
    few = " ".join(words.split()[:MOST_WORDS])
    return list(called(among, few).order_by("name", "pk")[:MOST_FOUND])
