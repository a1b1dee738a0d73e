"""What this part adds to the registries when the site starts, and whom it listens to."""

from typing import Any

from wagtail.signals import page_published

from learning.models import LibraryItem
from learning.wanted.actions import tell_who_asked
from learning.wanted.demo import plant_wishes
from learning.wanted.kinds import KINDS
from learning.wanted.own_data import RULES
from notices.kinds import kinds
from pages.registries import demo, own_data


def version_was_published(sender: type, instance: Any, **_: Any) -> None:
    """Whoever asked for it learns of it."""
    if isinstance(instance, LibraryItem):
        tell_who_asked(instance)


def fill_registries() -> None:
    """Notices, own data, demo, publishing."""
    kinds.add_all(KINDS)
    own_data.add_all(RULES)
    demo.add(plant_wishes)
    page_published.connect(version_was_published, dispatch_uid="learning.wanted")
