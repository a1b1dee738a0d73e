"""The one way an act is noted, and who may read of it. Call `record` in the act's transaction."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pages.registries import Registry
from people.models import AuditEntry, Organisation, Person
from people.permissions import editor_roles_of


@dataclass(frozen=True)
class Act:
    """What an act that is noted is called on the screen, e.g. "A role was given"."""

    key: str
    label: Any


acts: Registry[Act] = Registry("acts that are noted; each room adds its own")
OUR_ACTS = (
    Act("people.role-proposed", _("A role was proposed, and waits for a second person")),
    Act("people.role-given", _("A role was given")),
    Act("people.role-given-alone", _("A role was given by one person alone")),
    Act("people.role-declined", _("A role was declined by a second person")),
    Act("people.role-ended", _("A role ended")),
    Act("people.invited", _("Somebody was invited")),
    Act("people.invited-again", _("An invitation was sent again")),
    Act("people.invitation-revoked", _("An invitation was taken back")),
    Act("people.added", _("A person without an account was added")),
    Act("people.joined", _("Somebody joined")),
    Act("people.request-confirmed", _("A request to join was confirmed")),
    Act("people.request-refused", _("A request to join was refused")),
    Act("people.mail-domain-added", _("A mail domain was entered")),
    Act("people.mail-domain-removed", _("A mail domain was removed")),
    Act("people.visibility-changed", _("Who sees what of a profile was changed")),
    Act("people.hidden-fields-read", _("Hidden fields of a profile were read")),
    Act("people.post-ended", _("The end of a post was entered")),
    Act("people.handed-over", _("Something was handed over")),
    Act("people.organisation-changed", _("An organisation's page was changed")),
    Act("people.organisation-confirmed", _("An organisation's page was confirmed")),
    Act("people.member-added", _("An association took in a member")),
    Act("people.membership-ended", _("A membership of an association ended")),
    Act("people.group-made", _("A closed group was made")),
    Act("people.group-joined", _("Somebody was taken into a closed group")),
    Act("people.group-left", _("Somebody left a closed group")),
    Act("people.feed-made", _("A personal feed was made")),
    Act("people.feed-taken-back", _("A personal feed was taken back")),
    Act("people.token-made", _("A token for programs was made")),
    Act("people.token-taken-back", _("A token for programs was taken back")),
    Act("people.approval-by-two", _("An association wants two persons to approve")),
    Act("people.approval-by-one", _("An association lets one person approve")),
    Act("people.newsletter-changed", _("A newsletter was changed")),
    Act("people.newsletter-sent-in", _("A newsletter was sent for approval")),
    Act("people.newsletter-approved", _("A newsletter was approved")),
    Act("people.newsletter-approved-alone", _("A newsletter was approved by one person alone")),
    Act("people.newsletter-given-back", _("A newsletter was given back")),
    Act("people.newsletter-begun", _("Sending a newsletter began")),
    Act("people.newsletter-sent", _("A newsletter was sent")),
    Act("people.newsletter-stopped", _("A newsletter was stopped")),
    Act("people.approved-alone", _("A text was approved by one person alone")),
    Act("people.association-exported", _("An archive of an association was made")),
    Act("people.association-imported", _("An association came in from an archive")),
    Act("people.data-asked", _("A copy of all data about a person was asked for")),
    Act("people.data-fetched", _("A copy of all data about a person was fetched")),
    Act("people.erasure-asked", _("Deleting an account was asked for")),
    Act("people.erasure-taken-back", _("Deleting an account was taken back")),
    Act("people.account-unused", _("An account was not used for two years, and its owner asked")),
    Act("people.mail-tried-again", _("A mail that could not be delivered was tried again")),
    Act("people.mail-let-go", _("A mail that could not be delivered was let go")),
    Act("people.account-shut", _("An account was shut")),
    Act("people.account-opened", _("An account was opened again")),
    Act("people.erased", _("A person became a former member")),
)


def label_of(key: str) -> str:
    """What the act is called; its key where no room knows it any more."""
    return str(next((act.label for act in acts if act.key == key), key))


def record(
    act: str,
    *,
    by: Person | None,
    thing: Model | None = None,
    person: Person | None = None,
    organisation: Organisation | None = None,
    reason: str = "",
    is_sensitive: bool = False,
) -> AuditEntry:
    """Note `act` (a dotted key, e.g. `people.role-given`); `by` is None for the site itself.

    `person` is whom it was done to, `organisation` the one whose editors may read of it. What
    touches a record of risk `is_sensitive`. The key's words are an `Act` in `acts`.
    """
    return AuditEntry.objects.create(
        act=act,
        by=by,
        thing="" if thing is None else name_of(thing),
        person=person,
        organisation=organisation,
        reason=reason[:500],
        is_sensitive=is_sensitive,
    )


def name_of(thing: Any) -> str:
    """`people.organisation:12`: which row of which table, and none of its words (R4).

    A thing with a `name_in_log` of its own is noted under that number instead.
    """
    return f"{thing._meta.label_lower}:{getattr(thing, 'name_in_log', thing.pk)}"


def entries_about(person: Person) -> QuerySet[AuditEntry]:
    """What the person did, and what was done to them; of records of risk only what they did."""
    return AuditEntry.objects.filter(Q(by=person) | Q(person=person, is_sensitive=False))


def entries_open_to(person: Person) -> QuerySet[AuditEntry]:
    """What the person may read of everybody (matrix, "Audit log"); twin of `can_read_entry`.

    Nothing sensitive: the programme and administrators all the rest, an association's editors what
    was done for it.
    """
    rest = AuditEntry.objects.filter(is_sensitive=False)
    roles = editor_roles_of(person)
    if person.is_superuser or roles.is_for_programme:
        return rest
    return rest.filter(organisation__in=roles.association_ids)


def can_read_entry(person: Person, entry: AuditEntry) -> bool:
    """Whether the log for editors shows this entry to the person."""
    roles = editor_roles_of(person)
    if entry.is_sensitive:
        return False
    if person.is_superuser or roles.is_for_programme:
        return True
    return entry.organisation_id in roles.association_ids


def can_read_log(person: Person) -> bool:
    """Whether the log for editors is there at all for the person."""
    roles = editor_roles_of(person)
    return person.is_superuser or roles.is_for_programme or bool(roles.association_ids)
