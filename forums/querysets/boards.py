"""Questions about boards, each named for the page that asks it."""

from typing import Any, Self

from django.db.models import QuerySet

from forums.reach import reach_of


class BoardQuerySet(QuerySet[Any]):
    """Boards; `.visible_to(person)` comes first wherever a person looks."""

    def visible_to(self, person: Any) -> Self:
        """Boards whose audience `person` is in; twin of `forums.permissions.can_read_board`."""
        return self.filter(reach_of(person).readable())

    def moderated_by(self, person: Any) -> Self:
        """Boards that `person` looks after; twin of `forums.permissions.can_moderate`."""
        return self.filter(reach_of(person).moderated())

    def for_list(self) -> Self:
        """With what a line of the list of boards shows, by name."""
        return self.select_related("audience", "theme", "association").order_by("name", "pk")
