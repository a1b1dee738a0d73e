"""What of trails is in the small world: two texts tied to a public and to a closed partnership."""

from typing import Any

from learning.models import LibraryItem
from partnerships.models import Output, Partnership


def plant(world: Any) -> None:
    """Adds to `world.things`; after the partnerships."""
    texts = {
        name: LibraryItem.objects.get(pk=world.things[number])
        for name, number in (("public", "public_id"), ("of_x", "of_x_id"))
    }
    for number in ("partnership_id", "partnership_closed_id"):
        one = Partnership.objects.get(pk=world.things[number])
        for text in texts.values():
            Output.objects.create(
                partnership=one,
                thing=f"library-item:{text.translation_key}",
                theme=one.themes.get(),
            )
    world.things |= {f"lesson_{name}": text.translation_key for name, text in texts.items()}
