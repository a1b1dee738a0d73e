"""P18: who only reads changes nothing, whatever the address; a link in a mail only opens a page."""

import re
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from learning.actions import send_for_approval
from learning.models import ArticlePage
from pages.models import File, Picture
from tests.factories import PASSWORD, do_waiting_work, make_draft
from tests.house.crawler import addresses, browser_of
from tests.house.doors import DOORS, KEY
from tests.house.table import Door
from tests.house.who_may_open import ROWS
from tests.house.world import World
from tests.learning.test_drafting_an_article import word_file
from tests.standing import standing

pytestmark = pytest.mark.django_db

READS = re.compile(r"\(*(SELECT|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|DECLARE|FETCH|CLOSE)\b")
TABLE = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)')
SESSION = "django_session"
# What others note while somebody looks. Wagtail: who else has this page open, whether its comments
# are mailed, an account's settings at the first look, a small picture for a list.
NOTED_BY_OTHERS = {
    "/cms/": {
        "wagtailadmin_editingsession",
        "wagtailcore_pagesubscription",
        "wagtailusers_userprofile",
        "pages_picturerendition",
    },
    "/en/account/email/": {"account_emailaddress"},
    # Ours: that somebody looked people up, without whom, since a hundred times an hour is enough.
    "/en/people/": {"people_attemptcount"},
    "/en/organisations/": {"people_attemptcount"},
    # Ours: that a program asked, since two thousand times an hour is enough.
    "/api/v1/": {"people_attemptcount"},
    # Ours: that a PDF was made, since twenty times an hour is enough.
    "/en/impact/": {"people_attemptcount"},
    # That the programme looked who is suggested to whom (R8).
    "/en/mentoring/matches/": {"people_auditentry"},
    # That somebody else read a risk (R8).
    "/en/partnerships/risks/": {"people_auditentry"},
    # That somebody else read a CV (R8).
    "/en/placements/applications/": {"people_auditentry"},
    # That somebody else than the partner read its baseline (R8).
    "/en/partnerships/": {"people_auditentry"},
    # That somebody else than who applies read an application (R8).
    "/en/calls/applications/": {"people_auditentry"},
}


@standing
def world():
    world = World()
    for person in filter(None, world.persons.values()):
        person.set_password(PASSWORD)
        person.save()
    return world


def noted_at(address: str) -> set[str]:
    return set().union(*(NOTED_BY_OTHERS[at] for at in NOTED_BY_OTHERS if address.startswith(at)))


def written_by(ask: Any) -> tuple[Any, set[str]]:
    """The answer, and the tables that were written on the way; sessions are no content."""
    written = set()

    def note(execute: Any, sql: str, *more: Any) -> Any:
        if not READS.match(sql):
            written.add((TABLE.match(sql) or [sql, sql])[1])
        return execute(sql, *more)

    with connection.execute_wrapper(note):
        answer = ask()
        # To its end, since a stream may ask the database while it is read.
        answer.getvalue()
    return answer, written - {SESSION}


# -- Every address ---------------------------------------------------------------------------------


def every_address(world: World) -> set[str]:
    """All of the URL configuration and of the table of who may open what, in one language."""
    page, draft = world.things["of_x_id"], world.things["draft_id"]
    values: dict[tuple[str, ...], object] = {
        ("page_id", "parent_page_id", "page_to_move_id", "page_pk", "object_id"): draft,
        ("destination_id",): world.shelf_of_x.pk,
        ("revision_id",): ArticlePage.objects.get(pk=draft).latest_revision_id,
        ("image_id",): Picture.objects.latest("pk").pk,
        ("document_id", "doc_id", "file_id"): File.objects.latest("pk").pk,
        ("app_label", "content_type_app_name", "app_name"): "learning",
        ("model_name", "content_type_model_name"): "articlepage",
        ("action", "action_name"): "approve",
        ("filter_spec",): "width-40",
        ("name", "key", "token", "mode"): "x",
    }
    things = {name: [str(value)] for names, value in values.items() for name in names}
    things["pk"] = [str(page), str(draft), str(world.x.pk)]
    found = {one for one in addresses(things) if not re.match(r"/(fr|es|pt|ar)/", one)}
    actions = {f"/cms/bulk/wagtailcore/page/{one}/?id={draft}" for one in ("delete", "publish")}
    return found | actions | {row.address.format(**world.things) for row in ROWS}


@pytest.mark.slow
@pytest.mark.parametrize("role", ["visitor", "member of X", "editor of X", "administrator"])
def test_p18_no_address_writes_for_who_only_reads(world, role):
    client = browser_of(world.persons[role])
    wrong = []
    asked = every_address(world)
    for address in sorted(asked):
        for method in ("get", "head"):
            _answer, written = written_by(lambda a=address, m=method: getattr(client, m)(a))
            if written - noted_at(address):
                wrong.append(f"{method} {address}: {sorted(written)}")
    assert wrong == []
    assert len(asked) > 250
    assert mail.outbox == []
    # Among the addresses were those that sign out.
    assert (client.get("/en/desk/").status_code == 200) == (role != "visitor")


# -- Every address that changes something: one table -----------------------------------------------


def sent_through(door: Door, world: World) -> dict[str, Any]:
    if "file" in door.sent:
        return {"file": SimpleUploadedFile("a.docx", word_file(("Heading1", "A"), ("", "B.")))}
    sent = dict(door.sent)
    for name in (
        "of_x_id",
        "times_moment",
        "administrator_id",
        "partnership_output_id",
        "risk_1_reader",
        "baseline_about_id",
        "guidance_number",
        "tried_waiting_version",
        "x_id",
    ):
        word = str(world.things[name])
        sent = {key: value.replace(f"{{{name}}}", word) for key, value in sent.items()}
    has_secret = "/account/" in door.address
    return {**sent, "password": PASSWORD, "oldpassword": PASSWORD} if has_secret else sent


@pytest.mark.parametrize("door", DOORS, ids=lambda door: f"{door.address}, {door.role}")
def test_p18_a_door_that_changes_something_opens_to_a_post_alone(world, door):
    client = browser_of(world.persons[door.role])
    address = door.address.format(**world.things)
    words = {} if "file" in door.sent else sent_through(door, world)
    for method in ("get", "head"):
        for query in ({}, words):
            more = {"query_params": query} if query and "?" not in address else {}
            answer, written = written_by(
                lambda m=method, more=more: getattr(client, m)(address, **more)
            )
            # Some views of Wagtail know no HEAD.
            assert answer.status_code == door.get or (answer.status_code, method) == (405, "head")
            assert written <= noted_at(address)
            assert mail.outbox == []
    # The control: what was sent in vain so far does write when it is posted.
    answer, written = written_by(lambda: client.post(address, sent_through(door, world)))
    assert answer.status_code in (200, 302)
    assert written - noted_at(address) or mail.outbox


def test_p18_each_own_address_for_posts_alone_says_so(world):
    client = browser_of(world.persons["member of X"])
    for row in ROWS:
        if row.is_post:
            answer = client.get(row.address.format(**world.things))
            assert (answer.status_code, answer["Allow"]) == (405, "POST")


# -- Links in mails --------------------------------------------------------------------------------


def test_p18_a_link_in_a_mail_opens_a_page_and_changes_nothing(world):
    persons = world.persons
    draft = make_draft(world.library, persons["member of X"], title="Sent in")
    send_for_approval(by=persons["member of X"], item=draft)
    asking = browser_of(persons["member"])
    question = {"question": "How many?", "key": KEY}
    asking.post(reverse("contact", args=[world.things["public_id"]]), question)
    browser_of(None).post(reverse("account_reset_password"), {"email": persons["member"].email})
    do_waiting_work()
    people = {person.email: person for person in persons.values() if person}
    links = {
        (link, people[one.to[0]])
        for one in mail.outbox
        for link in re.findall(r"https?://[^/\s]+(/\S+)", one.body)
    }
    assert {link.split("/")[2] for link, _ in links} >= {"account", "messages"}
    count = len(mail.outbox)
    for link, reader in links:
        for client in (browser_of(None), browser_of(reader)):
            for method in ("get", "head"):
                answer, written = written_by(
                    lambda c=client, m=method, a=link: getattr(c, m)(a, follow=True)
                )
                assert answer.status_code == 200
                assert written <= noted_at(answer.request["PATH_INFO"]), link
    assert len(mail.outbox) == count
    assert persons["member"].check_password(PASSWORD)
