"""Canary words of what two have with each other, and where those who may know would find them."""

import uuid
from typing import Any

from mentoring.kinds import SESSION
from mentoring.meeting.calendar import Slot
from mentoring.models import (
    Feedback,
    Lesson,
    Offer,
    Pair,
    PrivateNote,
    Proposal,
    Request,
    SharedNote,
)
from notices.actions import tell
from people.conversations.actions import write_to_person
from tests.house.rows.mentoring import ROWS

# The two of the pair of the world; no role of anybody else opens what they have with each other.
OF_THE_PAIR = ("member", "member of X")


def hide(canaries: Any) -> None:
    """What the two wrote to each other, each for themselves, and in the proposals."""
    persons, things = canaries.world.persons, canaries.world.things
    mentor, mentee = (persons[one] for one in OF_THE_PAIR[::-1])
    question, key = f"Carts and {_of_both(canaries, 'question')}?", uuid.uuid4()
    pair = Pair.objects.get(pk=things["pair_under_way_id"])
    talk = write_to_person(by=mentee, person=mentor, text=question, key=key)
    Request.objects.filter(pk=pair.request_id).update(words=question, conversation=talk)
    pair.goals.update(text=f"Carts by {_of_both(canaries, 'goal')}")
    said = {
        "agenda": f"About {_of_both(canaries, 'agenda')}",
        "place": f"Hall {_of_both(canaries, 'place')}",
        "link": f"https://meet.example/{_of_both(canaries, 'link')}",
    }
    pair.sessions.update(**said)
    Proposal.objects.filter(pair=pair).update(**said)
    why = f"Since {_of_both(canaries, 'why')}"
    pair.sessions.filter(state="cancelled").update(why_cancelled=why)
    noted = f"Noted {_of_both(canaries, 'shared note')}"
    SharedNote.objects.filter(session__pair=pair).update(text=noted)
    Lesson.objects.filter(pair=pair).update(
        title=f"On {_of_both(canaries, 'lesson title')}",
        text=f"Learnt {_of_both(canaries, 'lesson')}",
    )
    _hide_of_each(canaries, {"member of X": mentor, "member": mentee})
    for one in pair.sessions.booked():
        words = {"what": "moved", **Slot.of(one).as_words()}
        tell(SESSION, [mentor, mentee], once=one.once, words=words)


def _of_both(canaries: Any, place: str) -> str:
    return canaries.word("coaching", place, OF_THE_PAIR)


def _hide_of_each(canaries: Any, authors: dict[str, Any]) -> None:
    things, word = canaries.world.things, canaries.word
    for role, author in authors.items():
        note = PrivateNote(session_id=things["session_over_id"], author=author)
        note.text = f"Alone {word(f'note of {role}', 'private note', (role,))}"
        note.save()
    ended = Pair.objects.get(pk=things["pair_ended_id"])
    both = ("editor of Y", "member of X")
    for by, knowers in ((ended.mentor, both[:1]), (ended.mentee, both[1:])):
        # Each reads the other's, too, since both have filed.
        text = f"It was {word(f'feedback of {knowers[0]}', 'words', both)}"
        Feedback.objects.create(pair=ended, by=by, score=4, would_again=True, words=text)
    # Withdrawn, so that its owner alone sees it.
    withdrawn = word("withdrawn offer", "words", ("editor of Y",))
    Offer.objects.filter(pk=things["closed_offer_id"]).update(words=f"I show {withdrawn}")
    declined = word("declined request", "reason", ("editor of Y", "member of X"))
    Request.objects.filter(pk=things["request_id"]).update(reason=f"Since {declined}")


def addresses(canaries: Any) -> set[str]:
    """Where two persons meet, under random numbers: of each state of the table, and by token."""
    things = canaries.world.things
    noted = f"/en/mentoring/sessions/{things['session_over_id']}/"
    doors = {row.address.format(**things) for row in ROWS if not row.is_post}
    return doors | {noted, f"{noted}private-note/", f"{noted}notes/", f"{noted}session.ics"}
