"""Things of placements for tests."""

import datetime
import io

import pypdf
from django.core.files.base import ContentFile
from django.utils import timezone

from internships.models import Application, HostOffer
from internships.offering.actions import publish_offer


def _pdf():
    written = io.BytesIO()
    writer = pypdf.PdfWriter()
    writer.add_blank_page(width=200, height=200)
    writer.write(written)
    return written.getvalue()


PDF = _pdf()


def make_host_offer(host, supervisor, *, places=1, closes_in=20, is_open=True, **more):
    """An offer of three weeks, two months from now."""
    first = timezone.localdate() + datetime.timedelta(days=60)
    offer = HostOffer.objects.create(
        host=host,
        supervisor=supervisor,
        places=places,
        closes_at=timezone.now() + datetime.timedelta(days=closes_in),
        **{
            "title": "Three weeks in a market office",
            "department": "Market office",
            "language": "en",
            "starts_on": first,
            "ends_on": first + datetime.timedelta(days=20),
            **more,
        },
    )
    if is_open:
        publish_offer(by=supervisor, offer=offer)
    return offer


def make_application(offer, person, sender, *, state="submitted", **more):
    """One that is complete."""
    return Application.objects.create(
        offer=offer,
        person=person,
        sender=sender,
        state=state,
        letter="We have counted twice and got two numbers.",
        cv=ContentFile(PDF, name="cv.pdf"),
        cv_name="cv.pdf",
        cv_type="application/pdf",
        submitted_at=None if state == "draft" else timezone.now(),
        **more,
    )
