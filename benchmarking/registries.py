"""What this room shows of its siblings; site/config/wiring.py fills these."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pages.registries import Action, Registry


@dataclass(frozen=True)
class Seen:
    """A text or a mentor from an organisation: what it is called, where, and from whom."""

    title: str
    url: str
    organisation_id: int
    note: str = ""
    is_on_theme: bool = True


cases_from: Registry[Callable[..., Iterable[Seen]]] = Registry(
    "texts on a theme by some organisations: called with theme=, organisation_ids=, person="
)
mentors_from: Registry[Callable[..., Iterable[Seen]]] = Registry(
    "mentors who work at some organisations: called with theme=, organisation_ids=, person="
)
talks_about: Registry[Callable[..., Iterable[Action]]] = Registry(
    "where an indicator is talked about, and the way to begin: called with title=, theme=, person="
)
