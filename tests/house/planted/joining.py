"""Who is coming in, in the small world."""

from datetime import date
from typing import Any

from django.utils import timezone

from people.joining.actions import add_person
from people.joining.actions.inviting import open_invitation
from people.models import Appointment, JoinRequest, MailDomain, Organisation, Person
from people.tokens import hash_of
from tests.factories import make_contact


def plant(world: Any) -> None:
    town = Organisation.objects.get(pk=world.things["town_of_x_id"])
    _make_contact_of(world, town)
    by = world.persons["editor of X"]
    terms = {"organisation": town, "post": "Clerk", "level": "specialist", "language": "en"}
    person, _is_new = add_person(by=by, name="Without Account", **terms)
    invitation, token = open_invitation(by=by, email="invited@peerhall.example", **terms)
    proven, unproven = (
        JoinRequest.objects.create(
            token_hash=hash_of(token_of_request),
            email=f"{token_of_request}@peerhall.example",
            name="Somebody",
            proven_at=proven_at,
            **terms,
        )
        for token_of_request, proven_at in (("proven", timezone.now()), ("unproven", None))
    )
    domain = MailDomain.objects.create(organisation=town, domain="x.example")
    world.things |= {
        "x_id": world.x.pk,
        "y_id": world.y.pk,
        "person_without_account_id": person.pk,
        "mail_domain_id": domain.pk,
        "invitation_id": invitation.pk,
        "invitation_link": f"/en/join/invitation/{token}/",
        "proof_link": "/en/join/address/unproven/",
        "join_request_id": proven.pk,
        "unproven_request_id": unproven.pk,
    }


def _make_contact_of(world: Any, town: Organisation) -> None:
    contact = Person.objects.create_user("contact-in-x@peerhall.example", name="Contact In X")
    Appointment.objects.create(
        person=contact,
        organisation=town,
        post="Town clerk",
        level="executive",
        from_on=date(2020, 1, 1),
    )
    make_contact(contact, town)
    world.persons["contact in X"] = contact
