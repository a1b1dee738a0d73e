"""Secrets that stand in mailed links and in addresses of feeds; the database keeps their hashes."""

import hashlib
import secrets


def new_token() -> tuple[str, str]:
    """A token of 256 bits for the link, and its hash for the database."""
    token = secrets.token_urlsafe(32)
    return token, hash_of(token)


def hash_of(token: str) -> str:
    """No salt: there is nothing to guess in 256 bits."""
    return hashlib.sha256(token.encode()).hexdigest()
