"""What becomes of the rows of this room, and of allauth's, that point at a person."""

from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from pages.registries import KEPT, Kept, OwnData
from people.account.api_token import GOOD_FOR
from people.models import AuditEntry, Person

# What is no word about the person: how they prove who they are, and what stands beside it.
NOT_TOLD = ("id", "password", "groups", "user_permissions")
# Everything else that a person's row ever holds is told, and emptied at erasure.
TOLD = tuple(
    field.name
    for field in (*Person._meta.concrete_fields, *Person._meta.many_to_many)
    if field.name not in NOT_TOLD
)
UNTIL_THE_LOG_FORGETS = Kept(forget=AuditEntry.objects.forget_old)
A_DAY = Kept(days=2, since="asked_at")

RULES = (
    OwnData("people.Person.id", _("You"), TOLD, "keep", KEPT),
    OwnData(
        "people.Appointment.person",
        _("Your posts"),
        ("post", "level", "organisation.name", "from_on", "until_on"),
        "keep",
        KEPT,
    ),
    OwnData(
        "people.Appointment.supervisor",
        _("Posts you supervise"),
        ("post", "organisation.name", "from_on", "until_on"),
        "empty",
        KEPT,
    ),
    OwnData(
        "people.RoleGrant.person",
        _("Your roles"),
        ("role", "organisation.name", "given_at", "confirmed_at", "ended_at"),
        "keep",
        KEPT,
    ),
    OwnData(
        "people.RoleGrant.given_by",
        _("Roles you gave"),
        ("role", "organisation.name", "given_at"),
        "keep",
        KEPT,
    ),
    OwnData(
        "people.RoleGrant.confirmed_by",
        _("Roles you confirmed"),
        ("role", "organisation.name", "confirmed_at"),
        "keep",
        KEPT,
    ),
    OwnData(
        "people.ApiToken.person",
        _("Your token for programs"),
        ("made_at",),
        "delete",
        Kept(days=GOOD_FOR.days, since="made_at"),
    ),
    OwnData("people.ClosedGroup.members", _("Closed groups you are in"), ("name",), "empty", KEPT),
    OwnData(
        "people.AuditEntry.by",
        _("What was noted of what you did"),
        ("at", "act", "thing", "organisation.name", "reason"),
        "keep",
        UNTIL_THE_LOG_FORGETS,
    ),
    OwnData(
        "people.AuditEntry.person",
        _("What was noted as done to you"),
        ("at", "act", "organisation.name", "reason"),
        "keep",
        UNTIL_THE_LOG_FORGETS,
    ),
    OwnData(
        "people.DataExport.person",
        _("Copies of your data"),
        ("asked_at", "made_at", "fetched_at"),
        "delete",
        A_DAY,
    ),
    OwnData(
        "people.Erasure.person",
        _("Deleting your account"),
        ("cause", "asked_at", "due_at", "taken_back_at"),
        "keep",
        Kept(days=730, since="done_at"),
    ),
    OwnData(
        "people.Departure.begun_by",
        _("Ends of posts you entered"),
        ("begun_at", "done_at"),
        "keep",
        KEPT,
    ),
    OwnData(
        "people.SignIn.person",
        _("Where you are signed in"),
        ("began_at", "user_agent", "network_address"),
        "delete",
        Kept(days=30, since="began_at"),
    ),
    OwnData(
        "account.EmailAddress.user",
        _("E-mail addresses"),
        ("email", "verified", "primary"),
        "delete",
        KEPT,
    ),
    OwnData(
        "mfa.Authenticator.user",
        _("Second steps when signing in"),
        ("type", "created_at", "last_used_at"),
        "delete",
        KEPT,
    ),
)


def model_of(rule: OwnData) -> type[Model]:
    """The model a rule is about; LookupError where there is none of this name."""
    return apps.get_model(rule.relation.rpartition(".")[0])


def relation_of(rule: OwnData) -> str:
    """The name of the field that points at the person."""
    return rule.relation.rpartition(".")[2]


def rows_of(rule: OwnData, person: Person) -> QuerySet[Any]:
    """The rows that point at the person, hidden ones of the model's own manager included."""
    rows = model_of(rule)._meta.base_manager.filter(**{relation_of(rule): person.pk})
    if issubclass(model_of(rule), AuditEntry) and relation_of(rule) == "person":
        # Who is named in a record of risk does not learn who opened it.
        rows = rows.filter(is_sensitive=False)
    return rows.order_by("pk")
