"""Canary words of training, and where they would be found by who may know them."""

from typing import Any

from django.utils import timezone

from training.models import Certificate, FollowUp, NameKey, Participation

KEEPER = ("editor of X", "trainer")
# Who keeps the records of persons knows that there is somebody of that name, and not where.
KNOW_PERSONS = ("editor of X", "programme editor", "administrator", "trainer")


def hide(canaries: Any) -> None:
    """Puts words (`canaries.word(plant, place, knowers)`) into what `plant` has planted."""
    things = canaries.world.things
    row = Participation.objects.select_related("person").get(pk=things["row_id"])
    row.person.name = f"Guest {canaries.word('training', 'participant', KNOW_PERSONS)}"
    row.person.save()
    row.function = f"Clerk of {canaries.word('training', 'function', KEEPER)}"
    row.save()
    FollowUp.objects.filter(participation=row).update(
        in_the_way=f"Mostly {canaries.word('training', 'answer', ())}",
        with_whom=f"With {canaries.word('training', 'with whom', ())}",
    )
    Certificate.objects.filter(pk=things["certificate_id"]).update(
        exception=f"Since {canaries.word('training', 'exception', ())}"
    )
    # Whoever is shown the certificate does not read why it was revoked.
    Certificate.objects.filter(pk=things["certificate_id"]).update(
        state="revoked",
        revoked_at=timezone.now(),
        why=f"For {canaries.word('training', 'why it was revoked', ('member', *KEEPER))}",
    )
    # Keys are compared and never shown.
    NameKey.objects.create(person=row.person, key=canaries.word("training", "key of a name", ()))


def addresses(canaries: Any) -> set[str]:
    """Addresses behind random numbers, which the crawl cannot make up."""
    things = canaries.world.things
    held = f"/en/trainings/{things['training_held_id']}/"
    doors = ("one/?q=guest", "one/?q=zq", "lines/", "sheet/", "list.xlsx")
    return {
        held,
        f"{held}participants/",
        *(f"{held}participants/{door}" for door in doors),
        f"/en/trainings/rows/{things['row_id']}/",
        f"/en/certificates/{things['certificate_id']}/",
        f"/en/verify/{things['certificate_token']}/",
        f"/en/courses/{things['course_id']}/",
        f"/en/trainings/asked/{things['asked_token']}/",
    }
