"""A published snapshot grows into a full case in place, and is read as before until approved."""

import pytest
from django.urls import reverse

from tests.factories import library_in, make_article, make_snapshot, sign_in

pytestmark = pytest.mark.django_db

WORDS = {
    "title": "Carts by plan",
    "place": "Ferry Landing",
    "problem": "Carts came late.",
    "done": "We drew a plan of the streets.",
    "results": "Nine of ten carts come on their day.",
    "failed": "The first plan forgot the market.",
    "contact_post": "Head of waste collection",
}


@pytest.fixture
def snapshot(cast):
    return make_snapshot(library_in("en", cast.lake), owner=cast.odette, title="Carts by plan")


def test_its_author_lets_it_grow_and_readers_see_it_when_it_is_approved(cast, snapshot, client):
    browser = sign_in(cast.odette)
    address = reverse("grow", args=[snapshot.pk])
    assert address in browser.get(snapshot.address).content.decode()
    assert "We drew a plan of the streets." in browser.get(address).content.decode()
    answer = browser.post(address, {**WORDS, "then": "send"})
    assert answer["Location"] == reverse("drafts")
    assert "forgot the market" not in client.get(snapshot.address).content.decode()
    assert "Carts by plan" in browser.get(reverse("drafts")).content.decode()
    snapshot.refresh_from_db()
    task = snapshot.current_workflow_state.current_task_state.specific
    task.approve(user=cast.lena)
    html = client.get(snapshot.address).content.decode()
    assert "forgot the market" in html
    assert "Carts came late." in html
    snapshot.refresh_from_db()
    assert snapshot.form == "full"
    assert browser.get(address).status_code == 404


def test_one_goes_on_with_what_is_written_so_far(cast, snapshot):
    browser = sign_in(cast.odette)
    address = reverse("grow", args=[snapshot.pk])
    answer = browser.post(address, {**WORDS, "then": "keep"})
    assert answer["Location"] == address
    assert "forgot the market" in browser.get(address).content.decode()
    snapshot.refresh_from_db()
    assert (snapshot.live, snapshot.form) == (True, "snapshot")


def test_only_its_author_and_its_editors_may(cast, snapshot):
    address = reverse("grow", args=[snapshot.pk])
    for person, status in (
        (cast.lena, 200),
        (cast.petra, 200),
        (cast.bruno, 404),
        (cast.yara, 404),
    ):
        browser = sign_in(person)
        assert browser.get(address).status_code == status
        is_offered = address in browser.get(snapshot.address).content.decode()
        assert is_offered == (status == 200)


def test_an_author_who_may_no_longer_read_it_may_not_write_it(cast, snapshot):
    cast.odette.appointments.all().delete()
    closed = make_snapshot(
        library_in("en", cast.lake), owner=cast.odette, audience=f"association:{cast.lake.pk}"
    )
    closed.title = "Heronarticle"
    closed.save_revision(user=cast.odette)
    browser = sign_in(cast.odette)
    assert browser.get(reverse("grow", args=[closed.pk])).status_code == 404
    for name in ("drafts", "desk"):
        assert "Heronarticle" not in browser.get(reverse(name)).content.decode()


def test_what_is_no_snapshot_does_not_grow(cast):
    article = make_article(owner=cast.odette)
    full = make_snapshot(owner=cast.odette, form="full")
    browser = sign_in(cast.odette)
    for page in (article, full):
        assert browser.get(reverse("grow", args=[page.pk])).status_code == 404


def test_a_theme_that_editors_chose_stays(cast, snapshot):
    from pages.models import Theme

    two = list(Theme.objects.all()[:2])
    snapshot.themes.set(two)
    snapshot.save()
    browser = sign_in(cast.odette)
    browser.post(reverse("grow", args=[snapshot.pk]), {**WORDS, "theme": two[0].pk, "then": "keep"})
    assert set(snapshot.get_latest_revision_as_object().themes.all()) == set(two)
