"""Roles as named bundles: what each is called, where it is given, and what it lets its holder do.

Rooms above add their own (`AppConfig.ready`). No role holds everywhere: each grant names the one
organisation, association, partnership, training, board or pair it is for (safeguards R2).
"""

from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from pages.registries import Registry
from people.models import Organisation
from people.models.grant import EDITS_FOR_ASSOCIATION

Scope = Literal["organisation", "association", "programme", "thing"]


@dataclass(frozen=True)
class Role:
    """A bundle of rights within one scope.

    `sentence` stands on the screen where the role is given. `is_staff` roles need a second factor.
    `scope` "thing" is for rooms above: the grant's `thing` is then an opaque key of theirs.
    """

    key: str
    label: Any
    sentence: Any
    scope: Scope
    is_staff: bool = False


ORGANISATION_CONTACT = Role(
    "organisation-contact",
    _("contact of an organisation"),
    _("Confirms and invites people of this organisation, and sees who they are."),
    "organisation",
)
ASSOCIATION_EDITOR = Role(
    EDITS_FOR_ASSOCIATION,
    _("editor of an association"),
    _("Writes, publishes and invites for this association, and for no other."),
    "association",
    is_staff=True,
)
PROGRAMME_EDITOR = Role(
    "programme-editor",
    _("editor of the programme"),
    _("Writes for the programme, keeps the common lists, and reads what associations publish."),
    "programme",
    is_staff=True,
)

roles: Registry[Role] = Registry("roles that a person can be given")


def role_called(key: str) -> Role:
    """The role with this key; KeyError where no room knows it."""
    for role in roles:
        if role.key == key:
            return role
    raise KeyError(key)


def roles_in(organisation: Organisation) -> list[Role]:
    """Roles that can be given on the page of this organisation's people."""
    scopes = {"organisation"}
    if organisation.kind in (Organisation.Kind.ASSOCIATION, Organisation.Kind.PROGRAMME):
        scopes.add(organisation.kind)
    return [role for role in roles if role.scope in scopes]
