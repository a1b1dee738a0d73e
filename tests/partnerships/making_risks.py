"""Risks for tests."""

from partnerships.models import Risk, RiskReader


def make_risk(partnership, by=None, words="The minister may leave.", **more):
    """RISK-1; with `is_confidential=True` RISK-2, which `by` reads."""
    risk = Risk(partnership=partnership, written_by=by, **{"kind": "delay", **more})
    risk.put_down(words, more.pop("measure", ""))
    risk.save()
    if risk.is_confidential and by:
        RiskReader.objects.create(risk=risk, person=by, place=1)
    return risk
