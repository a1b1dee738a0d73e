"""What readers of the demo would like to have in their language."""

from django.db import transaction

from learning.models import LibraryItem, WantedTranslation
from learning.wanted.actions import ask_for
from people.demo import persons_by_key

WISHES = (
    ("en/two-carts-and-a-promise", "pt", ("dulce-evora-pinto", "armindo-fortes")),
    ("en/two-carts-and-a-promise", "ar", ("youssef-tamlali",)),
    ("en/a-waste-fee-that-holds", "pt", ("armindo-fortes", "ivo-monteiro-lima")),
    ("en/a-waste-fee-that-holds", "es", ("rosalia-quispe-arce",)),
)


@transaction.atomic
def plant_wishes() -> None:
    """Ask for them where nobody has asked for anything."""
    if WantedTranslation.objects.exists():
        return
    persons = persons_by_key()
    for name, language, keys in WISHES:
        item = LibraryItem.objects.get(external_id=f"demo/{name}.md")
        for key in keys:
            ask_for(by=persons[key], item=item, language=language)
