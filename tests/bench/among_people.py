"""What is measured inside a site full of persons; answers in JSON on standard output."""

import json
import statistics
import sys
import time
import uuid
from collections.abc import Callable
from typing import Any

import django

django.setup()

from allauth.mfa.totp.internal.auth import (  # noqa: E402 - the site must be set up first
    TOTP,
    generate_totp_secret,
)
from allauth.mfa.utils import is_mfa_enabled  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import translation  # noqa: E402

from notices.models import Notice  # noqa: E402
from people.granting.permissions import holds_staff_role  # noqa: E402
from people.models import Newsletter, Organisation, Person  # noqa: E402
from people.publishing import sending  # noqa: E402
from people.space.making import make_association_space  # noqa: E402
from tests.bench.asking import memory_of  # noqa: E402

ROUNDS = 15


def screens() -> dict[str, dict[str, float]]:
    """For each screen its queries of the database and its CPU in ms, the median of some rounds."""
    association, editor = _association_and_editor()
    member = Person.objects.filter(
        appointments__organisation__memberships_held__association=association
    ).first()
    town = Organisation.objects.filter(memberships_held__association=association).first()
    assert member is not None
    assert town is not None
    with translation.override("en"):
        asked = {
            "directory of people, member": (member, reverse("people")),
            "directory of people, by name": (member, reverse("people") + "?q=a"),
            "organisations, visitor": (None, reverse("organisations")),
            "organisations, member": (member, reverse("organisations")),
            "organisation, member": (member, reverse("organisation", args=[town.pk])),
            "my desk, member": (member, reverse("desk")),
            "publish to members, editor": (editor, reverse("publish", args=[association.pk])),
        }
    return {name: cost_of(browser_of(who), address) for name, (who, address) in asked.items()}


def newsletter() -> dict[str, float]:
    """What it costs to send a newsletter to all members: the editor's page, and the worker."""
    association, editor = _association_and_editor()
    browser = browser_of(editor)
    Notice.objects.all().delete()
    Newsletter.objects.all().delete()
    with translation.override("en"):
        address = reverse("publish", args=[association.pk])
    words = {
        "key": str(uuid.uuid4()),
        "language": "en",
        "subject": "The grant circular",
        "message": "Dear colleagues,\n\nanswer by *Friday*.",
        "audience": f"association:{association.pk}",
        "when": "now",
        "then": "send",
    }
    page = measured(lambda: browser.post(address, words, headers={"host": "localhost"}), 302)
    (sent,) = Newsletter.objects.all()
    worker = measured(lambda: sending.send(sent.pk))
    sent.refresh_from_db()
    return {
        "page_ms": page["ms"],
        "page_queries": page["queries"],
        "worker_s": worker["ms"] / 1000,
        "worker_queries": worker["queries"],
        "people": sent.people,
        "told": Notice.objects.count(),
        "memory": memory_of("self"),
    }


def _association_and_editor() -> tuple[Organisation, Person]:
    association = Organisation.objects.associations().order_by("pk").first()
    assert association is not None
    make_association_space(association, ("en",))
    editor = Person.objects.filter(
        role_grants__organisation=association, role_grants__role="association-editor"
    ).first()
    assert editor is not None
    return association, editor


def browser_of(person: Person | None) -> Client:
    browser = Client()
    if person is not None:
        if holds_staff_role(person) and not is_mfa_enabled(person):
            TOTP.activate(person, generate_totp_secret())
        browser.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return browser


def cost_of(browser: Client, address: str) -> dict[str, float]:
    def ask() -> Any:
        return browser.get(address, headers={"host": "localhost"})

    measured(ask, 200)
    rounds = [measured(ask, 200) for _ in range(ROUNDS)]
    return {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}


def measured(do: Callable[[], Any], status: int | None = None) -> dict[str, float]:
    with CaptureQueriesContext(connection) as captured:
        began = time.process_time()
        answer = do()
        used = time.process_time() - began
    if status is not None and answer.status_code != status:
        raise SystemExit(f"bench: the site answered {answer.status_code}, not {status}")
    return {"queries": len(captured), "ms": used * 1000}


if __name__ == "__main__":
    print(json.dumps({"screens": screens, "newsletter": newsletter}[sys.argv[1]]()))
