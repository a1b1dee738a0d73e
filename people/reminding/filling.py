"""What reminding adds to the registries when the site starts."""

from datetime import timedelta

from notices.kinds import kinds
from pages.registries import Chore, chores
from people.reminding import tasks
from people.reminding.kinds import APPROVAL_DUE


def fill_registries() -> None:
    """The notice of a day that has come, and who looks for it."""
    kinds.add(APPROVAL_DUE)
    chores.add(Chore("people: approvals", timedelta(hours=1), tasks.look_at_days))
