"""Canary words of what persons keep to themselves, and of how they come in."""

from typing import Any

from people.models import Invitation, JoinRequest, Person

# Who looks after the people of a town of X.
KEEPERS = ("contact in X", "editor of X", "programme editor", "administrator")


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


def addresses(canaries: Any) -> set[str]:
    """All of them stand in the table."""
    return set()
