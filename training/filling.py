"""What this room adds to the registries when the site starts, part by part."""

from training.cascade import filling as cascade
from training.duty import filling as duty


def fill_registries() -> None:
    """Each part of the room adds its own."""
    cascade.fill_registries()
    duty.fill_registries()
