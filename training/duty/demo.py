"""Duties in the demo."""


def plant_duties() -> None:
    """Written below."""
