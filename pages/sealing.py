"""Seals what few may read with a key that stands outside the database (decision 0020)."""

import base64
import hashlib
import json
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class CannotBeOpened(Exception):
    """Sealed with another key, changed since, or moved to a row of somebody else."""


def seal(text: str, *, place: str) -> bytes:
    """`text` as only this site's key opens it (AES-128-CBC with HMAC-SHA256, the Fernet format).

    `place` names the row; what is copied into another row does not open there.
    """
    return _fernet(settings.NOTES_KEY).encrypt(json.dumps([place, text]).encode())


def opened(sealed: bytes, *, place: str) -> str:
    """What was sealed for this `place`; raises CannotBeOpened."""
    try:
        sealed_for, text = json.loads(_fernet(settings.NOTES_KEY).decrypt(sealed))
    except InvalidToken as fault:
        raise CannotBeOpened from fault
    if sealed_for != place:
        raise CannotBeOpened
    return str(text)


def resealed(sealed: bytes) -> bytes:
    """The same words sealed with the newest key; raises CannotBeOpened."""
    try:
        return _fernet(settings.NOTES_KEY).rotate(sealed)
    except InvalidToken as fault:
        raise CannotBeOpened from fault


@lru_cache(maxsize=2)
def _fernet(secret: str) -> MultiFernet:
    """NOTES_KEY may hold several keys, one a line: the first seals, all open.

    Each may be of any length; Fernet asks for 32 bytes.
    """
    return MultiFernet(
        [
            Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.strip().encode()).digest()))
            for key in secret.splitlines()
            if key.strip()
        ]
    )
