"""A board, two officers who have written before, and who looks after it."""

import pytest

from forums.roles import make_facilitator
from tests.factories import OrganisationFactory, make_board, make_known, make_officer


@pytest.fixture(autouse=True)
def own_index(without_an_index):
    """What earlier tests left in the index belongs to rows that were rolled back."""


@pytest.fixture
def board(db):
    """Read by all who are signed in."""
    return make_board()


@pytest.fixture
def odette(db):
    """Head of waste collection of Ferry Landing."""
    person = make_officer(
        "Odette Marsh", OrganisationFactory(name="Ferry Landing"), "Head of waste"
    )
    make_known(person)
    return person


@pytest.fixture
def bruno(db):
    """Market master of High Pasture."""
    town = OrganisationFactory(name="High Pasture", country="PE")
    person = make_officer("Bruno Sel", town, "Market master")
    make_known(person)
    return person


@pytest.fixture
def mira(board):
    """Looks after the board."""
    person = make_officer("Mira Holt", OrganisationFactory(name="Old Harbour"), "Adviser")
    make_facilitator(by=None, person=person, board=board)
    return person
