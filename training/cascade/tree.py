"""Who learnt where and passed it on: the trainings of a course as a tree."""

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from training.cascade.counting import lines_of
from training.models import Course, Event
from training.states import EventState

# Trainings on one page; a branch has its own address.
MOST = 150


@dataclass
class Node:
    """A training with those that follow from it; `more` of them stand at the branch's address."""

    event: Any
    below: list["Node"] = field(default_factory=list)
    more: int = 0


@dataclass(frozen=True)
class Tree:
    nodes: list[Node]
    # Beginnings that did not find room.
    more: int = 0


def tree_of(course: Course, branch: uuid.UUID | None = None) -> Tree | None:
    """The held trainings, or those of one `branch`; None where there is no such branch."""
    held = Event.objects.filter(edition__course=course, state=EventState.HELD)
    lines = lines_of(course)
    below: dict[uuid.UUID | None, list[uuid.UUID]] = defaultdict(list)
    for pk in held.order_by("starts_at", "pk").values_list("pk", flat=True):
        below[lines[pk].parent].append(pk)
    if branch is not None and branch not in {pk for own in below.values() for pk in own}:
        return None
    begins = below[None] if branch is None else [branch]
    chosen = _choose(begins, below)
    events = held.select_related("organiser").in_bulk(list(chosen))
    nodes = {pk: Node(event) for pk, event in events.items()}
    for pk, node in nodes.items():
        own = below.get(pk, [])
        node.below = [nodes[child] for child in own if child in nodes]
        node.more = len(own) - len(node.below)
    shown = [nodes[pk] for pk in begins if pk in nodes]
    return Tree(shown, len(begins) - len(shown))


def _choose(
    begins: list[uuid.UUID], below: dict[uuid.UUID | None, list[uuid.UUID]]
) -> set[uuid.UUID]:
    """Those that find room, generation by generation, so that the trunk is whole."""
    chosen: set[uuid.UUID] = set()
    layer = begins
    while layer and len(chosen) < MOST:
        layer = layer[: MOST - len(chosen)]
        chosen.update(layer)
        layer = [child for pk in layer for child in below.get(pk, [])]
    return chosen
