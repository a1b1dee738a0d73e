"""A PDF of what is rolled up is made in the process of the site, so as often as is bearable."""

import html

import pytest
from django.test import Client
from django.urls import reverse

from people.limits import PDFS_HOUR
from people.models import AttemptCount
from tests.factories import make_cast, sign_in
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)


@pytest.fixture
def made(monkeypatch):
    """PDFs that were made, without making them."""
    found = []
    monkeypatch.setattr("impact.views.can_make_pdf", lambda: True)
    monkeypatch.setattr("impact.views.make_pdf", lambda text, **_: found.append(text) or b"%PDF")
    return found


def test_a_person_takes_along_so_many_an_hour_and_is_told_what_to_do_then(cast, made):
    odette, bruno = sign_in(cast.odette), sign_in(cast.bruno)
    door = reverse("impact_of_association_pdf", args=[cast.lake.pk])
    for _number in range(PDFS_HOUR.amount):
        assert odette.get(door).status_code == 200
    answer = odette.get(reverse("impact_pdf"))
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    page = html.unescape(answer.content.decode())
    assert "Enough PDFs were made for now" in page
    assert "Try again in 60 minutes" in page
    assert len(made) == PDFS_HOUR.amount
    # Others, the page and the sheet stay open.
    assert bruno.get(door).status_code == 200
    assert odette.get(reverse("impact")).status_code == 200
    assert odette.get(reverse("impact_file", args=["csv"])).status_code == 200


def test_visitors_are_counted_by_their_network(cast, made):
    door = reverse("impact_pdf")
    first, second = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
    for _number in range(PDFS_HOUR.amount):
        first.get(door)
    assert Client(REMOTE_ADDR="192.0.2.1").get(door).status_code == 429
    assert second.get(door).status_code == 200


def test_what_makes_no_pdf_is_not_counted(client, made, monkeypatch):
    assert client.get(reverse("impact_of_theme_pdf", args=["nothing"])).status_code == 404
    assert client.get(reverse("impact_pdf"), {"year": "x"}).status_code == 400
    assert client.get(reverse("impact_pdf"), {"year": "9999"}).status_code == 404
    monkeypatch.setattr("impact.views.can_make_pdf", lambda: False)
    assert client.get(reverse("impact_pdf")).status_code == 404
    assert (made, AttemptCount.objects.count()) == ([], 0)
