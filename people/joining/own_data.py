"""What becomes of the rows about coming in, and of a profile's, that point at a person."""

from django.utils.translation import gettext_lazy as _

from pages.registries import KEPT, Kept, OwnData

# What was neither accepted nor decided is of no use after a year.
A_YEAR = 365

RULES = (
    OwnData("people.SpokenLanguage.person", _("Languages you speak"), ("code",), "delete", KEPT),
    OwnData(
        "people.Invitation.person",
        _("Invitations to take over your record"),
        ("organisation.name", "post", "sent_at", "revoked_at"),
        "delete",
        Kept(days=A_YEAR, since="sent_at"),
    ),
    OwnData(
        "people.Invitation.invited_by",
        _("Invitations you sent"),
        ("email", "name", "organisation.name", "post", "sent_at", "accepted_at", "revoked_at"),
        "empty",
        Kept(days=A_YEAR, since="sent_at"),
    ),
    OwnData(
        "people.Invitation.accepted_by",
        _("Invitations you accepted"),
        ("email", "organisation.name", "post", "role", "accepted_at"),
        "delete",
        Kept(days=A_YEAR, since="sent_at"),
    ),
    OwnData(
        "people.JoinRequest.decided_by",
        _("Requests to join that you decided"),
        ("organisation.name", "post", "decided_at", "outcome", "reason"),
        "empty",
        Kept(days=A_YEAR, since="asked_at"),
    ),
    OwnData(
        "people.MailDomain.added_by",
        _("Mail domains you entered"),
        ("domain", "organisation.name"),
        "empty",
        KEPT,
    ),
    OwnData(
        "people.Organisation.confirmed_by",
        _("Organisations you confirmed"),
        ("name", "confirmed_on"),
        "keep",
        KEPT,
    ),
)
