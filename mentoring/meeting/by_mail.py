"""The link that lets somebody pick one of three times without signing in: for that one purpose.

It names the proposal and the person, signed. Whoever holds it sees three times and picks one of
them, and learns neither names nor what it is about. It is good as long as the proposal is open.
"""

import uuid

from django.core import signing

_SALT = "mentoring: pick one of three times"


def token_for(proposal_id: uuid.UUID | str, person_id: int) -> str:
    """The signed part of the address."""
    return signing.dumps([str(proposal_id), person_id], salt=_SALT, compress=True)


def read_token(token: str) -> tuple[uuid.UUID, int] | None:
    """The proposal's number and the person's; None where the site has not signed this."""
    try:
        proposal_id, person_id = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return uuid.UUID(proposal_id), int(person_id)
