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
from notices.kinds import kinds
from pages.models import File, Picture
from tests.factories import PASSWORD, do_waiting_work, make_draft
from tests.house.crawler import addresses, browser_of
from tests.house.rows import (
    benchmarking,
    calls,
    duty,
    impact,
    internships,
    learning_trying,
    partnerships,
    risks,
    search_saving,
    training,
    training_cascade,
    training_persons,
)
from tests.house.table import Door
from tests.house.who_may_open import ROWS
from tests.house.world import LAST_MESSAGE, World
from tests.learning.test_drafting_an_article import word_file
from tests.pages.cms import article_form
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


SNAPSHOT = {"title": "Carts", "place": "A town", "problem": "Late.", "done": "A plan."}
SNAPSHOT["contact_post"] = "Head of waste"
ARTICLE = {"title": "Carts", "authors": "A", "text": "We weighed.", "contact_post": "Head"}
EDITED = {**article_form(title="Carts"), "action-publish": "1"}
NEWSLETTER = {"key": "11111111-1111-4111-8111-111111111111", "language": "en", "when": "now"}
NEWSLETTER |= {"subject": "Carts", "message": "We weighed.", "audience": "public", "then": "send"}
NAME = {"name": "Z", "kind": "other", "country": "", "population": "", "website": ""}
KEY = "8a7c1f0e-2b3d-4e5f-8a9b-0c1d2e3f4a5b"
LONG = "another plain water 8"
WEEKLY = {kind.key: "weekly" for kind in kinds if not kind.is_required}
ASKER = {"name": "Wanda", "email": "w@x.example", "post": "Clerk", "level": "specialist"}
INVITED = {**ASKER, "language": "en", "role": "member"}
COMER = {"name": "Wanda", "language": "en", "time_zone": "Africa/Lusaka", "password": LONG}
LISTED = {"rows": '[[2, {"name": "Wanda", "email": "w@x.example", "post": "Clerk"}]]'}
SEEN = ("name", "organisation", "post", "email", "phone", "languages", "themes", "about")
PROFILE = {"name": "Wanda", "language": "en", "time_zone": "Africa/Lusaka"}
PROFILE |= {f"{field}_seen_by": "nobody" for field in SEEN}
OFFER = {"themes": "1", "languages": "en", "level": "elected", "size": "many", "hours": "2"}
OFFER |= {"places": "1", "time_zone": "Africa/Lusaka", "seen_by": "signed-in"}
NOTE = {"text": "We looked at the books.", "key": KEY}
LESSON = {"title": "Books by ward", "text": "Keep one for each."}
SUGGESTED = {"asker": "{administrator_id}", "key": KEY}
DOORS = [
    # -- Ours
    Door("/en/shelf/{public_id}/", "member", {"then": "keep"}, get=405),
    Door("/en/notices/read/", "member of X", {"newest": "999999999"}, get=405),
    Door("/en/notices/preferences/", "member", WEEKLY | {"learning.text-waits": "never"}),
    Door("/en/notices/stop/{stop_token}/", "visitor"),
    Door("/en/write/snapshot/", "member of X", SNAPSHOT),
    Door("/en/write/article/", "member of X", ARTICLE),
    Door("/en/write/word/", "member of X", {"file": "a Word file"}),
    Door("/en/write/draft/{draft_id}/", "member of X", ARTICLE),
    Door("/en/write/draft/{draft_id}/", "editor of X", {**ARTICLE, "then": "send"}),
    Door("/en/write/full-case/{snapshot_id}/", "member of X", {**SNAPSHOT, "results": "Clean."}),
    Door("/en/account/password/reset/", "visitor", {"email": "member@peerhall.example"}),
    Door("/en/account/email/", "member", {"email": "another@peerhall.example"}),
    Door("/en/account/sessions/", "member"),
    Door("/en/account/token/", "member", {"then": "make"}),
    Door("/en/my-data/", "member"),
    Door(
        "/en/organisations/{x_id}/people/{newcomer_id}/role/",
        "programme editor",
        {"role": "organisation-contact"},
    ),
    Door("/en/roles/{waiting_role_id}/", "editor of X", {"then": "confirm"}),
    Door("/en/roles/{waiting_role_id}/", "editor of X", {"then": "end", "reason": "No."}),
    Door("/en/posts/{post_id}/end/", "member of X", {"when": "at-once"}),
    Door(
        "/en/departures/{departure_id}/",
        "editor of X",
        {"things": "learning.contact:{of_x_id}", "to": "back"},
    ),
    Door("/en/ask-about/{public_id}/", "member", {"question": "How many carts?", "key": KEY}),
    Door("/en/organisations/{x_id}/edit/", "editor of X", {"about": "Eleven towns."}),
    Door("/en/organisations/{town_of_x_id}/confirm/", "editor of X", get=405),
    Door("/en/organisations/{x_id}/write/", "member", {"text": "Who keeps it?", "key": KEY}),
    Door("/en/people/{listed_id}/write/", "member", {"text": "How many carts?", "key": KEY}),
    Door("/en/people/{unlisted_id}/hidden/", "programme editor", {"reason": "A letter."}),
    Door("/en/people/{listed_id}/block/", "member", {"then": "block"}, get=405),
    Door("/en/messages/{talk_id}/", "member of X", {"text": "Three.", "key": KEY}),
    Door("/en/messages/{talk_id}/read/", "member of X", {"seen": str(LAST_MESSAGE)}, get=405),
    Door("/en/messages/{talk_id}/stop/", "member of X", get=405),
    Door("/en/associations/{x}/publish/", "editor of X", NEWSLETTER),
    Door("/en/newsletters/{newsletter_id}/stop/", "editor of X", get=405),
    Door("/en/profile/", "member", PROFILE),
    Door("/en/invitations/{town_of_x_id}/new/", "editor of X", INVITED),
    Door("/en/invitations/{town_of_x_id}/list/send/", "editor of X", LISTED, get=405),
    Door("/en/invitations/{town_of_x_id}/domains/", "editor of X", {"domain": "x.y.example"}),
    Door("/en/invitations/domain/{mail_domain_id}/remove/", "editor of X", get=405),
    Door("/en/invitations/open/{invitation_id}/revoke/", "editor of X", get=405),
    Door("/en/join/{town_of_x_id}/", "visitor", ASKER),
    Door("{proof_link}", "visitor"),
    Door("{invitation_link}", "visitor", COMER),
    Door("/en/join/requests/{join_request_id}/", "editor of X", {"then": "confirm"}),
    Door("/en/mentoring/offer/", "member", OFFER),
    Door("/en/mentoring/offer/state/", "member of X", {"then": "close"}, get=405),
    Door("/en/mentors/{offer_id}/ask/", "editor of X", {"words": "How many carts?", "key": KEY}),
    Door("/en/mentors/{offer_id}/suggest/?q=Administrator", "programme editor", SUGGESTED),
    Door("/en/mentoring/requests/{request_id}/", "member of X", {"then": "accept"}),
    Door("/en/mentoring/requests/{request_id}/", "editor of Y", {"then": "withdraw"}),
    Door("/en/mentoring/pairs/{pair_under_way_id}/close/", "member"),
    Door("/en/mentoring/times/{times_id}/", "member of X", {"then": "none"}),
    Door("/en/mentoring/times/by-mail/{times_token}/", "visitor", {"starts_at": "{times_moment}"}),
    Door("/en/mentoring/sessions/{session_id}/cancel/", "member"),
    Door(
        "/en/mentoring/sessions/{session_held_id}/held/", "member", {"took_place": "yes"}, get=405
    ),
    Door("/en/mentoring/held/by-mail/{held_token}/", "visitor", {"took_place": "no"}),
    Door("/en/mentoring/calendar/", "member", {"then": "make"}),
    Door("/en/mentoring/sessions/{session_id}/notes/", "member", NOTE),
    Door("/en/mentoring/notes/{note_id}/", "member", NOTE),
    Door("/en/mentoring/sessions/{session_id}/private-note/", "member of X", NOTE),
    Door(
        "/en/mentoring/pairs/{pair_ended_id}/feedback/",
        "editor of Y",
        {"score": "5", "would_again": "yes"},
    ),
    Door("/en/mentoring/pairs/{pair_under_way_id}/lesson/", "member of X", {"then": "drop"}),
    Door("/en/mentoring/pairs/{pair_ended_id}/lesson/write/", "editor of Y", LESSON),
    # -- Rooms with rows of their own
    *benchmarking.DOORS,
    *internships.DOORS,
    *partnerships.DOORS,
    *calls.DOORS,
    *risks.DOORS,
    *training.DOORS,
    *training_cascade.DOORS,
    *training_persons.DOORS,
    *duty.DOORS,
    *search_saving.DOORS,
    *learning_trying.DOORS,
    *impact.DOORS,
    # -- allauth's
    Door("/en/account/login/", "visitor", {"login": "member@peerhall.example"}),
    Door("/en/account/password/change/", "member", {"password1": LONG, "password2": LONG}),
    # -- Wagtail's
    Door("/cms/pages/{draft_id}/edit/", "editor of X", EDITED),
    Door("/cms/users/edit/{colleague_id}/", "administrator"),
    Door("/cms/pages/{of_x_id}/unpublish/", "editor of X"),
    Door("/cms/pages/{of_x_id}/delete/", "editor of X"),
    Door("/cms/pages/{draft_id}/lock/", "editor of X", get=405),
    Door("/cms/bulk/wagtailcore/page/publish/?id={draft_id}&next=/cms/", "editor of X"),
    Door("/cms/bulk/wagtailcore/page/delete/?id={draft_id}&next=/cms/", "editor of X"),
    Door("/cms/snippets/people/organisation/add/", "programme editor", NAME),
]


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
