"""What a page says, where a thing has its pages, and what somebody was told."""

import html

from django.urls import reverse

from notices.models import Notice


def text_of(answer):
    return html.unescape(answer.content.decode())


def at(thing, name):
    return reverse(name, args=[thing.pk])


def told(person):
    rows = Notice.objects.filter(person=person, kind__startswith="internships.")
    return [one.words["what"] for one in rows.order_by("pk")]
