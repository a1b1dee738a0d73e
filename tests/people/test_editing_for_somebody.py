"""Who edits for an association or for the programme, and what that allows."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from learning.actions import make_association_shelf, open_library_to_programme
from learning.models import LibraryPage
from pages.models import Theme
from people.actions import make_association_editors, make_programme_editors
from people.models import Organisation, RoleGroup
from people.permissions import editor_roles_of
from tests.factories import AssociationFactory, PersonFactory, library_in, make_cast, sign_in

pytestmark = pytest.mark.django_db


def rights_of(group):
    return {
        "site": {p.codename for p in group.permissions.all()},
        "pages": set(
            GroupPagePermission.objects.filter(group=group).values_list(
                "page__depth", "permission__codename"
            )
        ),
        "collections": set(
            GroupCollectionPermission.objects.filter(group=group).values_list(
                "collection__name", "permission__codename"
            )
        ),
    }


def test_editors_of_an_association_get_its_pages_its_collection_and_nothing_else():
    lake = AssociationFactory(name="Association of Lake Towns")
    shelves = make_association_shelf(lake)
    rights = rights_of(lake.role_group.group)
    assert rights["site"] == {"access_admin"}
    assert {depth for depth, _ in rights["pages"]} == {3}
    assert {name for name, _ in rights["collections"]} == {"Association of Lake Towns"}
    pages = set(
        GroupPagePermission.objects.filter(group=lake.role_group.group).values_list(
            "page_id", flat=True
        )
    )
    assert pages == {home.pk for home in lake.spaces.all()}
    assert all(shelf.get_parent().pk in pages for shelf in shelves)
    assert {shelf.language for shelf in map(_with_language, shelves)} == {
        "en",
        "fr",
        "es",
        "pt",
        "ar",
    }
    assert len({shelf.translation_key for shelf in shelves}) == 1


def _with_language(shelf):
    shelf.language = shelf.locale.language_code
    return shelf


def test_making_it_all_again_changes_nothing():
    lake = AssociationFactory()
    make_association_shelf(lake)
    open_library_to_programme()

    def counts():
        models = (Group, RoleGroup, Collection, LibraryPage, GroupPagePermission)
        return [model.objects.count() for model in (*models, GroupCollectionPermission)]

    before = counts()
    make_association_shelf(lake)
    make_association_editors(lake)
    open_library_to_programme()
    make_programme_editors()
    assert counts() == before


def test_two_associations_of_one_name_have_a_group_and_an_address_each():
    first, second = AssociationFactory.create_batch(2, name="Association of Towns")
    shelves = [make_association_shelf(one)[0] for one in (first, second)]
    assert first.role_group.group != second.role_group.group
    assert shelves[0].address != shelves[1].address


def test_an_editor_belongs_to_whom_they_edit_for():
    cast = make_cast()
    assert editor_roles_of(cast.lena).association_ids == {cast.lake.pk}
    assert not editor_roles_of(cast.lena).is_for_programme
    assert editor_roles_of(cast.petra).is_for_programme
    assert not editor_roles_of(PersonFactory()).association_ids


def test_the_programme_keeps_themes_and_organisations():
    cast = make_cast()
    petra = sign_in(cast.petra, with_second_factor=True)
    for model in ("people_organisation", "people_appointment", "people_associationmembership"):
        assert petra.get(reverse(f"wagtailsnippets_{model}:list")).status_code == 200
    theme = Theme.objects.first()
    edit = reverse("wagtailsnippets_pages_theme:edit", args=[theme.pk])
    assert petra.get(edit).status_code == 200
    listing = reverse("wagtailsnippets_people_organisation:list")
    html = petra.get(listing, {"q": "Ferry"}).content.decode()
    assert "Ferry Landing" in html
    assert "High Pasture" not in html


def test_what_is_still_used_stays_and_the_editor_is_told():
    cast = make_cast()
    petra = sign_in(cast.petra, with_second_factor=True)
    delete = reverse("wagtailsnippets_people_organisation:delete", args=[cast.ferry_landing.pk])
    answer = petra.post(delete, follow=True)
    assert "It is still used elsewhere, and stays." in answer.content.decode()
    assert Organisation.objects.filter(pk=cast.ferry_landing.pk).exists()


def test_an_association_keeps_none_of_the_common_lists():
    cast = make_cast()
    lena = sign_in(cast.lena, with_second_factor=True)
    names = ("pages_theme", "people_organisation", "people_appointment", "people_closedgroup")
    for name in names:
        for verb in ("list", "add"):
            assert lena.get(reverse(f"wagtailsnippets_{name}:{verb}")).status_code == 404


def test_persons_are_chosen_by_name_and_without_an_address():
    cast = make_cast()
    lena = sign_in(cast.lena, with_second_factor=True)
    html = lena.get(reverse("person_chooser:choose")).content.decode()
    assert "Odette Marsh" in html
    assert "@towns.example" not in html
    edit = reverse(
        "wagtailadmin_pages:add", args=["learning", "articlepage", library_in("en", cast.lake).pk]
    )
    form = lena.get(edit).content.decode()
    assert "@towns.example" not in form.replace(cast.lena.email, "")
