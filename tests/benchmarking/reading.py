"""What pages and notices say, for tests."""

import html

from django.urls import reverse

from notices.models import Notice


def text_of(answer):
    return html.unescape(answer.content.decode())


def told(person):
    rows = Notice.objects.filter(person=person, kind__startswith="benchmarking.")
    return [one.words["what"] for one in rows.order_by("pk")]


def value_of(found, organisation, version):
    return reverse("round_value", args=[found.pk, organisation.pk, version.pk])
