"""Who may invite and confirm whom, and the guarded doors to what waits (safeguards 2A, R11)."""

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from people.models import (
    Invitation,
    JoinRequest,
    MailDomain,
    Organisation,
    Person,
    RoleGrant,
)
from people.models.invitation import LASTS
from people.permissions import editor_roles_of, organisation_ids_held
from people.querysets import editors_for, editors_for_programme, members_of_today
from people.roles import ASSOCIATION_EDITOR, ORGANISATION_CONTACT, Role


def organisations_to_invite_for(person: Person) -> QuerySet[Organisation]:
    """Organisations whose people `person` invites and confirms.

    An association and its members for its editors, the own one for its contact, all for the
    programme's editors and administrators; for everybody else none.
    """
    if not person.is_active:
        return Organisation.objects.none()
    if decides_for_all(person):
        return Organisation.objects.all()
    edited = editor_roles_of(person).association_ids
    members = members_of_today(edited)
    return Organisation.objects.filter(
        Q(pk__in=edited)
        | Q(pk__in=members)
        | Q(pk__in=organisation_ids_held(person, ORGANISATION_CONTACT))
    )


def can_invite_for(person: Person, organisation: Organisation) -> bool:
    """Whether `person` invites people of `organisation`, and confirms who asks to join it."""
    return organisations_to_invite_for(person).filter(pk=organisation.pk).exists()


def invites_for_somebody(person: Person) -> bool:
    """Whether there is any organisation that `person` may invite for."""
    return organisations_to_invite_for(person).exists()


def roles_to_invite_with(person: Person, organisation: Organisation) -> list[Role]:
    """Roles that an invitation of `person` may bring, beside being a member.

    Never more than the inviter's own: contacts of an organisation invite members only.
    """
    if not can_invite_for(person, organisation):
        return []
    edited = editor_roles_of(person).association_ids
    joined = organisation.memberships_held.holding_on().filter(association_id__in=edited)
    for_all = decides_for_all(person)
    if not (for_all or organisation.pk in edited or joined.exists()):
        return []
    if organisation.kind != Organisation.Kind.ASSOCIATION:
        return [ORGANISATION_CONTACT]
    if for_all or organisation.pk in edited:
        return [ORGANISATION_CONTACT, ASSOCIATION_EDITOR]
    return [ORGANISATION_CONTACT]


def can_invite_as(person: Person, organisation: Organisation, role: str) -> bool:
    """Whether an invitation of `person` may bring this role; the empty one is a member's."""
    if not role:
        return can_invite_for(person, organisation)
    return role in {allowed.key for allowed in roles_to_invite_with(person, organisation)}


def invites_without_daily_limit(person: Person) -> bool:
    """Editors of associations and contacts of organisations do (safeguards, rate limits)."""
    is_editor = bool(editor_roles_of(person).association_ids)
    return is_editor or bool(organisation_ids_held(person, ORGANISATION_CONTACT))


def get_organisation_to_invite_for(person: Person, pk: int) -> Organisation:
    """The organisation, or Http404 for one that is none of theirs, as for none at all (R3)."""
    organisation = organisations_to_invite_for(person).filter(pk=pk).first()
    if organisation is None:
        raise Http404
    return organisation


def get_invitation_to_keep_for(person: Person, pk: int) -> Invitation:
    """An open invitation for an organisation of theirs, whoever sent it; else Http404."""
    invitation = (
        Invitation.objects.open()
        .filter(pk=pk, organisation__in=organisations_to_invite_for(person))
        .select_related("organisation", "invited_by")
        .first()
    )
    if invitation is None:
        raise Http404
    return invitation


def get_join_request_for(person: Person, pk: int) -> JoinRequest:
    """A request from a proven address, decided or not, for an organisation of theirs."""
    request = (
        JoinRequest.objects.filter(
            pk=pk,
            proven_at__isnull=False,
            organisation__in=organisations_to_invite_for(person),
        )
        .select_related("organisation", "decided_by")
        .first()
    )
    if request is None:
        raise Http404
    return request


def get_person_to_invite_for(person: Person, organisation: Organisation, pk: int) -> Person:
    """Somebody without account who holds a post in the organisation today; else Http404."""
    from_here = persons_without_account(organisation).filter(pk=pk).first()
    if from_here is None or not can_invite_for(person, organisation):
        raise Http404
    return from_here


def get_mail_domain_for(person: Person, pk: int) -> MailDomain:
    """A mail domain of an organisation of theirs; else Http404."""
    domain = (
        MailDomain.objects.filter(pk=pk, organisation__in=organisations_to_invite_for(person))
        .select_related("organisation")
        .first()
    )
    if domain is None:
        raise Http404
    return domain


def persons_without_account(organisation: Organisation) -> QuerySet[Person]:
    """Who holds a post there today and has neither an address nor an account."""
    held = organisation.appointments.holding_on().values("person_id")
    return Person.objects.filter(pk__in=held, email__isnull=True, is_active=True).order_by(
        "name", "pk"
    )


def stands(invitation: Invitation) -> bool:
    """Whether the link still opens something: open, in time, and on a right that still holds."""
    if invitation.accepted_at or invitation.revoked_at or invitation.has_run_out:
        return False
    if invitation.invited_by is not None:
        return can_invite_as(invitation.invited_by, invitation.organisation, invitation.role)
    return invitation.mail_domain is not None and not invitation.role


def standing_in(organisation: Organisation) -> Q:
    """Which invitations to this organisation stand; twin of `stands`, for queries over them."""
    associations = organisation.memberships_held.holding_on().values("association_id")
    own = Q(invited_by__in=editors_for([organisation.pk]))
    for_all = Q(invited_by__is_superuser=True) | Q(invited_by__in=editors_for_programme())
    above = for_all | own | Q(invited_by__in=editors_for(associations))
    contacts = RoleGrant.objects.holding().filter(
        role=ORGANISATION_CONTACT.key, organisation=organisation
    )
    anyone = above | Q(invited_by__in=contacts.values("person_id"))
    by_persons = Q(role="") & anyone | Q(role=ORGANISATION_CONTACT.key) & above
    if organisation.kind == Organisation.Kind.ASSOCIATION:
        by_persons |= Q(role=ASSOCIATION_EDITOR.key) & (for_all | own)
    by_domain = Q(invited_by__isnull=True, mail_domain__isnull=False, role="")
    in_time = Q(sent_at__gt=timezone.now() - LASTS)
    is_open = Q(accepted_at__isnull=True, revoked_at__isnull=True)
    return is_open & in_time & (by_domain | Q(invited_by__is_active=True) & by_persons)


def domain_that_confirms(email: str, organisation: Organisation) -> MailDomain | None:
    """The organisation's mail domain to which this address belongs."""
    domain = email.rpartition("@")[2].lower()
    return MailDomain.objects.filter(organisation=organisation, domain=domain).first()


def decides_for_all(person: Person) -> bool:
    """Editors of the programme and administrators do."""
    return person.is_superuser or editor_roles_of(person).is_for_programme
