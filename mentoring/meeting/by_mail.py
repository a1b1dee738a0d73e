"""Links that let somebody do one thing without signing in: pick a time, or say whether it was held.

Each names the proposal or the session, and the person, signed for that one purpose. Whoever holds
it sees times, and learns neither names nor what it is about. It is good as long as the answer is
asked for.
"""

import uuid

from django.core import signing

PICK_ONE = "mentoring: pick one of three times"
SAY_WHETHER_HELD = "mentoring: say whether it took place"


def token_for(thing_id: uuid.UUID | str, person_id: int, purpose: str = PICK_ONE) -> str:
    """The signed part of the address."""
    return signing.dumps([str(thing_id), person_id], salt=purpose, compress=True)


def read_token(token: str, purpose: str = PICK_ONE) -> tuple[uuid.UUID, int] | None:
    """The thing's number and the person's; None where the site has not signed this for that."""
    try:
        thing_id, person_id = signing.loads(token, salt=purpose)
    except signing.BadSignature:
        return None
    return uuid.UUID(thing_id), int(person_id)
