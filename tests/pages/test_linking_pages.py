"""A link inside a text leads to a page and tells nothing of what is closed."""

import pytest
from django.urls import reverse

from tests.factories import library_in, make_article, make_draft, sign_in, text_block

pytestmark = pytest.mark.django_db


def linking(*pages):
    links = "".join(f'<a linktype="page" id="{page.pk}">this</a>' for page in pages)
    return make_article(title="Linking", body=[text_block(f"<p>{links}</p>")])


def test_a_public_page_is_linked_by_its_address(client):
    target = make_article(title="Open")
    assert f'href="{target.address}"' in client.get(linking(target).address).content.decode()


def test_r4_a_closed_page_is_linked_by_its_number_and_opens_to_its_readers(cast, client):
    closed = make_article(
        library_in("en", cast.hill), title="Heronarticle", audience=f"association:{cast.hill.pk}"
    )
    draft = make_draft(library_in("en"), cast.bruno, title="Herondraft")
    page = linking(closed, draft)
    door = reverse("page_by_number", args=[closed.pk])
    html = client.get(page.address).content.decode()
    assert f'href="{door}"' in html
    assert "heron" not in html.lower()
    assert client.get(door).status_code == 404
    assert sign_in(cast.odette).get(door).status_code == 404
    assert sign_in(cast.bruno).get(door)["Location"] == closed.address
    assert client.get(reverse("page_by_number", args=[draft.pk])).status_code == 404
    assert client.get(reverse("page_by_number", args=[10**6])).status_code == 404


def test_a_members_page_asks_to_sign_in(client, cast):
    page = make_article(title="For members", audience="signed-in")
    door = reverse("page_by_number", args=[page.pk])
    answer = client.get(door)
    assert answer["Location"].startswith("/en/account/login/")
    assert "for-members" not in answer["Location"]
    assert sign_in(cast.bruno).get(door)["Location"] == page.address


def test_many_links_cost_one_query(client, glossary_at_rest, django_assert_max_num_queries):
    few = linking(*(make_article() for _ in range(2)))
    with django_assert_max_num_queries(16) as counted:
        client.get(few.address)
    few_queries = len(counted)
    many = linking(*(make_article() for _ in range(20)))
    with django_assert_max_num_queries(few_queries):
        client.get(many.address)
