"""Who may open what: one row for each own address, and one or more for each door of others.

A new address without a row fails the build (safeguards P01); so does a row whose address is gone.
What the cells say stands in table.py; each room or part of one keeps its rows in rows/.
"""

from tests.house.rows import (
    benchmarking,
    calls,
    duty,
    forums,
    impact,
    internships,
    joining,
    learning,
    learning_trying,
    mentoring,
    own_pages,
    pages,
    partnerships,
    people,
    risks,
    search_saving,
    space,
    training,
    training_cascade,
    training_persons,
)

# In this order each is asked for, by one role after another.
WITH_ROWS = (
    *(mentoring, space, pages, own_pages, people, joining, learning, forums),
    *(benchmarking, internships, partnerships, calls, risks, training, training_cascade),
    *(training_persons, duty, search_saving, learning_trying, impact),
)
ROWS = [row for part in WITH_ROWS for row in part.ROWS]
