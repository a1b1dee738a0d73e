"""The digits that a person's app shows at this moment; they hold until the half minute ends."""

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)


def app_code(secret: str) -> str:
    """Six digits. A test that takes its time between making and giving them stops the clock."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
