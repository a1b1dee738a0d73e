"""A small world for the table of who may open what: two associations, one page of each audience."""

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.base import ContentFile
from django.db.models import F
from django.utils import timezone
from PIL import Image
from wagtail.models import Page

from forums.models import (
    Attachment,
    Board,
    CreditRequest,
    Post,
    PostVersion,
    Report,
    Sanction,
    Topic,
)
from learning.actions import make_association_shelf, open_library_to_programme
from learning.kinds import TEXT_PUBLISHED
from learning.models import ArticlePage, CaseStudyPage, ChapterPage, LibraryPage, ManualPage
from mentoring.meeting.by_mail import SAY_WHETHER_HELD, token_for
from mentoring.models import (
    CalendarAddress,
    Lesson,
    Pair,
    Proposal,
    ProposedTime,
    Session,
    SharedNote,
)
from notices.actions import tell
from notices.models import Mail
from notices.stopping import stop_token
from pages.audiences import set_audience
from pages.models import Audience, File, Picture
from pages.registries import announce_things
from people.actions import make_association_space
from people.conversations.querysets import pair_of
from people.joining.actions import add_person
from people.joining.actions.inviting import open_invitation
from people.models import (
    Appointment,
    AssociationMembership,
    ClosedGroup,
    Conversation,
    DataExport,
    Departure,
    DocumentsPage,
    EventPage,
    JoinRequest,
    MailDomain,
    Message,
    Newsletter,
    NewsletterPage,
    NewsPage,
    Organisation,
    Participant,
    Person,
    RoleGrant,
)
from people.roles import ASSOCIATION_EDITOR
from people.space.feed_address import make_feed_address
from people.tokens import hash_of
from tests.factories import (
    PersonFactory,
    make_booked_session,
    make_contact,
    make_editor,
    make_offer,
    make_pair,
    make_request,
)
from tests.house.planted import (
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

# A number that no sequence comes to meanwhile, for a form that names it.
LAST_MESSAGE = 1_000_000


class World:
    """Persons by role, and what the braces of the table stand for."""

    def __init__(self) -> None:
        self.x, self.y = (
            Organisation.objects.create(name=f"Association {name}", kind="association")
            for name in ("X", "Y")
        )
        self.library = LibraryPage.objects.get(locale__language_code="en", depth=3)
        self.shelf_of_x = self._shelf(self.x)
        self._shelf(self.y)
        self.persons = self._make_persons()
        self.things: dict[str, object] = {}
        self._make_open_things()
        self._make_things_of_x()
        self._make_space_of_x()
        self._make_comings_and_goings_of_x()
        self._make_people_coming_in()
        self._make_found_and_talking()
        self._make_coaching()
        self._make_boards()
        for room in (
            *(internships, benchmarking, partnerships, calls, risks, training, duty),
            *(training_cascade, training_persons, search_saving, learning_trying, impact),
        ):
            room.plant(self)

    def _shelf(self, association: Organisation) -> LibraryPage:
        return next(
            shelf
            for shelf in make_association_shelf(association, ["en", "fr"])
            if shelf.locale.language_code == "en"
        )

    def _make_persons(self) -> dict[str, Person | None]:
        open_library_to_programme()
        persons: dict[str, Person | None] = {"visitor": None}
        for role in ("member", "member of X", "editor of X", "editor of Y", "programme editor"):
            persons[role] = Person.objects.create_user(
                f"{role.replace(' ', '-').lower()}@peerhall.example", name=role.title()
            )
        persons["administrator"] = Person.objects.create_superuser(
            "administrator@peerhall.example", name="Administrator"
        )
        Appointment.objects.create(
            person=persons["member of X"],
            organisation=self.x,
            post="Policy officer",
            level="specialist",
            from_on=date(2020, 1, 1),
        )
        make_editor(persons["editor of X"], self.x)
        make_editor(persons["editor of Y"], self.y)
        make_editor(persons["programme editor"])
        for role in ("editor of X", "editor of Y", "programme editor", "administrator"):
            TOTP.activate(persons[role], generate_totp_secret())
        return persons

    def _make_open_things(self) -> None:
        picture, file = self._picture(), self._file()
        answers = {"contact_post": "Head of waste", "contact_person": self.persons["editor of X"]}
        public = self._add(
            self.library, ArticlePage(title="Open to all", body=_body(picture, file), **answers)
        )
        manual = self._add(self.library, ManualPage(title="An open manual"))
        self._add(self.library, ArticlePage(title="A draft", live=False, slug="a-draft"))
        tell(TEXT_PUBLISHED, [self.persons["member of X"]], once="public", about=public)
        for_members = self._add(self.library, ArticlePage(title="For members"))
        set_audience(for_members.translation_key, "signed-in")
        circle = ClosedGroup.objects.create(name="A circle of nobody")
        of_group = self._add(self.library, ArticlePage(title="For the circle"))
        set_audience(of_group.translation_key, f"group:{circle.pk}")
        self.things |= {
            "stop_token": stop_token(self.persons["member"].pk, ["learning.text-published"]),
            "public": public.address,
            "public_id": public.pk,
            "public_picture": picture.get_rendition("width-40").url,
            "public_file": file.url,
            "manual": manual.address,
            "manual_id": manual.pk,
            "chapter": self._add(manual, ChapterPage(title="Its chapter")).address,
            "draft": "/en/library/a-draft/",
            "for_members": for_members.address,
            "of_group": of_group.address,
        }

    def _make_things_of_x(self) -> None:
        picture, file = self._picture(), self._file()
        owner = self.persons["member of X"]
        answers = {"contact_post": "Head of roads", "contact_person": self.persons["editor of X"]}
        of_x = self._add(
            self.shelf_of_x, ArticlePage(title="Of X", body=_body(picture, file), **answers)
        )
        manual = self._add(self.shelf_of_x, ManualPage(title="A manual of X"))
        chapter = self._add(manual, ChapterPage(title="Its chapter"))
        draft = ArticlePage(title="Begun", live=False, owner=owner, has_unpublished_changes=True)
        self._add(self.shelf_of_x, draft)
        snapshot = self._add(
            self.shelf_of_x, CaseStudyPage(title="A snapshot", form="snapshot", owner=owner)
        )
        copy = DataExport.objects.create(person=owner)
        for page in (draft, snapshot):
            page.save_revision(user=owner)
        for page in (of_x, manual):
            set_audience(page.translation_key, f"association:{self.x.pk}")
        self.things |= {
            "of_x": of_x.address,
            "of_x_id": of_x.pk,
            "chapter_of_x": chapter.address,
            "manual_of_x_id": manual.pk,
            "picture_of_x": picture.get_rendition("width-40").url,
            "file_of_x": file.url,
            "draft_id": draft.pk,
            "snapshot_id": snapshot.pk,
            "copy_of_member_of_x": copy.pk,
        }

    def _make_comings_and_goings_of_x(self) -> None:
        """Somebody who is to edit for X, and somebody who has left a text to answer for."""
        posts = {}
        ends = {"newcomer": None, "colleague": None, "leaver": date(2025, 6, 30)}
        for name, until_on in ends.items():
            posts[name] = Appointment.objects.create(
                person=Person.objects.create_user(
                    f"{name}@peerhall.example", "plain lake water 7", name=name.title()
                ),
                organisation=self.x,
                post="Clerk",
                level="front-office",
                from_on=date(2021, 1, 1),
                until_on=until_on,
            )
        waiting = RoleGrant.objects.create(
            person=posts["newcomer"].person,
            role=ASSOCIATION_EDITOR.key,
            organisation=self.x,
            appointment=posts["newcomer"],
            given_by=self.persons["administrator"],
        )
        ArticlePage.objects.filter(title="Of X").update(
            contact_organisation=self.x, contact_person=posts["leaver"].person
        )
        self.things |= {
            "x_id": self.x.pk,
            "newcomer_id": posts["newcomer"].person_id,
            "colleague_id": posts["colleague"].person_id,
            "editor_of_y_id": self.persons["editor of Y"].pk,
            "waiting_role_id": waiting.pk,
            "post_id": self.persons["member of X"].appointments.get().pk,
            "post_over_id": posts["leaver"].pk,
            "departure_id": Departure.objects.create(appointment=posts["leaver"]).pk,
        }

    def _make_people_coming_in(self) -> None:
        town = Organisation.objects.get(pk=self.things["town_of_x_id"])
        self._make_contact_of(town)
        by = self.persons["editor of X"]
        terms = {"organisation": town, "post": "Clerk", "level": "specialist", "language": "en"}
        person, _is_new = add_person(by=by, name="Without Account", **terms)
        invitation, token = open_invitation(by=by, email="invited@peerhall.example", **terms)
        proven, unproven = (
            JoinRequest.objects.create(
                token_hash=hash_of(token_of_request),
                email=f"{token_of_request}@peerhall.example",
                name="Somebody",
                proven_at=proven_at,
                **terms,
            )
            for token_of_request, proven_at in (("proven", timezone.now()), ("unproven", None))
        )
        domain = MailDomain.objects.create(organisation=town, domain="x.example")
        self.things |= {
            "x_id": self.x.pk,
            "y_id": self.y.pk,
            "person_without_account_id": person.pk,
            "mail_domain_id": domain.pk,
            "invitation_id": invitation.pk,
            "invitation_link": f"/en/join/invitation/{token}/",
            "proof_link": "/en/join/address/unproven/",
            "join_request_id": proven.pk,
            "unproven_request_id": unproven.pk,
        }

    def _make_contact_of(self, town: Organisation) -> None:
        contact = Person.objects.create_user("contact-in-x@peerhall.example", name="Contact In X")
        Appointment.objects.create(
            person=contact,
            organisation=town,
            post="Town clerk",
            level="executive",
            from_on=date(2020, 1, 1),
        )
        make_contact(contact, town)
        self.persons["contact in X"] = contact

    def _make_found_and_talking(self) -> None:
        """Persons of whom all, those of X, and nobody may know, and who wrote to whom."""
        found = {
            seen_by: Person.objects.create_user(
                f"{seen_by}@peerhall.example", name=f"Seen by {seen_by}", name_seen_by=seen_by
            )
            for seen_by in ("signed-in", "association", "nobody")
        }
        Appointment.objects.create(
            person=found["association"],
            organisation_id=self.things["town_of_x_id"],
            post="Clerk",
            level="front-office",
            from_on=date(2020, 1, 1),
        )
        asking, asked = self.persons["member"], self.persons["member of X"]
        talk = Conversation.objects.create(pair=pair_of(asking, asked))
        for person in (asking, asked):
            Participant.objects.create(conversation=talk, person=person)
        Message.objects.create(
            pk=LAST_MESSAGE, conversation=talk, by=asking, text="How many carts?"
        )
        parked = Mail.objects.create(
            form=Mail.Form.LETTER,
            address="far@away.example",
            addressee="far@away.example",
            state=Mail.State.PARKED,
            reason="SMTPDataError: (554, b'no')",
            settled_at=timezone.now(),
        )
        self.things |= {
            "parked_mail_id": parked.pk,
            "listed_id": found["signed-in"].pk,
            "seen_in_x_id": found["association"].pk,
            "unlisted_id": found["nobody"].pk,
            "talk_id": talk.pk,
        }

    def _make_coaching(self) -> None:
        """Offers, and one of each state of what two have with each other."""
        mentor, asker = self.persons["member of X"], self.persons["member"]
        of_x, of_y = self.persons["editor of X"], self.persons["editor of Y"]
        colleague = Person.objects.get(pk=self.things["colleague_id"])
        offers = {
            one: make_offer(one, places=9, words="I can show you our books.", **seen)
            for one, seen in (
                (mentor, {}),
                (colleague, {"seen_by": "association"}),
                (of_x, {"seen_by": "everyone"}),
                (of_y, {"state": "closed"}),
            )
        }
        proposed = make_request(of_x, offers[mentor], state="proposed", reached_mentor=False)
        pairs = {
            "under_way": make_pair(mentor, asker),
            "agreeing": make_pair(of_x, asker, is_agreed=False),
            "ended": make_pair(of_y, mentor),
        }
        Pair.objects.filter(pk=pairs["ended"].pk).update(state="ended", ended_at=timezone.now())
        proposal = Proposal.objects.create(pair=pairs["under_way"], by=asker, zone="Africa/Lusaka")
        soon = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=9)
        ProposedTime.objects.create(proposal=proposal, starts_at=soon)
        long_ago = soon - timedelta(days=90)
        cancelled = make_booked_session(pairs["under_way"], starts_at=soon + timedelta(days=1))
        Session.objects.filter(pk=cancelled.pk).update(state="cancelled", cancelled_at=long_ago)
        over = make_booked_session(pairs["under_way"], starts_at=soon - timedelta(days=11))
        note = SharedNote.objects.create(session=over, by=asker, text="We looked at the books.")
        Lesson.objects.create(
            pair=pairs["under_way"], by=asker, title="Books by ward", text="Keep one for each."
        )
        self.things |= {
            "note_id": note.pk,
            "session_over_id": over.pk,
            "held_token": token_for(over.pk, mentor.pk, SAY_WHETHER_HELD),
            "calendar_token": CalendarAddress.renew(mentor),
            "nothing": UUID(int=0),
            "administrator_id": self.persons["administrator"].pk,
            "offer_id": offers[mentor].pk,
            "offer_in_x_id": offers[colleague].pk,
            "open_offer_id": offers[of_x].pk,
            "closed_offer_id": offers[of_y].pk,
            "request_id": make_request(of_y, offers[mentor]).pk,
            "proposed_request_id": proposed.pk,
            **{f"pair_{state}_id": pair.pk for state, pair in pairs.items()},
            "times_id": proposal.pk,
            "times_moment": soon.isoformat(),
            "times_token": token_for(proposal.pk, mentor.pk),
            "session_id": make_booked_session(pairs["under_way"]).pk,
            "session_held_id": make_booked_session(pairs["under_way"], starts_at=long_ago).pk,
            "session_cancelled_id": cancelled.pk,
        }

    def _make_boards(self) -> None:
        """A board for each audience, with a question of the member of X that has an answer."""
        author = self.persons["member of X"]
        self.things["member_of_x_id"] = author.pk
        circle = ClosedGroup.objects.get(name="A circle of nobody")
        boards = {
            "open": ("public", None),
            "for_members": ("signed-in", None),
            "of_x": (f"association:{self.x.pk}", self.x),
            "of_group": (f"group:{circle.pk}", None),
        }
        for name, (key, association) in boards.items():
            audience, _is_new = Audience.objects.get_or_create(key=key)
            board = Board.objects.create(
                name=f"Board {name}", purpose="To talk.", audience=audience, association=association
            )
            topic, first = self._topic(board, author)
            answer = self._post(topic, self.persons["editor of X"], "We did.")
            topic.answer = answer
            topic.save()
            announce_things("changed", [topic.scope])
            kept = Attachment.objects.create(
                post=first,
                by=author,
                file=ContentFile(b"a,b\n1,2\n", name="list.csv"),
                content_type="text/csv",
                size=8,
                human_name="list.csv",
            )
            PostVersion.objects.create(post=first, text="Before.", html="<p>Before.</p>")
            CreditRequest.objects.create(topic=topic, person=author)
            self.things |= {
                f"board_{name}": board.pk,
                f"topic_{name}": topic.pk,
                f"post_{name}": first.pk,
                f"answer_{name}": answer.pk,
                f"attachment_{name}": kept.pk,
            }
            if name == "open":
                held, waiting = self._topic(board, author, topic="held", post="held")
                locked, _first = self._topic(board, author, topic="locked")
                self.things |= {"topic_held": held.pk, "post_held": waiting.pk}
                self.things["topic_locked"] = locked.pk
                announce_things("changed", [locked.scope])
                self._make_hidden(topic)
            if name in ("of_x", "of_group"):
                reported = answer if name == "of_x" else self._post(topic, author, "Reported.")
                Report.objects.create(post=reported, reason="spam", association=association)
                self.things[f"reported_{name}"] = reported.pk
        for name, association in (("of_x", self.x), ("everywhere", None)):
            measure = Sanction.objects.create(
                person=author, kind="warning", reason="Be kind.", association=association
            )
            self.things[f"measure_{name}"] = measure.pk

    def _make_hidden(self, topic: Topic) -> None:
        """A hidden and a removed post of somebody who is in none of the roles."""
        writer = PersonFactory(name="Nils Berg")
        for state in ("hidden", "removed"):
            post = self._post(topic, writer, "Buy carts.", state=state)
            self.things[f"post_{state}"] = post.pk

    def _topic(
        self, board: Board, author: Any, *, topic: str = "open", post: str = "shown"
    ) -> tuple[Topic, Post]:
        begun = Topic.objects.create(
            board=board, title=f"A question in {board.name}", language="en", author=author,
            state=topic,
        )  # fmt: skip
        Board.objects.filter(pk=board.pk).update(
            topic_count=F("topic_count") + int(begun.state != "held")
        )
        return begun, self._post(begun, author, "How is it done?", state=post)

    def _post(self, topic: Topic, author: Any, text: str, *, state: str = "shown") -> Post:
        number = topic.last_number + 1
        post = Post.objects.create(
            topic=topic, number=number, author=author, text=text, html=f"<p>{text}</p>",
            state=state, note="Why." if state in ("hidden", "removed") else "",
            state_before="shown" if state == "removed" else "",
        )  # fmt: skip
        topic.last_number = number
        topic.post_count += state == "shown"
        topic.save()
        return post

    def _make_space_of_x(self) -> None:
        """One page of each kind for each audience, and what its editors keep."""
        home = make_association_space(self.x, ["en"])[0]
        news, events, documents = (
            home.get_children().get(slug=slug).specific for slug in ("news", "events", "documents")
        )
        circle = ClosedGroup.objects.create(name="A group of X", association=self.x)
        kinds = {"news": news, "events": events, "documents": documents}
        audiences = {
            "open": "public",
            "for_members": "signed-in",
            "of_x": f"association:{self.x.pk}",
            "of_group": f"group:{circle.pk}",
        }
        for kind, parent in kinds.items():
            self.things[kind] = parent.address
            for name, key in audiences.items():
                page = self._add(parent, self._page_of(kind, f"{kind} {name}"))
                set_audience(page.translation_key, key)
                self.things |= {f"{kind}_{name}": page.address, f"{kind}_{name}_id": page.pk}
            draft = self._page_of(kind, f"{kind} begun", live=False, slug=f"{kind}-begun")
            self._add(parent, draft)
            self.things[f"{kind}_draft"] = f"{parent.address}{kind}-begun/"
        town = Organisation.objects.create(name="A town of X", kind="local-government")
        membership = AssociationMembership.objects.create(
            association=self.x, member=town, from_on=date(2020, 1, 1)
        )
        self._make_newsletters_of_x(news)
        self.x.space_settings.colour = "#1d5f8a"
        self.x.space_settings.save()
        self.things |= {
            "x": self.x.pk,
            "space": home.address,
            "shelf_of_x": self.shelf_of_x.address,
            "membership_id": membership.pk,
            "town_of_x_id": town.pk,
            "group_id": circle.pk,
            "feed_token": make_feed_address(by=self.persons["member of X"]),
        }

    def _make_newsletters_of_x(self, news: Page) -> None:
        """One that has gone out to the members, and one that waits for approval."""
        for_members = f"association:{self.x.pk}"
        sent = self._add(news, NewsletterPage(title="A newsletter of X"))
        set_audience(sent.translation_key, for_members)
        waiting = Newsletter.objects.create(
            association=self.x,
            language="en",
            subject="A newsletter that waits",
            message="Words.",
            audience=for_members,
            state="waiting",
            written_by=self.persons["member of X"],
        )
        self.things |= {"newsletter_of_x": sent.address, "newsletter_id": waiting.pk}

    def _page_of(self, kind: str, title: str, **more: Any) -> Any:
        if kind == "events":
            more |= {
                "starts_at": datetime(2026, 2, 3, 9, tzinfo=UTC),
                "ends_at": datetime(2026, 2, 3, 11, tzinfo=UTC),
            }
        models = {"news": NewsPage, "events": EventPage, "documents": DocumentsPage}
        return models[kind](title=title, **more)

    def _add(self, parent: Page, page: Any) -> Any:
        page.locale = parent.locale
        if page.live:
            page.first_published_at = datetime(2026, 1, 1, tzinfo=UTC)
        return parent.add_child(instance=page)

    def _picture(self) -> Picture:
        drawn = io.BytesIO()
        Image.new("RGB", (80, 60), (40, 90, 120)).save(drawn, "PNG")
        return Picture.objects.create(
            title="A wall", file=ContentFile(drawn.getvalue(), name="wall.png")
        )

    def _file(self) -> File:
        return File.objects.create(title="A list", file=ContentFile(b"a,b\n1,2\n", name="list.csv"))


def _body(picture: Picture, file: File) -> list[tuple[str, Any]]:
    return [
        ("picture", {"picture": picture, "alt": "A wall", "caption": ""}),
        ("file", {"file": file, "title": "A list"}),
    ]
