"""Sends every form that a role is shown, as if a stranger typed into it, and undoes what it did."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin, urlsplit

from django.db import transaction
from django.test import Client
from lxml import html

from tests.house.crawler import NOT_ASKED, read, route_of
from tests.standing import forget

# Of each kind of form so many are sent: the others differ in the thing they are about.
_OF_EACH_KIND = 2
_NOT_SENT = re.compile(r"/logout/|/language|/i18n/")


@dataclass(frozen=True)
class Form:
    """Where it is sent, how, and what its fields are called and hold."""

    action: str
    method: str
    fields: tuple[tuple[str, str, str], ...]

    @property
    def kind(self) -> tuple[str, ...]:
        """The same for forms that differ in their thing alone."""
        return (self.method, route_of(self.action), *sorted({name for name, *_ in self.fields}))

    def filled(self, typed: str) -> dict[str, str]:
        """What is sent: what the page put in hidden fields and lists, and `typed` elsewhere."""
        is_chosen = {"hidden", "select", "radio", "checkbox", "submit"}
        return {name: value if kind in is_chosen else typed for name, kind, value in self.fields}


def forms_of(address: str, text: str) -> Iterator[Form]:
    """The forms in an answer (headers, an empty line, a page)."""
    page = text.partition("\n\n")[2]
    if "<form" not in page:
        return
    for form in html.document_fromstring(page.encode()).iter("form"):
        action = urlsplit(urljoin(f"http://testserver{address}", form.get("action") or address))
        if action.netloc == "testserver" and not NOT_ASKED.search(action.path):
            method = (form.get("method") or "get").lower()
            yield Form(action.path, method, tuple(_fields(form)))


def _fields(form: html.HtmlElement) -> Iterator[tuple[str, str, str]]:
    for one in form.xpath(".//input[@name]|.//select[@name]|.//textarea[@name]|.//button[@name]"):
        name, kind = one.get("name"), one.get("type", "text") if one.tag == "input" else one.tag
        if name == "csrfmiddlewaretoken" or kind == "file":
            continue
        if one.tag == "button":
            yield name, "submit", one.get("value", "")
        elif one.tag == "select":
            values = [value for value in one.xpath(".//option/@value") if value]
            yield name, "select", values[0] if values else ""
        else:
            yield name, kind, one.get("value") or ""


class Sender:
    """Sends forms as one person, of each kind a few."""

    def __init__(self, client: Client, begins: str) -> None:
        self.client, self.begins = client, begins
        self.sent: dict[tuple[str, ...], int] = {}

    def send_all(self, address: str, text: str) -> Iterator[tuple[str, str]]:
        """What was asked, and what was answered to it: empty, and with words."""
        for form in forms_of(address, text):
            if self.sent.get(form.kind, 0) >= _OF_EACH_KIND or _NOT_SENT.search(form.action):
                continue
            self.sent[form.kind] = self.sent.get(form.kind, 0) + 1
            if form.method == "get":
                asked = f"{form.action}?{urlencode(form.filled(self.begins))}"
                yield asked, read(self.client, asked)[1]
            else:
                for said in ({}, form.filled(self.begins)):
                    yield f"{form.action} {said}", post_and_undo(self.client, form.action, said)


def post_and_undo(client: Client, address: str, said: dict[str, str]) -> str:
    """The answer to what is sent; the world stays as it was, and who sent it signed in."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        answer = read(client, address, "post", data=said)[1]
        transaction.set_rollback(True)
    client.cookies = cookies
    forget()
    return answer
