"""The report on paper, in both directions of writing."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from impact.picture import picture_of
from impact.reports import report_of
from impact.scopes import of_all
from pages.pdf import can_make_pdf
from tests.factories import ask, make_article, make_board, make_cast, make_known
from tests.impact.making import key_of, tie
from tests.partnerships.making import make_partnership

pytestmark = pytest.mark.django_db
ARABIC = re.compile(r"[\u0621-\u064a]")


@pytest.fixture
def report():
    """Of one lesson that was asked about in an open board."""
    cast = make_cast()
    text = make_article()
    tie(make_partnership(cast.lake), key_of(text))
    make_known(cast.odette)
    ask(cast.odette, make_board(audience="public"), about=text)
    return report_of(of_all(AnonymousUser()), AnonymousUser())


@pytest.mark.skipif(not can_make_pdf(), reason="no Pango: apt install libpango-1.0-0")
@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_is_made_with_its_picture(client, report, language):
    assert picture_of(report.legs)
    with override(language):
        made = client.get(reverse("impact_pdf"))
    assert made.status_code == 200
    assert made.content.startswith(b"%PDF")


def test_no_arabic_word_stands_inside_a_picture(report):
    with override("ar"):
        shown = {"report": report, "scope": report.scope, "picture": picture_of(report.legs)}
        page = render_to_string("impact/print.html", shown)
    pictures = re.findall(
        r"<svg class=\"by-height\" width=\"100%\".*?\n    </svg>", page, re.DOTALL
    )
    assert len(pictures) == len(shown["picture"].rows)
    assert not ARABIC.search("".join(pictures))
    assert ARABIC.search(str(shown["picture"].rows[0].label))
