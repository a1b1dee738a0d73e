"""What persons, organisations, roles and leaving add to the registries when the site starts."""

from datetime import timedelta

from notices.kinds import kinds
from pages.registries import (
    Chore,
    DeskLinks,
    DeskPart,
    audiences,
    benefit_lines,
    chores,
    demo,
    desk_duties,
    desk_lines,
    desk_links,
    hand_overs,
    page_readings,
    planting,
    trail,
)
from people import audiences as ours
from people import cms_policy, desk, readings, tasks
from people.benefits.desk import statements
from people.benefits.lines import newsletters
from people.demo import plant_people
from people.demo_directory import plant_directory
from people.demo_newsletters import plant_newsletters
from people.demo_spaces import plant_spaces
from people.granting import notices as role_notices
from people.joining.demo import plant_joining
from people.leaving.actions import look_after_posts, note_what_is_done
from people.leaving.querysets import roles_to_hand_over
from people.limits import forget_old_attempts
from people.planting import PERSONS
from people.roles import ASSOCIATION_EDITOR, ORGANISATION_CONTACT, PROGRAMME_EDITOR, roles
from people.sessions import forget_ended_sessions
from people.trail import READ

CHORES = (
    Chore("people: posts and roles", timedelta(minutes=5), look_after_posts),
    Chore("people: departures", timedelta(days=1), note_what_is_done),
    Chore("people: attempts", timedelta(hours=1), forget_old_attempts),
    Chore("people: sessions", timedelta(days=1), forget_ended_sessions),
    Chore("people: readings", timedelta(hours=1), tasks.count_readings.enqueue),
)


def fill_registries() -> None:
    """Audiences and roles, what hangs on a post, and what a member received."""
    audiences.add_all((ours.ASSOCIATIONS, ours.GROUPS, ours.SIGNED_IN_AND_PUBLIC))
    roles.add_all((ORGANISATION_CONTACT, ASSOCIATION_EDITOR, PROGRAMME_EDITOR))
    cms_policy.follow_grants()
    chores.add_all(CHORES)
    hand_overs.add(roles_to_hand_over)
    kinds.add_all(role_notices.KINDS)
    desk_lines.add_all((desk.roles_to_confirm, desk.things_to_hand_over, desk.texts_to_approve))
    desk_duties.add(desk.duties)
    desk_links.add(DeskLinks(DeskPart.SELF, desk.my_feed))
    desk_links.add(DeskLinks(DeskPart.PEERS, statements))
    page_readings.add(readings.note)
    trail.add(READ)
    benefit_lines.add(newsletters)


def add_demo_content() -> None:
    """Planted from the last to the first: each needs those that come after it here."""
    demo.add_all((plant_newsletters, plant_spaces, plant_directory, plant_joining, plant_people))
    planting.add(PERSONS)
