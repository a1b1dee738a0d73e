"""An editor sees a draft as a member gets it, and as a stranger."""

import pytest
from django.urls import reverse

from tests.factories import make_news, sign_in
from tests.pages.cms import nested_form_data, rich_text, streamfield

pytestmark = pytest.mark.django_db


def shown(cast, mode, audience):
    """What the preview of news says in this mode when its form closes it with `audience`."""
    news = make_news(cast.lake, title="Before", slug="the-circular")
    lena = sign_in(cast.lena, with_second_factor=True)
    form = nested_form_data(
        {
            "title": "The heron circular",
            "slug": "the-circular",
            "summary": "",
            "body": streamfield([("text", rich_text("<p>Words.</p>"))]),
            "audience": audience,
            "themes": [],
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
        }
    )
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[news.pk])
    assert lena.post(address, form).json()["is_valid"]
    answer = lena.get(address, {"mode": mode})
    assert answer.status_code == 200
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    return answer.content.decode()


@pytest.mark.parametrize("mode", ["", "member", "stranger"])
def test_what_is_open_is_shown_to_all(cast, mode):
    assert "The heron circular" in shown(cast, mode, "public")


@pytest.mark.parametrize(("mode", "sees"), [("", True), ("member", True), ("stranger", False)])
def test_what_is_for_members_is_not_shown_to_a_stranger(cast, mode, sees):
    said = shown(cast, mode, f"association:{cast.lake.pk}")
    assert ("The heron circular" in said) is sees
    assert ("There is nothing at this address" in said) is not sees


def test_a_stranger_is_asked_to_sign_in_where_that_is_enough(cast):
    said = shown(cast, "stranger", "signed-in")
    assert "A stranger is asked to sign in" in said
    assert "heron" not in said


def test_the_editor_sees_it_as_the_editor(cast):
    assert "My desk" in shown(cast, "", "public")


def test_the_preview_is_the_other_readers_page_not_the_editors(cast):
    said = shown(cast, "stranger", "public")
    assert "My desk" not in said
    assert "Sign in" in said
