"""Things for tests: a small world of invented persons and towns, and pages with sensible words."""

import datetime
import io
import itertools
import uuid
from dataclasses import dataclass
from typing import Any

import factory
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import is_mfa_enabled
from django.db.models import F
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from PIL import Image
from wagtail.models import Page

from forums.actions.moving import count_topic
from forums.actions.writing import PostWords, TopicWords, begin_topic, reply
from forums.models import Board, Post, Topic
from learning.actions import make_association_shelf, open_library_to_programme
from learning.models import ArticlePage, CaseStudyPage, ChapterPage, LibraryPage, ManualPage
from mentoring.models import Booking, Goal, Offer, OfferLanguage, Pair, Request, Session
from mentoring.models.session import QUARTER
from mentoring.states import PairState, RequestState
from notices.tasks import look_at_outbox
from pages.audiences import set_audience
from pages.models import Audience, SiteVersion, Theme
from people import roles
from people.actions import give_role
from people.granting.permissions import holds_staff_role
from people.models import (
    Appointment,
    AssociationMembership,
    AssociationPage,
    EventPage,
    NewsPage,
    Organisation,
    Person,
    RoleGrant,
)
from people.space.making import make_association_space

PASSWORD = "plain lake water 7"
LONG_AGO = datetime.date(2019, 3, 1)
_numbers = itertools.count(1)


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@towns.example")
    password = factory.django.Password(PASSWORD)


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Town {n}")
    kind = Organisation.Kind.LOCAL_GOVERNMENT
    country = "ZM"
    population = 30_000


class AssociationFactory(OrganisationFactory):
    name = factory.Sequence(lambda n: f"Association {n}")
    kind = Organisation.Kind.ASSOCIATION
    population = None


class AppointmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Appointment

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    post = "Head of waste collection"
    level = Appointment.Level.SPECIALIST
    from_on = LONG_AGO


@dataclass(frozen=True)
class Cast:
    """Two associations with a member town each, who works there, and who edits.

    Lake towns: Ferry Landing, where Odette Marsh collects waste; Lena Brook edits for them. Hill
    communes: High Pasture, where Bruno Sel keeps the market; Yara Stone edits for them. Petra Vance
    edits for the programme, Simon Oake runs the machine.
    """

    lake: Organisation
    hill: Organisation
    ferry_landing: Organisation
    high_pasture: Organisation
    odette: Person
    lena: Person
    bruno: Person
    yara: Person
    petra: Person
    simon: Person


def make_cast() -> Cast:
    """The persons of `Cast`, with shelves for both associations in all languages."""
    lake = AssociationFactory(name="Association of Lake Towns")
    hill = AssociationFactory(name="League of Hill Communes", country="PE")
    ferry_landing = OrganisationFactory(name="Ferry Landing")
    high_pasture = OrganisationFactory(name="High Pasture", country="PE")
    for association, town in ((lake, ferry_landing), (hill, high_pasture)):
        AssociationMembership.objects.create(association=association, member=town, from_on=LONG_AGO)
    cast = Cast(
        lake=lake,
        hill=hill,
        ferry_landing=ferry_landing,
        high_pasture=high_pasture,
        odette=make_officer("Odette Marsh", ferry_landing, "Head of waste collection"),
        lena=make_officer("Lena Brook", lake, "Adviser on learning"),
        bruno=make_officer("Bruno Sel", high_pasture, "Market master"),
        yara=make_officer("Yara Stone", hill, "Publications officer"),
        petra=PersonFactory(name="Petra Vance", email="petra-vance@towns.example"),
        simon=PersonFactory(name="Simon Oake", email="simon-oake@towns.example", is_superuser=True),
    )
    for association, editor in ((lake, cast.lena), (hill, cast.yara)):
        make_association_shelf(association)
        make_editor(editor, association)
    open_library_to_programme()
    make_editor(cast.petra)
    return cast


def make_editor(person: Person, association: Organisation | None = None) -> RoleGrant:
    """Let `person` edit for an association from now on; for the programme where none is given."""
    role = roles.PROGRAMME_EDITOR if association is None else roles.ASSOCIATION_EDITOR
    return give_role(by=None, person=person, role=role, organisation=association)


def make_contact(person: Person, organisation: Organisation) -> RoleGrant:
    """Make `person` the contact of an organisation."""
    role = roles.ORGANISATION_CONTACT
    return give_role(by=None, person=person, role=role, organisation=organisation)


def make_officer(name: str, organisation: Organisation, post: str) -> Person:
    """Somebody with a post and an address made of the name."""
    email = f"{name.lower().replace(' ', '-')}@towns.example"
    person = PersonFactory(name=name, email=email)
    AppointmentFactory(person=person, organisation=organisation, post=post)
    return person


def sign_in(person: Person, *, with_second_factor: bool | None = None) -> Client:
    """A browser in which `person` is signed in; who has a role of staff has a second factor."""
    if with_second_factor is None:
        with_second_factor = holds_staff_role(person)
    if with_second_factor and not is_mfa_enabled(person):
        TOTP.activate(person, generate_totp_secret())
    client = Client()
    client.force_login(person)
    return client


def library_in(language: str = "en", association: Organisation | None = None) -> LibraryPage:
    """The main library of a language, or the shelf of an association in it."""
    libraries = LibraryPage.objects.filter(locale__language_code=language)
    return libraries.get(association=association, depth=3 if association is None else 4)


def space_in(association: Organisation, language: str = "en") -> AssociationPage:
    """The home of an association's space in a language, with its news, events and documents."""
    return next(
        home
        for home in make_association_space(association, [language])
        if home.locale.language_code == language
    )


def make_news(association: Organisation, language: str = "en", **fields: Any) -> NewsPage:
    """Published news of an association, unless told otherwise."""
    parent = space_in(association, language).get_children().get(slug="news").specific
    return make_page(NewsPage, parent, **fields)


def make_event(association: Organisation, language: str = "en", **fields: Any) -> EventPage:
    """A published event of two hours, in a week, unless told otherwise."""
    parent = space_in(association, language).get_children().get(slug="events").specific
    starts_at = fields.setdefault("starts_at", timezone.now() + datetime.timedelta(days=7))
    fields.setdefault("ends_at", starts_at + datetime.timedelta(hours=2))
    return make_page(EventPage, parent, **fields)


def text_block(html: str) -> dict[str, Any]:
    return {"type": "text", "value": html}


def make_page(
    model: type[Page], parent: Page, *, audience: str | None = None, **fields: Any
) -> Any:
    """A page of any kind under `parent`, live unless told otherwise, closed with `audience`."""
    body = fields.pop("body", None)
    fields.setdefault("title", f"{model._meta.verbose_name} {next(_numbers)}".capitalize())
    fields.setdefault("locale", parent.locale)
    page = model(**fields)
    if body is not None:
        page.body = page.body.stream_block.to_python(body)
    parent.refresh_from_db()
    parent.add_child(instance=page)
    if audience is not None:
        set_audience(page.translation_key, audience)
    return page


def make_article(parent: LibraryPage | None = None, **fields: Any) -> ArticlePage:
    """A published article in the main English library, unless told otherwise."""
    return make_page(ArticlePage, parent or library_in(), **fields)


def make_snapshot(parent: LibraryPage | None = None, **fields: Any) -> CaseStudyPage:
    """A published snapshot in the main English library, unless told otherwise."""
    fields.setdefault("place", "Ferry Landing")
    fields.setdefault("problem", "Carts came late.")
    fields.setdefault("done", "We drew a plan of the streets.")
    return make_page(CaseStudyPage, parent or library_in(), **fields)


def make_manual(
    parent: LibraryPage | None = None, *, chapters: tuple[str, ...] = (), **fields: Any
) -> ManualPage:
    """A published manual with chapters of these titles."""
    manual = make_page(ManualPage, parent or library_in(), **fields)
    for title in chapters:
        make_page(ChapterPage, manual, title=title)
    return manual


def make_draft(parent: LibraryPage, owner: Person, **fields: Any) -> ArticlePage:
    """An article that was never published, with its first revision."""
    page = make_article(parent, owner=owner, live=False, has_unpublished_changes=True, **fields)
    page.save_revision(user=owner)
    return page


def drawn_picture(
    colour: str = "teal", kind: str = "PNG", size: tuple[int, int] = (40, 30)
) -> bytes:
    """The bytes of a small picture."""
    stored = io.BytesIO()
    Image.new("RGB", size, colour).save(stored, kind)
    return stored.getvalue()


def do_waiting_work() -> None:
    """What a worker would do now, in this process: a real one closes the test's connection."""
    look_at_outbox()
    while (row := DBTaskResult.objects.ready().first()) is not None:
        row.claim("the test")
        row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
        row.set_successful(None)


# -- Coaching --------------------------------------------------------------------------------------


def make_offer(mentor: Person, **fields: Any) -> Offer:
    """An open offer about waste, seen by all who are signed in, unless told otherwise."""
    themes, languages = fields.pop("themes", ["waste"]), fields.pop("languages", ["en"])
    defaults = {
        "level": Appointment.Level.SPECIALIST,
        "size": "medium",
        "time_zone": "Africa/Lusaka",
    }
    offer = Offer.objects.create(mentor=mentor, **{**defaults, **fields})
    offer.themes.set(Theme.objects.filter(slug__in=themes))
    OfferLanguage.objects.bulk_create(OfferLanguage(offer=offer, code=code) for code in languages)
    return offer


def make_request(asker: Person, offer: Offer, **fields: Any) -> Request:
    """A request that waits for its mentor."""
    fields.setdefault("words", "How do you collect fees?")
    return Request.objects.create(asker=asker, mentor=offer.mentor, offer=offer, **fields)


def make_pair(
    mentor: Person | None = None, mentee: Person | None = None, *, is_agreed: bool = True
) -> Pair:
    """A pair that holds a place of its mentor's offer, under way unless told otherwise."""
    mentor, mentee = mentor or PersonFactory(), mentee or PersonFactory()
    offer = Offer.objects.filter(mentor=mentor).first() or make_offer(mentor, places=9)
    now = timezone.now()
    request = make_request(mentee, offer, state=RequestState.ACCEPTED, settled_at=now)
    Offer.objects.filter(pk=offer.pk).update(taken=F("taken") + 1)
    agreed = dict.fromkeys(("confirmed_by_mentor_at", "confirmed_by_mentee_at", "agreed_at"), now)
    if is_agreed:
        agreed["state"] = PairState.UNDER_WAY
    pair = Pair.objects.create(
        request=request, mentor=mentor, mentee=mentee, offer=offer, **(agreed if is_agreed else {})
    )
    Goal.objects.create(pair=pair, place=1, text="Collect fees by ward")
    return pair


def make_booked_session(pair: Pair | None = None, **fields: Any) -> Session:
    """A session of an hour, in a week, with the quarter-hours of both."""
    pair = pair or make_pair()
    day = timezone.now() + datetime.timedelta(days=7)
    starts_at = fields.pop("starts_at", day.replace(minute=0, second=0, microsecond=0))
    fields.setdefault("zone", "Africa/Lusaka")
    fields.setdefault("ends_at", starts_at + datetime.timedelta(hours=1))
    session = Session.objects.create(pair=pair, starts_at=starts_at, **fields)
    Booking.objects.bulk_create(
        Booking(person=person, starts_at=starts_at + QUARTER * place, session=session)
        for person in (pair.mentor, pair.mentee)
        for place in range(session.minutes // 15)
    )
    return session


# -- Boards ----------------------------------------------------------------------------------------


def make_board(
    name: str = "Waste and cleaning", audience: str = "signed-in", **fields: Any
) -> Board:
    """A board; of the programme, and read by all who are signed in, unless told otherwise."""
    fields.setdefault("purpose", "Carts, fees, transfer points, and what to do about them.")
    kept, _is_new = Audience.objects.get_or_create(key=audience)
    board = Board.objects.create(name=name, audience=kept, **fields)
    SiteVersion.advance()
    return board


def make_known(*persons: Person) -> None:
    """Let persons be no newcomers: they joined long ago, and a post of theirs was shown."""
    hall, _is_new = Board.objects.get_or_create(
        name="Arrivals",
        defaults={
            "purpose": "Where everybody said hello.",
            "audience": Audience.objects.get_or_create(key="signed-in")[0],
        },
    )
    for person in persons:
        long_ago = timezone.now() - datetime.timedelta(days=400)
        Person.objects.filter(pk=person.pk).update(joined_at=long_ago)
        person.joined_at = long_ago
        topic = Topic.objects.create(
            board=hall, title=f"Hello from {person.name}", language="en", author=person,
            last_number=1, post_count=1, begun_at=long_ago, last_post_at=long_ago,
        )  # fmt: skip
        Post.objects.create(
            topic=topic, number=1, author=person, text="Hello.", html="<p>Hello.</p>",
            posted_at=long_ago,
        )  # fmt: skip
    count_topic(hall.pk, len(persons))


def ask(person: Person, board: Board, title: str = "Who collects the fee?", **fields: Any) -> Topic:
    """A question of `person`, as the form would post it."""
    uploads = fields.pop("uploads", ())
    said = {
        "kind": Topic.Kind.QUESTION,
        "title": title,
        "language": "en",
        "text": f"Two wards share one transfer point. {title}",
        **fields,
    }
    return begin_topic(
        by=person, board=board, key=uuid.uuid4(), said=TopicWords(**said), uploads=uploads
    )


def answer(person: Person, topic: Topic, text: str = "We charge where the cart starts.") -> Post:
    """A reply of `person`, as the form would post it."""
    return reply(by=person, topic=topic, key=uuid.uuid4(), said=PostWords(text))
