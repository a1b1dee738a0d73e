"""Whether an association wants two persons to stand behind what it publishes."""

from people.models import Organisation, SpaceSettings


def wants_second_person(association: Organisation) -> bool:
    """What the association has set for its space; two is not wanted where nothing is set."""
    chosen = SpaceSettings.objects.filter(association=association, is_approved_by_two=True)
    return chosen.exists()
