"""What is posted by whom to change something there: those of the first rooms and of others.

Rooms that came later keep their doors beside their rows in rows/.
"""

from notices.kinds import kinds
from tests.house.planted.people import LAST_MESSAGE
from tests.house.table import Door
from tests.house.who_may_open import WITH_ROWS
from tests.pages.cms import article_form

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
DOORS: list[Door] = [
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
    *(door for part in WITH_ROWS for door in getattr(part, "DOORS", ())),
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
