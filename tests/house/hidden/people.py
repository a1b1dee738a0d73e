"""Canary words of what persons keep to themselves, and of how they come in."""

from typing import Any

from people.audit import record
from people.models import Appointment, Invitation, JoinRequest, Organisation, Person, SignIn

# Who looks after the people of a town of X.
KEEPERS = ("contact in X", "editor of X", "programme editor", "administrator")
# Who reads the log of X, and to whom it was done (2A, "Audit log").
READS_LOG = ("member of X", "editor of X", "programme editor", "administrator")


def hide(canaries: Any) -> None:
    """Puts words (`canaries.word(plant, place, knowers)`) into what `plant` has planted."""
    things, word = canaries.world.things, canaries.word
    # Of whom nobody may know; the phone of no person is shown to others by itself.
    Person.objects.filter(pk=things["unlisted_id"]).update(
        phone=word("unlisted person", "phone", ()),
        about=f"I {word('unlisted person', 'about', ())}",
    )
    JoinRequest.objects.filter(pk=things["unproven_request_id"]).update(
        name=f"Unproven {word('unproven request', 'name', ())}",
        post=f"Clerk {word('unproven request', 'post', ())}",
        email=f"{word('unproven request', 'address', ())}@x.example",
        reason=f"Since {word('unproven request', 'reason', ())}",
    )
    Invitation.objects.filter(pk=things["invitation_id"]).update(
        name=f"Asked {word('invitation', 'name', KEEPERS)}",
        post=f"Clerk {word('invitation', 'post', KEEPERS)}",
        email=f"{word('invitation', 'address', KEEPERS)}@x.example",
    )
    Appointment.objects.create(
        person_id=things["unlisted_id"],
        organisation=Organisation.objects.create(name="A town of nobody", kind="local-government"),
        post=f"Clerk {word('unlisted person', 'post', KEEPERS[2:])}",
        level="specialist",
        from_on="2020-01-01",
    )
    record(
        "people.role-given",
        by=canaries.world.persons["administrator"],
        person=canaries.world.persons["member of X"],
        organisation=canaries.world.x,
        reason=f"Since {word('log', 'reason', READS_LOG)}",
    )
    # Each sees the names of their own browsers alone, and what a browser calls itself nowhere.
    SignIn.objects.create(
        person=canaries.world.persons["member"],
        session_key="0" * 32,
        user_agent=f"Mozilla Firefox {word('signed in', 'browser', ())}",
    )


def addresses(canaries: Any) -> set[str]:
    """Addresses that a crawl does not make up."""
    one = canaries.world.things["unlisted_id"]
    town = f"/en/organisations/{canaries.world.things['town_of_x_id']}/people/"
    return {
        f"/en/people/{one}/",
        town,
        "/en/invitations/",
        "/cms/snippets/people/appointment/",
        "/en/my-data/noted/",
        "/en/what-was-done/",
    }
