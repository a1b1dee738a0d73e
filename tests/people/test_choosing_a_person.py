"""Whom an editor may choose in the CMS, and so learn of: persons of those they edit for."""

import datetime
import json
import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from learning.models import ArticlePage
from people.models import AssociationMembership, Person
from people.querysets import choosable_by
from tests.factories import (
    AppointmentFactory,
    AssociationFactory,
    PersonFactory,
    library_in,
    make_article,
    make_cast,
    make_draft,
    make_editor,
    make_officer,
    sign_in,
    space_in,
)
from tests.pages.cms import article_form
from tests.standing import standing

pytestmark = pytest.mark.django_db

LAKE = {"Odette Marsh", "Lena Brook", "Olga Quill"}
HILL = {"Bruno Sel", "Yara Stone", "Olga Quill"}
NOBODYS = {"Petra Vance", "Simon Oake", "Wanda Free", "Gone Long", "Was Member", "Of Nobody"}
ALL = LAKE | HILL | NOBODYS
# Who asks, and whom they are offered; None where the door is not there for them.
TABLE = {
    "Lena Brook": LAKE,
    "Yara Stone": HILL,
    "Olga Quill": LAKE | HILL,
    "Petra Vance": ALL,
    "Simon Oake": ALL,
    "Wanda Free": None,
    "Odette Marsh": None,
    "": None,
}


@standing
def cast():
    """The cast, and on its edges: an editor of both, posts and memberships that have ended."""
    cast = make_cast()
    both = PersonFactory(name="Olga Quill")
    for association in (cast.lake, cast.hill):
        make_editor(both, association)
    enters = Group.objects.create(name="Enters the CMS and edits nothing")
    enters.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    PersonFactory(name="Wanda Free").groups.add(enters)
    ended = datetime.date(2024, 12, 31)
    AppointmentFactory(
        person=PersonFactory(name="Gone Long"), organisation=cast.lake, until_on=ended
    )
    left = AppointmentFactory(person=PersonFactory(name="Was Member")).organisation
    AssociationMembership.objects.create(
        association=cast.lake, member=left, from_on=datetime.date(2020, 1, 1), until_on=ended
    )
    make_officer("Of Nobody", AssociationFactory(), "Secretary")
    return cast


@pytest.fixture(params=TABLE, ids=lambda name: name or "a visitor")
def asker(request, cast, client):
    """A browser of somebody in the table, and whom they are offered."""
    offered = TABLE[request.param]
    if not request.param:
        return client, offered
    person = Person.objects.get(name=request.param)
    return sign_in(person, with_second_factor=True), offered


def names_in(text: str) -> set[str]:
    return {name for name in ALL if name in text}


def is_shut(answer) -> bool:
    """Not there; or, for who does not come into the CMS at all, the way to its login."""
    return answer.status_code == 404 or (
        answer.status_code == 302 and reverse("account_login") in answer["Location"]
    )


@pytest.mark.parametrize("door", ["choose", "choose_results"])
@pytest.mark.parametrize("query", ["", "?multiple=1", "?q=Marsh", "?p=1"])
def test_the_list_offers_persons_of_those_one_edits_for(asker, door, query):
    browser, offered = asker
    address = reverse(f"person_chooser:{door}") + query
    answer = browser.get(address)
    if offered is None:
        assert is_shut(answer)
        return
    pages = [answer, browser.get(f"{address}{'&' if query else '?'}p=2")]
    shown = "".join(page.content.decode() for page in pages if page.status_code == 200)
    assert names_in(shown) - {_own_name(browser)} == offered - {_own_name(browser)}
    assert "@towns.example" not in shown


def _own_name(browser) -> str:
    return Person.objects.get(pk=browser.session["_auth_user_id"]).name


def test_one_person_is_named_only_to_whom_they_are_offered(asker):
    browser, offered = asker
    for name in ALL:
        person = Person.objects.get(name=name)
        answer = browser.get(reverse("person_chooser:chosen", args=[person.pk]))
        if name in (offered or ()):
            assert json.loads(answer.content)["result"]["title"] == name
        else:
            assert is_shut(answer), name
            assert name not in answer.content.decode()


def test_l30_several_are_named_together_or_not_at_all(asker):
    browser, offered = asker
    chosen = reverse("person_chooser:chosen_multiple")
    first = Person.objects.get(name="Lena Brook").pk
    for name in ALL - {"Lena Brook"}:
        other = Person.objects.get(name=name).pk
        answer = browser.get(chosen, {"id": [first, other]})
        if offered and {"Lena Brook", name} <= offered:
            assert names_in(answer.content.decode()) == {"Lena Brook", name}
        else:
            assert is_shut(answer), name
            assert not names_in(answer.content.decode())


def test_nobody_makes_a_person_in_the_chooser(asker):
    browser, _offered = asker
    for method in (browser.get, browser.post):
        assert is_shut(method(reverse("person_chooser:create")))


def test_lists_of_pages_offer_only_whom_one_may_know_to_filter_by(cast):
    for owner, association in ((cast.odette, cast.lake), (cast.bruno, cast.hill)):
        draft = make_draft(library_in("en", association), owner)
        draft.save_revision(user=owner, log_action=True)
    for name in ("Lena Brook", "Petra Vance"):
        browser = sign_in(Person.objects.get(name=name), with_second_factor=True)
        for place in (library_in("en", cast.lake), space_in(cast.lake)):
            answer = browser.get(reverse("wagtailadmin_explore", args=[place.pk]))
            filters = re.findall(
                r'name="(owner|edited_by)"[^>]*>\s*([^<]+)', answer.content.decode()
            )
            known = {"Odette Marsh"} | ({"Bruno Sel"} if TABLE[name] == ALL else set())
            assert {(which, who.strip()) for which, who in filters} == {
                (which, who) for which in ("owner", "edited_by") for who in known
            }


@pytest.mark.parametrize("sent", ["999999", "0", "x", "-1", "1e3", "٣", "9" * 30])
def test_r3_what_is_no_number_of_anybody_answers_like_somebody_elses(cast, sent):
    lena = sign_in(cast.lena, with_second_factor=True)
    theirs = lena.get(reverse("person_chooser:chosen", args=[cast.bruno.pk]))
    nobodys = lena.get(reverse("person_chooser:chosen", args=[sent]))
    together = lena.get(reverse("person_chooser:chosen_multiple"), {"id": [cast.lena.pk, sent]})
    assert theirs.status_code == nobodys.status_code == together.status_code == 404


def test_p02_the_doors_and_the_query_are_of_one_mind(cast):
    for name, offered in TABLE.items():
        if name:
            found = choosable_by(Person.objects.get(name=name))
            assert set(found.values_list("name", flat=True)) == (offered or set())


@pytest.mark.parametrize("field", ["contact_person", "confirmed_by"])
@pytest.mark.parametrize("door", ["edit", "preview_on_edit"])
def test_a_number_alone_puts_nobody_on_a_page(cast, field, door):
    own = make_article(library_in("en", cast.lake), title="Lake matters")
    lena = sign_in(cast.lena, with_second_factor=True)
    address = reverse(f"wagtailadmin_pages:{door}", args=[own.pk])
    for sent in (cast.bruno.pk, 999999, "x"):
        # Without a title the form is shown again, and with it the name.
        for title in ("Lake matters", ""):
            form = article_form(title=title, **{field: sent})
            answer = lena.post(address, {**form, "action-publish": "1"})
            assert answer.status_code == 404
            assert "Bruno" not in answer.content.decode()
    assert not ArticlePage.objects.exclude(**{field: None}).exists()


def test_an_editor_names_own_people_and_keeps_whoever_stood_there(cast):
    lena = sign_in(cast.lena, with_second_factor=True)
    own = make_article(library_in("en", cast.lake), contact_person=cast.bruno)
    edit = reverse("wagtailadmin_pages:edit", args=[own.pk])
    for contact, confirmed in ((cast.bruno, cast.lena), (cast.odette, cast.lena)):
        people = {"contact_person": contact.pk, "confirmed_by": confirmed.pk}
        answer = lena.post(edit, {**article_form(**people), "action-publish": "1"})
        assert answer.status_code == 302
        own.refresh_from_db()
        assert (own.contact_person, own.confirmed_by) == (contact, confirmed)
    petra = sign_in(cast.petra, with_second_factor=True)
    answer = petra.post(edit, {**article_form(contact_person=cast.yara.pk), "action-publish": "1"})
    own.refresh_from_db()
    assert own.contact_person == cast.yara
