"""Asks for every address there is as one person, and reads every answer for words it must not hold.

Addresses come from the URL configuration, filled with the things this person must not know of, from
the table of who may open what, and from the links and forms in the answers. What was asked for is
counted (tests/house/tried.py).
"""

import html
import itertools
import re
from collections import deque
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.test import Client
from django.urls import Resolver404, URLPattern, get_resolver, resolve

from tests.house.reading import text_of
from tests.house.tried import count

_PART = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
_LINK = re.compile(r"""(?:href|src|action|data-[\w-]*url[\w-]*)=["']([^"'#]+)""")
# Where an address falls that no other pattern takes.
_ANY_PAGE = "en/((?:[\\w\\-]+/)*)$"
# Ends the session, or answers with what Wagtail itself ships.
NOT_ASKED = re.compile(r"/logout/|/static/|jsi18n|/sprite/|/failwhale/")
_OF_OURS = 4
Things = dict[str, list[str]]


def browser_of(person: object | None) -> Client:
    """A browser in which the person is signed in; an error of the site is an answer, too."""
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def read(client: Client, address: str, method: str = "get", **more: object) -> tuple[int, str]:
    """Status, and everything that came back: headers and body, as a person would read them."""
    count(address, method)
    response = getattr(client, method)(address, **more)
    # Read to its end, which closes a file; close() itself would end the test's connection too.
    body = b"".join(response) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    text = text_of(body, response.get("Content-Type", ""))
    return response.status_code, html.unescape(f"{headers}\n\n{text}")


def addresses(things: Things) -> Iterator[str]:
    """Every address of the URL configuration, its parts filled with all that `things` knows.

    One with a number where a UUID belongs falls through to the pages of the library, of which there
    is none; what stands under UUIDs is in the table.
    """
    for pattern in _patterns(get_resolver().url_patterns):
        plain = pattern.replace("^", "").replace("$", "").replace("\\.", ".").replace("\\Z", "")
        plain = re.sub(r"\(\\d\+\)", "<page_id>", plain)
        plain = re.sub(r"\([a-z|\\d+]+\)", "<revision_id>", plain)
        names = list(dict.fromkeys(a or b for a, b in _PART.findall(plain)))
        if "(" in _PART.sub("", plain) or ".*" in plain:
            continue
        values = [things.get(name, things["pk"]) for name in names]
        if not plain.startswith("cms/"):
            # Ours are in the table, each with a thing that is there.
            values = [some[:_OF_OURS] for some in values]
        for chosen in itertools.product(*values):
            by_name = dict(zip(names, chosen, strict=True))
            found = "/" + _PART.sub(lambda part: by_name[part[1] or part[2]], plain)  # noqa: B023
            if route_of(found) not in ("", _ANY_PAGE):
                yield found


def _patterns(patterns: Iterable[object], before: str = "") -> Iterator[str]:
    for one in patterns:
        text = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield text
        else:
            yield from _patterns(one.url_patterns, text)


def route_of(address: str) -> str:
    """The pattern that an address is led by, "" where there is none."""
    try:
        return resolve(urlsplit(address).path).route
    except Resolver404:
        return ""


def crawl(client: Client, begin: Iterable[str], most: int) -> Iterator[tuple[str, int, str]]:
    """Ask for all of `begin`, then for what the answers link to, until `most` links are followed.

    Yields address, status and answer.
    """
    known = set(begin)
    waiting = deque(sorted(known))
    followed = 0
    while waiting:
        address = waiting.popleft()
        if NOT_ASKED.search(address):
            continue
        status, text = read(client, address)
        yield address, status, text
        for link in _LINK.findall(text):
            target = urlsplit(urljoin(f"http://testserver{address}", link.strip()))
            found = target.path + (f"?{target.query}" if target.query else "")
            if target.netloc != "testserver" or found in known or followed >= most:
                continue
            known.add(found)
            followed += 1
            waiting.append(found)
