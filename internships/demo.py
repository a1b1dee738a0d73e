"""Placements in the demo: one to apply for, one under way, one that ended a year ago."""

import datetime
import io
import json
from pathlib import Path
from typing import Any

import pypdf
from django.core.files import File as Content
from django.db import transaction
from django.utils import timezone

from internships.applying.actions import accept, save_draft, submit
from internships.models import Application, HostOffer, Placement, Rating, Report
from internships.offering.actions import publish_offer, save_offer
from internships.placing.actions import ALL, confirm, end_placement, write_agreement, write_week
from pages.models import Theme
from people.demo import organisations_by_key, persons_by_key
from people.models import Person

CONTENT = Path(__file__).with_name("demo.json")


@transaction.atomic
def plant_placements() -> None:
    """Make them where there are none; what is there is left as people have made it."""
    if HostOffer.objects.exists():
        return
    content = json.loads(CONTENT.read_text("utf-8"))
    persons, organisations = persons_by_key(), organisations_by_key()
    offers = {line["key"]: _offer(line, persons, organisations) for line in content["offers"]}
    for line in content["applications"]:
        _apply(line, offers[line["offer"]], persons[line["person"]])
    for line in content["offers"]:
        _date_back(line, offers[line["key"]])


def _offer(line: dict[str, Any], persons: dict[str, Person], organisations: Any) -> HostOffer:
    supervisor = persons[line["supervisor"]]
    first = timezone.localdate() + datetime.timedelta(days=line["starts_in"])
    said = {
        "host": organisations[line["host"]],
        "title": line["title"],
        "department": line["department"],
        "supervisor": supervisor,
        "words": line["words"],
        "themes": list(Theme.objects.filter(slug__in=line["themes"])),
        "language": line["language"],
        "starts_on": first,
        "ends_on": first + datetime.timedelta(days=line["days"]),
        "mode": "on-site",
        "paid": line["paid"],
        "places": line["places"],
        "who_applies": "all",
        "closes_at": timezone.now() + datetime.timedelta(days=max(line["closes_in"], 1)),
        "zone": line["zone"],
    }
    offer = save_offer(by=supervisor, offer=None, said=said)
    publish_offer(by=supervisor, offer=offer)
    return offer


def _empty_page() -> io.BytesIO:
    """A CV for a person who is invented."""
    written = io.BytesIO()
    writer = pypdf.PdfWriter()
    writer.add_blank_page(width=595, height=842)
    writer.write(written)
    written.seek(0)
    return written


def _apply(line: dict[str, Any], offer: HostOffer, person: Person) -> None:
    own = save_draft(by=person, offer=offer, letter=line["letter"], cv=None)
    own.cv = Content(_empty_page(), name="cv.pdf")
    own.cv_name, own.cv_type = "cv.pdf", "application/pdf"
    own.save()
    submit(by=person, application=own)
    if line["state"] == "submitted":
        return
    supervisor = offer.supervisor or person
    accept(by=supervisor, application=own)
    placement = Placement.objects.select_related("application__offer__supervisor").get(
        application=own
    )
    names = ("objectives", "activities", "effect_on_sender", "effect_on_host")
    said = {name: line[name] for name in names}
    write_agreement(by=person, placement=placement, said=said, seen_at=placement.changed_at)
    for party in ALL:
        confirm(by=person, placement=placement, party=party, seen_at=placement.changed_at)
    _weeks_and_end(line, placement, person)


def _weeks_and_end(line: dict[str, Any], placement: Placement, person: Person) -> None:
    for number, lines in enumerate(line["weeks"], start=1):
        words = dict(zip(("did", "learnt", "hard", "next_week", "needed"), lines, strict=True))
        write_week(by=person, placement=placement, said={"week": number, **words})
    if line["state"] != "ended":
        return
    end_placement(by=None, placement=placement)
    Report.objects.create(placement=placement, text=line["report"])
    for side, effect, words in line["ratings"]:
        Rating.objects.create(
            placement=placement, side=side, moment="end", effect=effect, words=words
        )


def _date_back(line: dict[str, Any], offer: HostOffer) -> None:
    """What was made just now is dated to when it would have been."""
    if line["closes_in"] > 0:
        return
    closed_at = timezone.now() + datetime.timedelta(days=line["closes_in"])
    before = closed_at - datetime.timedelta(days=10)
    HostOffer.objects.filter(pk=offer.pk).update(
        closes_at=closed_at, published_at=before, made_at=before, state="closed"
    )
    Application.objects.filter(offer=offer).update(submitted_at=before, decided_at=closed_at)
    agreed = dict.fromkeys(
        ("begun_at", "person_confirmed_at", "sender_confirmed_at", "host_confirmed_at"), closed_at
    )
    placements = Placement.objects.filter(application__offer=offer)
    placements.update(**agreed)
    last = timezone.now() - datetime.timedelta(days=-(line["starts_in"] + line["days"]))
    placements.filter(state="ended").update(ended_at=last)
