"""What a program does that reads the registry, for tests, and what there is to read."""

import datetime
import html
import re

from django.conf import settings
from django.test import Client

from pages.models import Theme
from partnerships.models import Activity, Budget, Output, Traveller
from tests.factories import make_article, make_contact
from tests.partnerships.making import make_agreed_plan, make_partnership

API = "/api/v1/"


def ask(path, token="", **more):
    headers = {"authorization": f"Bearer {token}"} if token else {}
    return Client().get(path if path.startswith("/") else API + path, more, headers=headers)


def read(path, token="", **more):
    answer = ask(path, token, **more)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"].startswith("application/json")
    return answer.json()


def every(path, token="", **more):
    """All pages of a list."""
    found, pages = [], []
    while path:
        page = read(path, token, **more)
        found += page["items"]
        pages.append(len(page["items"]))
        path, more = (page["next"] or "").removeprefix(settings.WAGTAILADMIN_BASE_URL), {}
    return found, pages


def text_of(answer):
    return html.unescape(answer.content.decode())


def tie(one, article, theme, **more):
    return Output.objects.create(
        partnership=one, thing=f"library-item:{article.translation_key}", theme=theme, **more
    )


def make_registry(cast):
    """A plan, a partnership of it with all that its page shows, and one that is not public."""
    plan = make_agreed_plan(
        cast.petra, cast.lena, cast.lake, words="On markets.", left_out="Roads."
    )
    one = make_partnership(
        cast.ferry_landing, title="Clean markets", plan=plan, summary="Stalls.", identifier="XM-1"
    )
    one.wordings.create(language="fr", title="Des marchés propres")
    closed = make_partnership(cast.ferry_landing, title="Closed heron", is_published=False)
    for partnership, title in ((one, "A visit"), (closed, "Closed visit")):
        activity = Activity.objects.create(
            partnership=partnership,
            kind="visit",
            title=title,
            starts_on=datetime.date(2026, 5, 1),
            ends_on=datetime.date(2026, 5, 4),
        )
        Traveller.objects.create(activity=activity, person=cast.bruno)
    Budget.objects.create(
        partnership=one,
        starts_on=datetime.date(2026, 1, 1),
        ends_on=datetime.date(2026, 12, 31),
        value="1200.50",
        currency="EUR",
        valued_on=datetime.date(2026, 1, 1),
    )
    tie(one, make_article(title="Rents by the day"), Theme.objects.get(slug="markets"))
    make_contact(cast.odette, cast.ferry_landing)
    return {"plan": plan, "one": one, "closed": closed}


def faults_of(value, schema, document, where="$"):
    """What of a value is not as its schema says: enough of JSON Schema for this document."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/components/schemas/")
        return faults_of(value, document["components"]["schemas"][name], document, where)
    if "anyOf" in schema:
        tried = [faults_of(value, one, document, where) for one in schema["anyOf"]]
        return [] if [] in tried else tried[0]
    types = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}
    kind = schema["type"]
    is_like = value is None if kind == "null" else type(value) is types[kind]
    if not is_like:
        return [f"{where} is no {kind}"]
    if kind == "array":
        return [
            fault
            for index, one in enumerate(value)
            for fault in faults_of(one, schema["items"], document, f"{where}[{index}]")
        ]
    if kind == "object":
        fields = schema["properties"]
        odd = (value.keys() - fields.keys()) | (set(schema.get("required", ())) - value.keys())
        return [f"{where}: {sorted(odd)}"] * bool(odd) + [
            fault
            for name, one in value.items()
            if name in fields
            for fault in faults_of(one, fields[name], document, f"{where}.{name}")
        ]
    pattern = schema.get("pattern")
    return [f"{where} is odd"] if pattern and not re.search(pattern, value) else []
