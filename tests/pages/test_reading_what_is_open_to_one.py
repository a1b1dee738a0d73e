"""Pages are read by those whom their audience lets in, and exist for nobody else."""

import uuid
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page

from learning.models import ArticlePage, LibraryPage
from pages.audiences import keys_for, readable_by, set_audience
from pages.models import Barrier, PageAddress, SiteVersion
from pages.permissions import can_read
from people.models import Appointment, AssociationMembership, ClosedGroup, Organisation, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def library():
    return LibraryPage.objects.get(locale__language_code="en", depth=3)


@pytest.fixture
def copperline():
    return Organisation.objects.create(name="Copperline Towns", kind="association", country="ZM")


@pytest.fixture
def kasembe(copperline):
    town = Organisation.objects.create(name="Kasembe", kind="local-government", country="ZM")
    AssociationMembership.objects.create(
        association=copperline, member=town, from_on=date(2015, 1, 1)
    )
    return town


@pytest.fixture
def mutale(kasembe):
    """Finance officer in a member of the association."""
    person = Person.objects.create_user("mutale@kasembe.example", "long enough", name="Mutale")
    Appointment.objects.create(
        person=person,
        organisation=kasembe,
        post="Finance officer",
        level="specialist",
        from_on=date(2020, 1, 1),
    )
    return person


@pytest.fixture
def lidia():
    """Signed in, member of nothing."""
    return Person.objects.create_user("lidia@quirosa.example", "long enough", name="Lidia")


def article(parent, title="A page", **fields):
    page = ArticlePage(title=title, locale=parent.locale, **fields)
    parent.add_child(instance=page)
    return page


def reader(person=None):
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def test_everyone_reads_a_public_page(library, lidia):
    page = article(library, "Handcarts at night")
    for person in (None, lidia):
        answer = reader(person).get(page.address)
        assert answer.status_code == 200
        assert "Handcarts at night" in answer.content.decode()


def test_members_of_an_association_read_what_it_closed_and_others_get_the_404_of_nothing(
    library, copperline, mutale, lidia
):
    page = article(library, "Canary of Copperline")
    set_audience(page.translation_key, f"association:{copperline.pk}")

    assert reader(mutale).get(page.address).status_code == 200
    for person in (None, lidia):
        client = reader(person)
        closed, nothing = client.get(page.address), client.get("/en/library/not-there-at-all/")
        assert closed.status_code == nothing.status_code == 404
        assert strip_path(closed, page.address) == strip_path(
            nothing, "/en/library/not-there-at-all/"
        )
        assert set(closed.headers) == set(nothing.headers)


def strip_path(answer, path):
    return answer.content.decode().replace(path.strip("/").partition("/")[2], "PATH")


@pytest.mark.parametrize("method", ["head", "options", "get"])
@pytest.mark.parametrize("extra", ["", "?format=json"])
def test_l19_every_way_of_asking_for_a_closed_page_is_refused_alike(
    library, copperline, method, extra
):
    page = article(library, "Canary of Copperline")
    set_audience(page.translation_key, f"association:{copperline.pk}")
    ask = getattr(reader(), method)
    headers = {"range": "bytes=0-10", "accept": "application/json"}
    closed = ask(page.address + extra, headers=headers)
    nothing = ask("/en/library/not-there-at-all/" + extra, headers=headers)
    assert closed.status_code == nothing.status_code
    assert closed.status_code in (404, 405)
    assert b"Canary" not in closed.content


def test_a_page_for_the_signed_in_asks_a_visitor_to_sign_in(library, lidia):
    page = article(library, "For colleagues")
    set_audience(page.translation_key, "signed-in")
    wall = reader().get(page.address)
    assert wall.status_code == 302
    assert "/account/login/" in wall.url
    answer = reader(lidia).get(page.address)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


def test_a_right_ends_with_the_post_that_gave_it(library, copperline, mutale):
    page = article(library)
    set_audience(page.translation_key, f"association:{copperline.pk}")
    client = reader(mutale)
    assert client.get(page.address).status_code == 200
    mutale.appointments.update(until_on=date(2021, 1, 1))
    assert client.get(page.address).status_code == 404


def test_a_membership_that_has_ended_opens_nothing(library, copperline, kasembe, mutale):
    page = article(library)
    set_audience(page.translation_key, f"association:{copperline.pk}")
    AssociationMembership.objects.update(until_on=date(2021, 1, 1))
    assert reader(mutale).get(page.address).status_code == 404


def test_what_stands_below_can_only_be_narrower(library, copperline, mutale):
    above = LibraryPage(title="Shelf", slug="shelf-of-copperline", locale=library.locale)
    library.add_child(instance=above)
    page = article(above)
    set_audience(above.translation_key, f"association:{copperline.pk}")
    set_audience(page.translation_key, "public")
    assert reader().get(page.address).status_code == 404

    group = ClosedGroup.objects.create(name="Treasurers")
    set_audience(page.translation_key, f"group:{group.pk}")
    assert reader(mutale).get(page.address).status_code == 404
    group.members.add(mutale)
    assert reader(mutale).get(page.address).status_code == 200


def test_an_audience_holds_for_all_languages_of_a_page(library, lidia):
    page = article(library, "Fees")
    home_fr = LibraryPage.objects.get(locale__language_code="fr", depth=3)
    french = ArticlePage(
        title="Redevance", locale=home_fr.locale, translation_key=page.translation_key
    )
    home_fr.add_child(instance=french)
    set_audience(page.translation_key, "group:7")
    assert reader(lidia).get(french.address).status_code == 404
    assert reader(lidia).get(page.address).status_code == 404


def test_a_page_made_closed_is_never_open_for_a_moment(library):
    page = ArticlePage(title="Born closed", locale=library.locale)
    page.chosen_audience = "signed-in"
    library.add_child(instance=page)
    assert not PageAddress.objects.get(page=page).is_public
    assert Barrier.objects.filter(page=page).count() == 1


def test_a_visitor_who_holds_a_page_is_told_that_it_is_unchanged_by_one_query(
    library, django_assert_num_queries
):
    page = article(library)
    client = reader()
    etag = client.get(page.address)["ETag"]
    with django_assert_num_queries(1):
        again = client.get(page.address, headers={"if-none-match": etag})
    assert again.status_code == 304
    assert again["ETag"] == etag


@pytest.mark.parametrize(
    "change",
    ["words", "audience", "another page", "theme", "organisation", "language version", "removal"],
)
def test_what_a_visitor_holds_is_stale_after_any_change_of_what_it_shows(
    library, copperline, change
):
    page = article(library, author_organisation=copperline)
    other = article(library, "Another")
    client = reader()
    etag = client.get(page.address)["ETag"]
    if change == "words":
        page.title = "New words"
        page.save_revision().publish()
    elif change == "audience":
        set_audience(page.translation_key, "group:9")
    elif change == "another page":
        set_audience(other.translation_key, "group:9")
    elif change == "theme":
        from pages.models import Theme

        Theme.objects.first().save()
    elif change == "organisation":
        copperline.save()
    elif change == "language version":
        home_fr = LibraryPage.objects.get(locale__language_code="fr", depth=3)
        home_fr.add_child(
            instance=ArticlePage(
                title="Autre", locale=home_fr.locale, translation_key=page.translation_key
            )
        )
    else:
        other.delete()
    expected = 404 if change == "audience" else 200
    again = client.get(page.address, headers={"if-none-match": etag})
    assert again.status_code == expected


def test_a_member_is_never_answered_from_what_visitors_hold(library, lidia):
    page = article(library)
    etag = reader().get(page.address)["ETag"]
    answer = reader(lidia).get(page.address, headers={"if-none-match": etag})
    assert answer.status_code == 200
    assert "ETag" not in answer


def test_a_new_slug_moves_the_page_and_all_below_it(library):
    shelf = LibraryPage(title="Shelf", slug="shelf-a", locale=library.locale)
    library.add_child(instance=shelf)
    page = article(shelf, slug="one")
    shelf.slug = "shelf-b"
    shelf.save_revision().publish()
    assert reader().get("/en/library/shelf-a/one/").status_code == 404
    assert reader().get("/en/library/shelf-b/one/").status_code == 200
    assert ArticlePage.objects.get(pk=page.pk).url == "/en/library/shelf-b/one/"


def test_a_moved_page_takes_the_barriers_of_its_new_place(library, copperline):
    shelf = LibraryPage(title="Shelf", slug="shelf-c", locale=library.locale)
    library.add_child(instance=shelf)
    set_audience(shelf.translation_key, f"association:{copperline.pk}")
    page = article(library, slug="two")
    before = SiteVersion.current()
    page.move(LibraryPage.objects.get(pk=shelf.pk), pos="last-child")
    assert reader().get("/en/library/two/").status_code == 404
    assert reader().get("/en/library/shelf-c/two/").status_code == 404
    assert Barrier.objects.filter(page=page).count() == 1
    assert SiteVersion.current() > before

    ArticlePage.objects.get(pk=page.pk).move(library, pos="last-child")
    assert reader().get("/en/library/two/").status_code == 200
    assert not Barrier.objects.filter(page=page).exists()


def test_an_unpublished_page_is_gone_and_tells_no_title(library):
    page = article(library, "Secret of the past")
    page.unpublish()
    answer = reader().get(page.address)
    assert answer.status_code == 404
    assert "Secret" not in answer.content.decode()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_p02_asking_for_one_and_asking_for_many_never_disagree(
    data, library, copperline, kasembe, mutale, lidia
):
    """Random trees, audiences and persons: can_read and readable_by give the same answer."""
    group = ClosedGroup.objects.create(name="G")
    if data.draw(st.booleans()):
        group.members.add(lidia)
    keys = ["public", "signed-in", f"association:{copperline.pk}", f"group:{group.pk}"]
    shelf = LibraryPage(title="S", slug=f"s-{uuid.uuid4().hex[:8]}", locale=library.locale)
    library.add_child(instance=shelf)
    pages = [article(shelf, slug=f"p{n}") for n in range(3)]
    for page in [shelf, *pages]:
        if data.draw(st.booleans()):
            set_audience(page.translation_key, data.draw(st.sampled_from(keys)))
    if data.draw(st.booleans()):
        pages[0].unpublish()
    for person in (None, AnonymousUser(), mutale, lidia):
        many = set(readable_by(Page.objects.all(), person).values_list("pk", flat=True))
        for page in Page.objects.filter(path__startswith=shelf.path):
            assert can_read(person, page) == (page.pk in many)
        assert "public" in keys_for(person)


def test_an_inactive_account_reads_like_a_visitor(library, mutale, copperline):
    page = article(library)
    set_audience(page.translation_key, f"association:{copperline.pk}")
    client = reader(mutale)
    mutale.is_active = False
    mutale.save()
    assert client.get(page.address).status_code == 404
