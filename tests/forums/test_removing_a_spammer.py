"""U28: all traces of a spammer go in one act, and come back as they were."""

import datetime

import pytest
from django.core import serializers
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from forums.actions import looking_after, measures
from forums.actions.following import follow_board, follow_person
from forums.actions.moving import NotAnyMore
from forums.actions.removing import remove_all_of
from forums.actions.reporting import report
from forums.actions.writing import save_draft
from forums.models import Attachment, Board, Follow, Post, PostDraft, Report, Sanction, Topic
from forums.permissions import can_write_in
from forums.roles import make_facilitator
from pages.registries import settle
from people.models import AuditEntry, Person
from tests.factories import (
    PersonFactory,
    answer,
    ask,
    do_waiting_work,
    make_board,
    make_cast,
    make_editor,
    make_known,
    sign_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines(db):
    """Edits for the programme."""
    person = PersonFactory(name="Ines Vale")
    make_editor(person)
    return person


@pytest.fixture
def spam(odette, bruno, mira):
    """Bruno sells kelpies: a topic of his own, a reply, one hidden already, a draft, a profile."""
    board = make_board("In the open", "public")
    topic = ask(odette, board, "What swims in the canal?")
    own = ask(bruno, board, "Kelpies for sale")
    answer(odette, own, "Not here.")
    reply = answer(bruno, topic, "Buy a kelpie.")
    hidden = answer(bruno, topic, "Another kelpie.")
    looking_after.hide_post(by=None, post=hidden, note="Once is enough.")
    save_draft(by=bruno, board=board, topic=topic, said={"text": "A third kelpie"})
    follow_board(by=bruno, board=board)
    follow_person(by=odette, person=bruno)
    Person.objects.filter(pk=bruno.pk).update(about="I sell kelpies.", name_seen_by="signed-in")
    report(by=odette, post=reply, reason="spam")
    leaflet = Attachment.objects.create(
        post=reply,
        by=bruno,
        file=ContentFile(b"kelpie", name="leaflet.txt"),
        content_type="text/plain",
        size=6,
        human_name="leaflet.txt",
    )
    return {"board": board, "topic": topic, "own": own, "reply": reply, "leaflet": leaflet}


def remove(person, post, **said):
    address = reverse("case_remove", args=[post.pk])
    return sign_in(person).post(address, {"reason": "Sells kelpies.", "is_sure": "on", **said})


def everything(bruno):
    """All that a removal touches, as it stands."""
    kept = {}
    for model in (Topic, Post, Board):
        kept[model] = serializers.serialize("json", model.objects.order_by("pk"))
    drafts = PostDraft.objects.order_by("topic").values(
        "person", "topic", "board", "text", "saved_at"
    )
    kept["drafts"] = list(drafts)
    follows = Follow.objects.order_by("person", "board", "topic", "followed")
    kept["follows"] = list(follows.values("person", "board", "topic", "followed", "since"))
    person = Person.objects.get(pk=bruno.pk)
    kept["profile"] = (person.about, person.name_seen_by)
    return kept


def test_u28_all_is_gone_everywhere_with_the_next_request(spam, odette, bruno, ines, mailoutbox):
    settle()
    do_waiting_work()
    mailoutbox.clear()
    # Told of, and not mailed yet.
    answer(bruno, spam["topic"], "One more kelpie.")
    assert remove(ines, spam["reply"]).status_code == 302
    reader = sign_in(odette)
    addresses = [
        reverse("topic", args=[spam["topic"].pk]),
        reverse("topic", args=[spam["own"].pk]),
        reverse("board", args=[spam["board"].pk]),
        reverse("board_feed", args=[spam["board"].pk]),
        f"{reverse('search')}?q=kelpie",
        f"{reverse('suggest')}?q=kel",
        reverse("notices"),
        reverse("my_topics"),
        reverse("desk"),
    ]
    for _when in ("before the index has followed", "after it"):
        for address in addresses:
            said = reader.get(address).content.decode().replace("q=kelpie", "")
            said = said.replace('value="kelpie"', "")
            assert "elpies for sale" not in said, address
            assert "a kelpie" not in said, address
            assert "more kelpie" not in said, address
        assert "Bruno Sel" not in reader.get(reverse("my_topics")).content.decode()
        settle()
        do_waiting_work()
    file = reverse("attachment", args=[spam["leaflet"].pk, "leaflet.txt"])
    assert reader.get(file).status_code == 404
    others = [mail for mail in mailoutbox if mail.to != [bruno.email]]
    assert [mail for mail in others if "elpie" in mail.subject + mail.body] == []
    person = Person.objects.get(pk=bruno.pk)
    assert (person.about, person.name_seen_by) == ("", "nobody")
    assert not PostDraft.objects.filter(person=bruno).exists()
    assert not can_write_in(person, spam["board"])
    assert Report.objects.get().state == "upheld"
    board = Board.objects.get(pk=spam["board"].pk)
    assert (board.topic_count, Topic.objects.get(pk=spam["topic"].pk).post_count) == (1, 1)
    assert AuditEntry.objects.filter(act="forums.removal", by=ines, person=bruno).exists()


def test_u28_what_is_brought_back_is_exactly_what_it_was(spam, odette, bruno, ines):
    before = everything(bruno)
    remove(ines, spam["reply"])
    assert everything(bruno) != before
    removal = Sanction.objects.get()
    assert "Bring all of it back" in sign_in(ines).get(reverse("measures")).content.decode()
    sign_in(ines).post(reverse("measure_end", args=[removal.pk]))
    assert everything(bruno) == before
    assert can_write_in(Person.objects.get(pk=bruno.pk), spam["board"])
    settle()
    page = sign_in(odette).get(f"{reverse('search')}?q=kelpies").content.decode()
    assert "Kelpies for sale" in page
    removal.refresh_from_db()
    assert (removal.state, removal.kept) == ("taken-back", {})
    file = reverse("attachment", args=[spam["leaflet"].pk, "leaflet.txt"])
    assert sign_in(odette).get(file).status_code == 200


def test_u28_what_others_wrote_meanwhile_is_kept_and_counted(spam, odette, bruno, ines):
    remove(ines, spam["reply"])
    answer(odette, spam["topic"], "It is quiet here now.")
    measures.take_back(by=ines, measure=Sanction.objects.get())
    topic = Topic.objects.get(pk=spam["topic"].pk)
    assert topic.post_count == topic.posts.filter(state="shown").count() == 3
    assert topic.last_post_at == topic.posts.get(text="It is quiet here now.").posted_at


def test_u28_after_thirty_days_nothing_is_brought_back_and_what_was_kept_is_forgotten(
    spam, bruno, ines
):
    remove(ines, spam["reply"])
    removal = Sanction.objects.get()
    Sanction.objects.update(reversible_until=timezone.now() - datetime.timedelta(seconds=1))
    with pytest.raises(NotAnyMore):
        measures.take_back(by=ines, measure=removal)
    page = sign_in(ines).get(reverse("measures")).content.decode()
    assert "Bring all of it back" not in page
    measures.end_those_over()
    removal.refresh_from_db()
    assert (removal.kept, removal.state) == ({}, "in-force")
    assert not can_write_in(Person.objects.get(pk=bruno.pk), spam["board"])


def test_u28_twice_pressed_removes_once(spam, bruno, ines):
    remove(ines, spam["reply"])
    with pytest.raises(NotAnyMore):
        remove_all_of(by=ines, person=bruno, association=None, reason="Again.")
    assert Sanction.objects.count() == 1


def test_u28_the_author_sees_that_it_was_removed_and_why(spam, bruno, ines):
    remove(ines, spam["reply"])
    page = sign_in(bruno).get(reverse("topic", args=[spam["topic"].pk])).content.decode()
    assert "Removed" in page
    assert "Sells kelpies." in page
    assert "Sells kelpies." in sign_in(bruno).get(reverse("my_topics")).content.decode()


def test_removing_asks_first_and_wants_a_reason(spam, ines):
    address = reverse("case_remove", args=[spam["reply"].pk])
    page = sign_in(ines).get(address).content.decode()
    assert "Bruno Sel" in page
    assert "4 posts" in page
    page = remove(ines, spam["reply"], is_sure="").content.decode()
    assert "Tick this" in page
    assert "Sells kelpies." in page
    assert remove(ines, spam["reply"], reason="").status_code == 200
    assert not Sanction.objects.exists()


def test_a_facilitator_removes_nobody(spam, mira):
    make_facilitator(by=None, person=mira, board=spam["board"])
    assert remove(mira, spam["reply"]).status_code == 404


def test_an_association_removes_from_its_own_boards_alone():
    cast = make_cast()
    make_known(cast.odette, cast.bruno)
    of_lake = make_board("Lake", "signed-in", association=cast.lake)
    here = answer(cast.bruno, ask(cast.odette, of_lake), "Buy a kelpie.")
    there = answer(cast.bruno, ask(cast.odette, make_board(), "Another?"), "Buy two kelpies.")
    Person.objects.filter(pk=cast.bruno.pk).update(about="I sell.")
    page = sign_in(cast.lena).get(reverse("case_remove", args=[here.pk])).content.decode()
    assert "1 post " in page
    assert "in the boards of Association of Lake Towns" in page
    remove(cast.lena, here)
    for post in (here, there):
        post.refresh_from_db()
    assert (here.state, there.state) == ("removed", "shown")
    assert Person.objects.get(pk=cast.bruno.pk).about == "I sell."
