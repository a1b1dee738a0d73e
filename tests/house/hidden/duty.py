"""Canary words of the duty to pass it on, and where they would be found by who may know them."""

from typing import Any

from training.models import ColleagueSession, Duty, Evidence, Waiver

WHOSE = ("member of X",)
KEEPERS = (*WHOSE, "editor of X", "programme editor")


def hide(canaries: Any) -> None:
    """Puts words (`canaries.word(plant, place, knowers)`) into what `plant` has planted."""
    duties = Duty.objects.filter(person=canaries.world.persons["member of X"])
    duties.update(title=canaries.word("duty", "title", WHOSE))
    Waiver.objects.update(reason=canaries.word("duty", "reason", KEEPERS))
    keys = [key.partition(":")[2] for key in Evidence.objects.values_list("key", flat=True)]
    Evidence.objects.update(reason=canaries.word("duty", "reason of evidence", KEEPERS))
    word = canaries.word("duty", "session", KEEPERS)
    for number, pk in enumerate(keys):
        ColleagueSession.objects.filter(pk=pk).update(what=f"{word} {number}")


def addresses(canaries: Any) -> set[str]:
    """Addresses behind random numbers, which the crawl cannot make up."""
    duties = {f"/en/duties/{pk}/" for pk in Duty.objects.values_list("pk", flat=True)}
    offers = {f"/en/duties/{pk}/evidence/" for pk in Duty.objects.values_list("pk", flat=True)}
    decided = {f"/en/duties/evidence/{pk}/" for pk in Evidence.objects.values_list("pk", flat=True)}
    return duties | offers | decided
