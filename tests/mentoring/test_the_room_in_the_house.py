"""What the house promises of this room: nothing of it is ever indexed."""

import pytest
from django.urls import reverse

from search import sources
from tests.factories import PersonFactory, make_cast, make_offer, make_pair, make_request, sign_in
from tests.house.tree import ROOT

SECRET = "zqcarriagezq"


@pytest.mark.django_db
def test_l33_no_source_of_the_search_knows_this_room():
    assert "mentoring" not in (ROOT / "search" / "sources.py").read_text()
    assert not [name for name in vars(sources) if "mentoring" in name.lower()]
    cast = make_cast()
    offer = make_offer(cast.odette, words=SECRET, seen_by="everyone", places=5)
    make_request(cast.bruno, offer, words=SECRET)
    make_pair(cast.odette, PersonFactory())
    for person in (cast.bruno, cast.odette, cast.simon):
        page = sign_in(person).get(reverse("search"), {"q": SECRET}).content.decode()
        assert reverse("mentor", args=[offer.pk]) not in page
