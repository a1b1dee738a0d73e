"""Risks for tests."""

import html

from django.urls import reverse

from partnerships.models import Risk, RiskReader
from tests.factories import sign_in
from tests.partnerships.making import make_coordinator, make_partnership

WORDS = {
    "kind": "corruption",
    "words": "The zqtreasurer keeps two books.",
    "measure": "An audit by zqsomebody else.",
    "likelihood": "4",
    "effect": "5",
}
SECRETS = ("zqtreasurer", "zqsomebody")


def text_of(answer):
    return html.unescape(answer.content.decode())


def at(name, thing):
    return reverse(name, args=[thing.pk])


def make_coordinated(cast):
    """A partnership of Ferry Landing, coordinated by Odette."""
    one = make_partnership(cast.ferry_landing, cast.hill)
    make_coordinator(by=cast.petra, person=cast.odette, partnership=one)
    return one


def write(cast, one, **more):
    """What Odette writes down by the form."""
    answer = sign_in(cast.odette).post(at("new_risk", one), {**WORDS, **more})
    assert answer.status_code == 302, text_of(answer)
    return Risk.objects.latest("made_at")


def write_confidential(cast, one):
    return write(cast, one, is_confidential="on")


def make_risk(partnership, by=None, words="The minister may leave.", **more):
    """RISK-1; with `is_confidential=True` RISK-2, which `by` reads."""
    risk = Risk(partnership=partnership, written_by=by, **{"kind": "delay", **more})
    risk.put_down(words, more.pop("measure", ""))
    risk.save()
    if risk.is_confidential and by:
        RiskReader.objects.create(risk=risk, person=by, place=1)
    return risk
