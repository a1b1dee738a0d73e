"""Headers of answers about records that few may read: kept by nobody, found by nobody (2C)."""

from typing import Any

HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}


def without_trace(response: Any) -> Any:
    """The answer with these headers."""
    for name, value in HEADERS.items():
        response[name] = value
    return response
