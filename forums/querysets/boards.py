"""Questions about boards, each named for the page that asks it."""

from typing import Any, Self

from django.db.models import Exists, OuterRef, QuerySet, Value

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

    def with_following_of(self, person: Any) -> Self:
        """With `is_followed`: whether `person` follows it. Asked along, it costs no query more."""
        if person is None or not person.is_authenticated:
            return self.annotate(is_followed=Value(False))
        followed = self.model.objects.filter(pk=OuterRef("pk"), followers__person=person)
        return self.annotate(is_followed=Exists(followed))
