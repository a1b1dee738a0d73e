"""What is measured in a site with something in every room; answers in JSON on standard output."""

import json
import sys
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

# Sets the site up.
from tests.bench.among_people import browser_of, cost_of  # isort: skip

from benchmarking.models import Benchmark  # isort: skip
from forums.models import Topic  # isort: skip
from mentoring.models import Offer  # isort: skip
from pages.models import PageAddress  # isort: skip
from people.models import Organisation, Person  # isort: skip
from tests.benchmarking.making import make_benchmark, make_round, make_version  # isort: skip
from tests.factories import make_offer  # isort: skip
from tests.internships.making import make_host_offer  # isort: skip
from training.models import Course, Event  # isort: skip

# In how many addresses in turn a worker's memory is looked at.
TOPICS, PAGES, TRAININGS = 100, 200, 50


def fill(number: str) -> dict[str, int]:
    """What no room plants by itself yet: so many offers of mentors and hosts, and benchmarks."""
    if Offer.objects.exists():
        return {}
    association = Organisation.objects.associations().order_by("pk")[0]
    towns = Organisation.objects.exclude(kind="association").order_by("pk")
    held = Person.objects.filter(appointments__until_on=None).order_by("pk").distinct()
    for person in held[: int(number)]:
        make_offer(person)
        post = person.appointments.order_by("pk")[0]
        make_host_offer(post.organisation, person)
    for index in range(max(int(number) // 10, 1)):
        made = make_benchmark(association, *towns[:10], title=f"Market rents {index}")
        make_round(made, make_version(made))
    return {"offers": Offer.objects.count()}


def addresses() -> dict[str, list[str]]:
    """Doors of each room, by `room: page`; what stands at the second is asked for in turn."""
    benchmark = Benchmark.objects.order_by("made_at")[0]
    course = Course.objects.order_by("pk")[0]
    topics = Topic.objects.visible_to(None).order_by("pk")[:TOPICS]
    public = PageAddress.objects.filter(is_public=True, page__live=True).order_by("page_id")
    with translation.override("en"):
        return {
            "library: a page": list(public.values_list("address", flat=True)[:PAGES]),
            "forums: a topic": [reverse("topic", args=[one.pk]) for one in topics],
            "mentoring: mentors": [reverse("mentors")],
            "internships: offers": [reverse("host_offers")],
            "training: trainings": [reverse("trainings")],
            "training: a training": [
                reverse("training", args=[one.pk]) for one in Event.objects.all()[:TRAININGS]
            ],
            "training: its cascade": [reverse("cascade", args=[course.pk])],
            "benchmarking: benchmarks": [reverse("benchmarks")],
            "benchmarking: a benchmark": [reverse("benchmark", args=[benchmark.pk])],
            "partnerships: register": [reverse("partnerships")],
            "people: directory": [reverse("people")],
            "impact: of the programme": [reverse("impact")],
            "search: results": [reverse("search") + "?q=waste"],
        }


def screens() -> dict[str, dict[str, float]]:
    """For each door its queries and its CPU in ms, as a member."""
    browser = browser_of(_member())
    return {name: cost_of(browser, known[0]) for name, known in addresses().items()}


def cookie() -> str:
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={browser_of(_member()).cookies[name].value}"


def _member() -> Person:
    """Somebody who holds a post, and looks after nothing."""
    held = Person.objects.filter(appointments__until_on=None, role_grants=None)
    return held.filter(joined_at__lt=timezone.now()).order_by("pk")[0]


if __name__ == "__main__":
    asked: dict[str, Any] = {
        "fill": fill,
        "addresses": addresses,
        "screens": screens,
        "cookie": cookie,
    }
    print(json.dumps(asked[sys.argv[1]](*sys.argv[2:])))
