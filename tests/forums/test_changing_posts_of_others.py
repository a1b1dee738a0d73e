"""Who looks after a board changes the words of a post, and says why."""

import pytest
from django.urls import reverse

from forums.models import Post
from pages.registries import settle
from people.models import AuditEntry
from tests.factories import answer, ask, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(odette, bruno, board):
    return answer(bruno, ask(odette, board), "Call Kelpina at home, 555 0100.")


def change(person, post, **said):
    address = reverse("case_change", args=[post.pk])
    said = {"text": "Call the town hall.", "note": "No private numbers.", **said}
    return sign_in(person).post(address, said)


def test_readers_see_that_it_was_changed_and_its_author_why(post, odette, bruno, mira):
    assert change(mira, post).status_code == 302
    topic = reverse("topic", args=[post.topic_id])
    seen = sign_in(odette).get(topic).content.decode()
    assert "Call the town hall." in seen
    assert "Changed by who looks after the board" in seen
    assert "No private numbers." not in seen
    assert "No private numbers." in sign_in(bruno).get(topic).content.decode()
    assert "was changed" in sign_in(bruno).get(reverse("notices")).content.decode()
    assert AuditEntry.objects.filter(act="forums.post-changed", by=mira, person=bruno).exists()


def test_what_had_to_go_is_read_by_its_author_and_who_looks_after_the_board(
    post, odette, bruno, mira
):
    change(mira, post)
    before = reverse("post_history", args=[post.pk])
    assert "Kelpina" not in sign_in(odette).get(before).content.decode()
    for person in (bruno, mira):
        assert "Kelpina" in sign_in(person).get(before).content.decode()


def test_what_had_to_go_is_not_found_any_more(post, odette, mira):
    settle()
    address = f"{reverse('search')}?q=kelpina"
    found = sign_in(odette).get(address).content.decode()
    assert "Who collects the fee?" in found
    change(mira, post)
    assert "Who collects the fee?" not in sign_in(odette).get(address).content.decode()
    settle()
    assert "Who collects the fee?" not in sign_in(odette).get(address).content.decode()


def test_its_author_does_not_put_it_back(post, bruno, mira):
    change(mira, post)
    assert sign_in(bruno).get(reverse("post_edit", args=[post.pk])).status_code == 404


def test_it_needs_words_and_a_reason_and_keeps_what_was_typed(post, mira):
    page = change(mira, post, note="").content.decode()
    assert "Call the town hall." in page
    assert change(mira, post, text="").status_code == 200
    assert Post.objects.get(pk=post.pk).text.startswith("Call Kelpina")


def test_nobody_else_changes_it(post, odette, bruno):
    for person in (odette, bruno):
        assert change(person, post).status_code == 404
