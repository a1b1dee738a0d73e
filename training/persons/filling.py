"""What this part adds to the registries when the site starts."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages.registries import Action, Chore, DeskLinks, DeskPart, chores, desk_links, own_data
from people.audit import Act, acts
from training.persons.keeping import look_through_all
from training.persons.own_data import RULES
from training.persons.permissions import keeps_persons

ACTS = (
    Act("training.merged", _("Two entries of one person were merged")),
    Act("training.merge-undone", _("A merge of two entries was undone")),
    Act("training.not-the-same", _("Two entries were said to be two persons")),
)


def fill_registries() -> None:
    """Acts, own data, the chore that looks through names, the link on the desk."""
    acts.add_all(ACTS)
    own_data.add_all(RULES)
    chores.add(Chore("training: names", timedelta(hours=6), look_through_all))
    desk_links.add(DeskLinks(DeskPart.TRAINING, links))


def links(person: Any) -> Iterable[Action]:
    """For who edits or leads."""
    if keeps_persons(person):
        yield Action(label=gettext("Perhaps the same person"), url=reverse("resemblances"))
