"""The body of every written thing."""

from typing import Any

from wagtail.fields import StreamField

from pages.blocks import BodyBlock


class BodyField(StreamField):
    """A StreamField whose blocks stay out of migrations.

    Blocks are code: a new kind of block needs no change in the database, so none is recorded.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.pop("block_lookup", None)
        super().__init__(BodyBlock(), **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
