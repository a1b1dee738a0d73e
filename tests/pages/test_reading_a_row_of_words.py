"""Words in a row are parted as the language of the screen parts them."""

from django.template import Context, Template
from django.utils import translation

from pages.languages import listed

COUNTRIES = ["Zambia", "Malawi"]


def render(source, **words):
    return Template("{% load rows %}" + source).render(Context(words))


def test_arabic_has_a_comma_of_its_own():
    assert listed(COUNTRIES) == "Zambia, Malawi"
    assert listed(COUNTRIES, "ar") == "Zambia، Malawi"
    with translation.override("ar"):
        assert listed(COUNTRIES) == "Zambia، Malawi"
        assert render("{{ words|listed }}", words=COUNTRIES) == "Zambia، Malawi"


def test_what_is_empty_leaves_no_comma():
    assert listed(["", "Malawi", None]) == "Malawi"
    assert render("{% listed kind size extent %}", kind="PDF", extent="3 pages") == "PDF, 3 pages"


def test_words_are_escaped_and_links_lead_where_they_say():
    assert render("{% listed name %}", name="<b>") == "&lt;b&gt;"
    themes = [{"name": "Water & waste", "url": "/w?a=1&b=2"}, {"name": "Land", "url": "/l"}]
    assert (
        render("{{ themes|linked }}", themes=themes)
        == '<a href="/w?a=1&amp;b=2">Water &amp; waste</a>, <a href="/l">Land</a>'
    )
