"""What this room adds to the registries when the site starts, part by part."""

from datetime import timedelta

from notices.kinds import kinds
from pages.registries import (
    Chore,
    DeskLinks,
    DeskPart,
    benefit_lines,
    chores,
    demo,
    desk_lines,
    desk_links,
    desk_starts,
    item_actions,
    own_data,
    planting,
    trail,
)
from people.audit import acts
from training import desk
from training.acts import ACTS
from training.cascade import filling as cascade
from training.demo import plant_trainings
from training.duty import filling as duty
from training.duty.registries import learnt, taught
from training.following_up.actions import ask_what_came_of_it
from training.kinds import KINDS
from training.own_data import RULES
from training.passing_on import TRAININGS, attended
from training.persons import filling as persons
from training.planting import PARTICIPATIONS
from training.retention import forget_old_names
from training.trail import TRAINED, USED

CHORES = (
    Chore("training: what came of it", timedelta(hours=1), ask_what_came_of_it),
    Chore("training: old lists", timedelta(days=1), forget_old_names),
)


def fill_registries() -> None:
    """The core of the room, and each part of it after that."""
    kinds.add_all(KINDS)
    chores.add_all(CHORES)
    acts.add_all(ACTS)
    own_data.add_all(RULES)
    desk_lines.add_all((desk.trainings_to_come, desk.trainings_to_note))
    desk_starts.add(desk.starts)
    desk_links.add(DeskLinks(DeskPart.TRAINING, desk.links))
    benefit_lines.add(desk.benefit_lines)
    item_actions.add(desk.trainings_on_this)
    trail.add_all((USED, TRAINED))
    learnt.add(attended)
    taught.add(TRAININGS)
    cascade.fill_registries()
    persons.fill_registries()
    duty.fill_registries()
    # Planted from the last to the first: duties stand on what trainings opened.
    demo.add(plant_trainings)
    planting.add(PARTICIPATIONS)
