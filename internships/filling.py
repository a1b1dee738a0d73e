"""What this room adds to the registries when the site starts."""


def fill_registries() -> None:
    """Nothing yet."""
