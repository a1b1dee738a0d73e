"""X01, X07, X08: every kind of page, in English and Arabic, on a wide and on a small screen."""

import json

import pytest

from tests.journeys.cast import click

WIDE = {"width": 1280, "height": 900}
SMALL = {"width": 320, "height": 640}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
KINDS = [
    *("home", "library", "manual", "chapter", "article", "snapshot", "case study"),
    *("results", "no results", "login"),
]
INSIDE = ["/desk/", "/shelf/", "/write/", "/write/snapshot/", "/write/article/"]
INSIDE += ["/account/", "/account/sessions/", "/account/email/", "/account/password/change/"]
INSIDE += ["/notices/", "/notices/preferences/"]
INSIDE += ["/organisations/", "/people/", "/messages/"]
INSIDE += ["/profile/", "/join/?q=a", "/join/?q=qqzzxxvv", "/join/{town}/", "/associations/"]
INSIDE += ["/account/2fa/", "/account/logout/", "/my-data/", "/my-data/noted/", "/my-feed/"]
INSIDE += ["/invitations/", "/invitations/{town}/new/", "/invitations/{town}/list/"]
INSIDE += ["/invitations/{town}/domains/", "/join/requests/", "/join/requests/{request}/"]
INSIDE += ["/organisations/{town}/", "/organisations/{town}/edit/", "/organisations/{town}/people/"]
INSIDE += ["/organisations/{town}/write/", "/organisations/{town}/benefits/{year}/"]
INSIDE += ["/leaving/", "/posts/{post}/end/", "/departures/{departure}/", "/people/{person}/"]
INSIDE += ["/people/{person}/write/", "/messages/{conversation}/", "/associations/{x}/members/"]
# Coaching: looking, what two have with each other, and what one keeps for oneself.
INSIDE += ["/mentors/", "/mentoring/", "/mentoring/offer/", "/mentoring/calendar/"]
INSIDE += [f"/mentoring/pairs/{{pair}}/{one}" for one in ("", "agreement/", "times/", "close/")]
INSIDE += [f"/mentoring/pairs/{{pair}}/{one}" for one in ("lesson/", "lesson/write/")]
INSIDE += [f"/mentoring/sessions/{{next}}/{one}" for one in ("", "move/", "cancel/")]
INSIDE += [f"/mentoring/sessions/{{held}}/{one}" for one in ("", "notes/", "private-note/")]
INSIDE += ["/mentoring/times/{times}/", "/mentoring/requests/{asked}/"]
# Boards: reading, asking, and deciding on what was reported.
INSIDE += ["/boards/", "/boards/mine/", "/boards/{board}/", "/boards/ask/?board={board}"]
INSIDE += [f"/boards/topic/{{topic}}/{one}" for one in ("", "reply/", "look-after/", "article/")]
INSIDE += ["/boards/post/{answer}/report/", "/boards/queue/", "/boards/queue/post/{reported}/"]
INSIDE += ["/boards/queue/post/{reported}/change/"]
# What one is to pass on, and how that stands in the own town.
INSIDE += ["/duties/", "/duties/session/", "/duties/{duty}/", "/duties/{duty}/evidence/"]
INSIDE += ["/pass-it-on/{town}/"]
# Trainings: reading, planning, entering who took part, certifying.
INSIDE += ["/trainings/", "/trainings/new/", "/courses/", "/courses/new/", "/courses/{course}/"]
INSIDE += ["/courses/{course}/cascade/", "/certificates/{certificate}/"]
INSIDE += [f"/trainings/{{training}}/{one}" for one in ("", "edit/", "certificates/")]
INSIDE += [
    f"/trainings/{{training}}/participants/{one}"
    for one in ("", "one/?q=mul", "lines/", "file/", "sheet/")
]
INSIDE += ["/trainings/rows/{row}/"]
# Placements: offering, and one that is under way, as its host sees it.
INSIDE += ["/placements/", "/placements/mine/", "/placements/offers/new/"]
INSIDE += [f"/placements/offers/{{host_offer}}/{one}" for one in ("", "applications/")]
INSIDE += ["/placements/{placement}/", "/placements/{placement}/end/"]
INSIDE += ["/placements/applications/{accepted}/"]
# Partnerships, as everybody reads them.
INSIDE += ["/plans/", "/plans/{plan}/", "/plans/{plan}/themes/markets/", "/partnerships/"]
INSIDE += ["/calls/", "/calls/{call}/", "/partnerships/api/", "/account/token/"]
# Reports that the own town owes, and a story with photos.
INSIDE += ["/partnerships/reports/", "/partnerships/reports/{owes}/", "/stories/{story}/"]
INSIDE += ["/partnerships/reports/{owes}/hand-in/"]
# Benchmarks: what is measured, figures of the own town, and those who are ahead.
INSIDE += ["/benchmarks/", "/benchmarks/{benchmark}/", "/benchmarks/{benchmark}/indicator/"]
INSIDE += ["/benchmarks/indicators/{indicator}/"]
INSIDE += [f"/benchmarks/rounds/{{round}}/{one}" for one in ("", "compare/", "for/{town}/")]
INSIDE += [
    f"/benchmarks/rounds/{{round}}/for/{{town}}/{{rents}}/{one}" for one in ("gap/", "action/")
]
# What an editor of an association does there.
KEPT = ["/desk/", "/associations/{x}/publish/", "/associations/{x}/newsletters/"]
KEPT += [
    "/newsletters/{sent}/",
    "/newsletters/{waiting}/",
    "/newsletters/{waiting}/preview/member/",
]
KEPT += ["/newsletters/{waiting}/preview/stranger/", "/roles/{grant}/", "/what-was-done/"]
KEPT += ["/associations/{x}/waiting/", "/associations/{x}/settings/", "/associations/{x}/groups/"]
KEPT += ["/associations/{x}/members/keep/", "/associations/{x}/news/word/"]
KEPT += ["/boards/queue/done/", "/boards/new/"]
# What a partner sees inside, and who signs.
KEPT += ["/plans/{plan}/draft/", "/plans/{plan}/versions/1/", "/papers/{paper}/"]
KEPT += [
    f"/partnerships/{{partnership}}/{one}"
    for one in ("", "figures/", "stories/", "stories/new/", "baselines/")
]
KEPT += ["/pass-it-on/{x}/", "/duties/{owed}/waive/", "/duties/evidence/{offered}/"]
# Forms that are sent empty, by the button that sends them.
SENT_EMPTY = {
    "/invitations/{town}/new/": "main .form .button",
    "/invitations/{town}/list/": "main .form .button",
    "/organisations/{town}/write/": "main .form .button",
    "/posts/{post}/end/": "main .form .button",
    "/account/password/change/": "main .form .button",
    "/messages/{conversation}/": "main .form .button",
    "/mentoring/pairs/{pair}/times/": "main .form .button",
    "/mentoring/sessions/{held}/notes/": "main .form .button",
    "/duties/session/": "main .form .button",
    "/boards/ask/?board={board}": "main .form .button",
    "/boards/queue/post/{reported}/": "main .form .button",
    "/boards/post/{answer}/report/": "main .form .button",
    "/courses/new/": "main .form .button",
    "/placements/offers/new/": "main .form .button",
    "/trainings/new/": "main .form .button",
    "/trainings/{training}/participants/lines/": "main .form .button",
}
# What the programme and an administrator do.
STAFF = {
    "programme editor": [
        *("/partnerships/guidance/", "/partnerships/elections/", "/partnerships/reports/"),
        *("/partnerships/{partnership}/papers/new/", "/partnerships/{partnership}/roles/"),
        *("/partnerships/reports/{handed_in}/decide/", "/plans/{plan}/figures/"),
        *(f"/calls/{{call}}/{one}" for one in ("applications/", "assessors/")),
    ],
    "administrator": ["/records/exceptions/"],
}
# Mails and lists with long words that nothing parts.
OUTSIDE = ["/demo/mailbox/", "/en/associations/", "/en/organisations/", "/en/join/", "/en/mentors/"]
OUTSIDE += ["/en/boards/", "/en/trainings/", "/en/placements/", "/en/verify/{certificate_token}/"]
OUTSIDE += ["/en/benchmarks/", "/en/benchmarks/{benchmark}/"]
# What a mail leads to, without signing in.
OUTSIDE += [f"/{code}/mentoring/times/by-mail/{{times_token}}/" for code in ("en", "ar")]
NUMBERS = """
import json
from benchmarking.models import IndicatorVersion, Round
from django.utils import timezone
from forums.models import Post, Topic
from internships.models import Placement
from mentoring.meeting.by_mail import token_for
from mentoring.models import Pair, Proposal, Request
from people.models import (
    Appointment, Conversation, Departure, JoinRequest, Newsletter, Organisation, Person, RoleGrant,
)
from partnerships.models import Call, Contract, CountryPlan, Partnership, Report, StoryPhoto
from training.models import Certificate, Duty, Event, Evidence
topic = Topic.objects.get(title__startswith="Who collects the fee where")
pair = Pair.objects.get(mentee__email="thandiwe-mulenga@kasembe.example")
town = Organisation.objects.get(name="Kasembe")
officer = Person.objects.get(email="thandiwe-mulenga@kasembe.example")
times = Proposal.objects.get(pair=pair, state="open")
owed = Duty.objects.filter(person=officer, kind="training").earliest("opened_on")
stay = Placement.objects.get(
    host__name="Kasembe", application__offer__title__startswith="Two weeks"
)
compared = Round.objects.get(state="learn", benchmark__title__startswith="Markets that")
rents = IndicatorVersion.objects.get(title="Stall rents collected")
given = Event.objects.filter(organiser__name="Kasembe").earliest("starts_at")
certificate = Certificate.objects.get(participation__person=officer)
paper = Contract.objects.earliest("made_at")
print(json.dumps({
    "plan": str(CountryPlan.objects.exclude(agreed=None).earliest("made_at").pk),
    "call": str(Call.objects.earliest("made_at").pk),
    "partnership": str(paper.partnership_id),
    "paper": str(paper.pk),
    "owes": str(Report.objects.filter(owed_by=town, state="due").earliest("due_on").pk),
    "handed_in": str(Report.objects.filter(state="handed").earliest("due_on").pk),
    "story": str(StoryPhoto.objects.earliest("pk").story_id),
    "x": Organisation.objects.get(name="Copperline Towns Association").pk,
    "town": town.pk,
    "year": timezone.now().year,
    "request": JoinRequest.objects.filter(organisation=town).earliest("pk").pk,
    "post": officer.appointments.earliest("pk").pk,
    "departure": Departure.objects.earliest("pk").pk,
    "person": Person.objects.get(name="Rosalía Quispe Arce").pk,
    "conversation": str(Conversation.objects.filter(participants__person=officer).first().pk),
    "sent": Newsletter.objects.filter(state="sent").earliest("pk").pk,
    "waiting": Newsletter.objects.filter(state="waiting").earliest("pk").pk,
    "pair": str(pair.pk),
    "next": str(pair.sessions.get(state="booked").pk),
    "held": str(pair.sessions.filter(state="held").latest("starts_at").pk),
    "times": str(times.pk),
    "times_token": token_for(times.pk, officer.pk),
    "asked": str(Request.objects.get(asker=officer, state="waiting").pk),
    "board": topic.board_id,
    "topic": topic.pk,
    "answer": topic.answer_id,
    "reported": Post.objects.filter(reports__state="open").first().pk,
    "duty": str(owed.pk),
    "owed": str(owed.pk),
    "benchmark": str(compared.benchmark_id),
    "round": str(compared.pk),
    "indicator": str(rents.indicator_id),
    "rents": rents.pk,
    "course": given.edition.course_id,
    "host_offer": str(stay.application.offer_id),
    "placement": str(stay.pk),
    "accepted": str(stay.application_id),
    "training": str(given.pk),
    "row": str(given.participations.filter(role="participant").first().pk),
    "certificate": str(certificate.pk),
    "certificate_token": certificate.token,
    "offered": str(Evidence.objects.filter(state="proposed").first().pk),
    "grant": RoleGrant.objects.filter(confirmed_at=None).earliest("pk").pk,
}))
"""


@pytest.fixture(scope="session")
def known_addresses(demo_site, search_addresses):
    return {
        language: {**demo_site.addresses(language), **search_addresses[language]}
        for language in ("en", "ar")
    }


@pytest.fixture(scope="session")
def numbers(demo_site):
    return json.loads(demo_site.manage("shell", "--no-imports", "-c", NUMBERS))


def address_of(known_addresses, language, kind):
    address = known_addresses[language].get(kind)
    if address is None:
        assert language != "en", f"the demo has no {kind}"
        # Not each kind of text is told in each language; the English one is looked at then.
        address = known_addresses["en"][kind]
    return address


def faults(page, axe_script):
    """What axe-core finds, shortened to what one needs to mend it."""
    if page.evaluate("() => !window.axe"):
        page.evaluate(axe_script)
    # Telling of all that is right as well takes as long as looking.
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = page.evaluate("async options => (await axe.run(document, options)).violations", options)
    return [
        f"{fault['id']}: {node['html'][:120]}: {node['any'][0]['message'] if node['any'] else ''}"
        for fault in found
        for node in fault["nodes"]
    ]


def sideways(page):
    """How many pixels the page is wider than the screen."""
    return page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_x01_axe_finds_no_fault(page, axe_script, known_addresses, language, kind):
    page.set_viewport_size(WIDE)
    page.emulate_media(reduced_motion="reduce")  # a colour half-way to another is nobody's fault
    response = page.goto(address_of(known_addresses, language, kind))
    assert response.status == 200
    assert faults(page, axe_script) == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert faults(page, axe_script) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_x07_nothing_is_lost_at_320_pixels(page, known_addresses, language, kind):
    page.set_viewport_size(SMALL)
    page.goto(address_of(known_addresses, language, kind))
    assert sideways(page) <= 0
    page.emulate_media(reduced_motion="reduce", forced_colors="active")
    assert page.locator("main").is_visible()


def test_x07_text_spacing_of_the_reader_cuts_nothing_off(page, known_addresses):
    # The values of WCAG 2.2, 1.4.12, set as a reader's own tool sets them.
    page.set_viewport_size(SMALL)
    page.goto(known_addresses["en"]["article"])
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
            word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }`);
          document.adoptedStyleSheets = [sheet];
        }"""
    )
    assert sideways(page) <= 0


@pytest.mark.parametrize("kind", KINDS)
def test_x08_arabic_runs_from_right_to_left(page, known_addresses, kind):
    if kind not in known_addresses["ar"]:
        return
    page.goto(known_addresses["ar"][kind])
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("html").get_attribute("lang") == "ar"
    start = page.evaluate("() => getComputedStyle(document.querySelector('main')).direction")
    assert start == "rtl"


@pytest.mark.parametrize("address", INSIDE)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_x01_pages_of_members_have_no_fault_either(
    page, sign_in, axe_script, numbers, language, address
):
    sign_in("member")
    look_at(page, axe_script, f"/{language}{address.format(**numbers)}")


@pytest.mark.parametrize("address", KEPT)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_x01_pages_of_editors_have_no_fault_either(
    page, sign_in, axe_script, numbers, language, address
):
    sign_in("editor")
    look_at(page, axe_script, f"/{language}{address.format(**numbers)}")


@pytest.mark.parametrize(("role", "address"), [(who, at) for who in STAFF for at in STAFF[who]])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_x01_pages_of_staff_have_no_fault_either(
    page, sign_in, axe_script, numbers, language, role, address
):
    sign_in(role)
    look_at(page, axe_script, f"/{language}{address.format(**numbers)}")


def look_at(page, axe_script, address):
    page.emulate_media(reduced_motion="reduce")
    response = page.goto(address)
    assert response.status == 200, json.dumps(response.all_headers())
    assert faults(page, axe_script) == []
    page.set_viewport_size(SMALL)
    assert sideways(page) <= 0


@pytest.mark.parametrize("address", SENT_EMPTY)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_x01_a_form_with_errors_has_no_fault_and_its_summary_leads_to_the_fields(
    page, sign_in, axe_script, numbers, language, address
):
    sign_in("member")
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/{language}{address.format(**numbers)}")
    click(page.locator(SENT_EMPTY[address]).first)
    summary = page.locator(".to-mend a").all()
    assert summary
    for link in summary:
        assert page.locator(link.get_attribute("href")).count() == 1
    assert faults(page, axe_script) == []
    page.set_viewport_size(SMALL)
    assert sideways(page) <= 0


@pytest.mark.parametrize("address", OUTSIDE)
def test_x07_long_words_stay_within_a_small_screen(page, axe_script, numbers, address):
    look_at(page, axe_script, address.format(**numbers))


def test_x02_the_text_is_reached_by_keyboard_and_the_focus_is_seen(page, known_addresses):
    page.goto(known_addresses["en"]["article"])
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("() => location.hash") == "#main"
    page.keyboard.press("Tab")
    outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
