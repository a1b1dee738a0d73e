"""Files of an association: many at once into a collection, and open as far as its page is."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pages.audiences import set_audience
from pages.models import File, ItemUse
from people.models import DocumentsPage
from tests.factories import make_page, sign_in, space_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def documents(cast):
    return space_in(cast.lake).get_children().get(slug="documents").specific


@pytest.fixture
def lena(cast):
    return sign_in(cast.lena, with_second_factor=True)


def store(collection, title="By-law 3"):
    return File.objects.create(
        title=title,
        collection=collection,
        kind="csv",
        file=ContentFile(b"a,b\n1,2\n", name="list.csv"),
    )


def status(url, client=None):
    answer = (client or Client()).get(url)
    answer.getvalue()
    return answer.status_code


def test_a_file_of_the_collection_stands_on_the_page_with_kind_and_size(documents, client):
    store(documents.collection)
    said = client.get(documents.address).content.decode()
    assert "By-law 3" in said
    assert "CSV, 8" in said


def test_many_files_at_once_stand_on_the_page(documents, lena, client):
    address = reverse("wagtaildocs:add_multiple")
    for number in range(3):
        upload = SimpleUploadedFile(f"by-law-{number}.csv", b"a,b\n1,2\n", "text/csv")
        words = {"title": f"By-law {number}", "collection": documents.collection_id}
        answer = lena.post(
            address,
            {**words, "files[]": upload},
            headers={"x-requested-with": "XMLHttpRequest"},
        )
        assert answer.json()["success"], answer.content
    said = client.get(documents.address).content.decode()
    assert all(f"By-law {number}" in said for number in range(3))
    assert all(status(file.url) == 200 for file in File.objects.all())


def test_an_editor_uploads_into_no_collection_of_others(documents, lena, cast):
    upload = SimpleUploadedFile("by-law.csv", b"a,b\n1,2\n", "text/csv")
    foreign = cast.hill.role_group.collection.pk
    lena.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": "x", "collection": foreign, "files[]": upload},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert not File.objects.filter(collection=foreign).exists()


def test_closing_the_page_closes_its_files(documents, cast):
    file = store(documents.collection)
    assert status(file.url) == 200
    set_audience(documents.translation_key, f"association:{cast.lake.pk}")
    assert status(file.url) == 404
    assert status(file.url, sign_in(cast.bruno)) == 404
    assert status(file.url, sign_in(cast.odette)) == 200


def test_a_file_that_leaves_the_collection_is_closed(documents, cast, lena):
    moved, carried = store(documents.collection), store(documents.collection, "Two")
    own = cast.lake.role_group.collection
    moved.collection = own
    moved.save()
    assert status(moved.url) == 404
    bulk = f"/cms/bulk/pages/file/add_to_collection/?id={carried.pk}&next=/cms/"
    assert lena.post(bulk, {"collection": own.pk}).status_code == 302
    carried.refresh_from_db()
    assert carried.collection == own
    assert status(carried.url) == 404
    assert not ItemUse.objects.filter(page=documents).exists()


def test_an_editor_lists_no_collection_of_others(documents, cast, lena):
    foreign = cast.hill.role_group.collection
    file = store(foreign, "Hill minutes")
    edit = reverse("wagtailadmin_pages:edit", args=[documents.pk])
    assert cast.hill.name not in lena.get(edit).content.decode()
    words = {
        "title": "Documents",
        "slug": "documents",
        "introduction": "",
        "collection": foreign.pk,
        "audience": "public",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "1",
    }
    lena.post(edit, words)
    documents.refresh_from_db()
    assert documents.collection_id != foreign.pk
    assert status(file.url) == 404


def test_a_page_for_members_below_the_open_one_is_named_to_members_only(documents, cast):
    own = cast.lake.role_group.collection.add_child(name="For members")
    make_page(
        DocumentsPage,
        documents,
        title="Heron papers",
        collection=own,
        audience=f"association:{cast.lake.pk}",
    )
    assert "Heron papers" not in Client().get(documents.address).content.decode()
    assert "Heron papers" in sign_in(cast.odette).get(documents.address).content.decode()
