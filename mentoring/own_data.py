"""What becomes of the rows of this room that point at a person.

A mentor's offer goes with their account. What two persons wrote to each other stays with the other
one under "former member", as messages do, and goes two years after the end of the pair.
"""

from django.utils.translation import gettext_lazy as _

from mentoring.retention import forget_old
from pages.registries import KEPT, Kept, OwnData

TWO_YEARS_AFTER = Kept(forget=forget_old)
_AGREEMENT = (
    "state",
    "words_of_goals",
    "rhythm",
    "months",
    "begun_at",
    "agreed_at",
    "ended_at",
)

RULES = (
    OwnData(
        "mentoring.Offer.mentor",
        _("Your offer as a mentor"),
        ("state", "level", "size", "hours", "places", "time_zone", "seen_by", "words", "made_at"),
        "delete",
        KEPT,
    ),
    OwnData(
        "mentoring.Request.asker",
        _("Mentors you asked"),
        ("asked_at", "state", "words", "settled_at"),
        "keep",
        TWO_YEARS_AFTER,
    ),
    OwnData(
        "mentoring.Request.mentor",
        _("Requests you got as a mentor"),
        ("asked_at", "state", "reason", "settled_at"),
        "keep",
        TWO_YEARS_AFTER,
    ),
    OwnData(
        "mentoring.Request.proposed_by",
        _("Pairs you proposed for the programme"),
        ("asked_at", "state"),
        "empty",
        TWO_YEARS_AFTER,
    ),
    OwnData("mentoring.Pair.mentor", _("Coaching you gave"), _AGREEMENT, "keep", TWO_YEARS_AFTER),
    OwnData("mentoring.Pair.mentee", _("Coaching you got"), _AGREEMENT, "keep", TWO_YEARS_AFTER),
    OwnData(
        "mentoring.Pair.ended_by", _("Coaching you closed"), ("ended_at",), "keep", TWO_YEARS_AFTER
    ),
    OwnData(
        "mentoring.Proposal.by",
        _("Times you proposed"),
        ("made_at", "state", "minutes", "zone", "place", "link", "agenda"),
        "keep",
        TWO_YEARS_AFTER,
    ),
    OwnData(
        "mentoring.Session.cancelled_by",
        _("Sessions you cancelled"),
        ("starts_at", "cancelled_at", "why_cancelled"),
        "keep",
        TWO_YEARS_AFTER,
    ),
    OwnData(
        "mentoring.Booking.person",
        _("Quarter-hours in which you are booked"),
        ("starts_at",),
        "delete",
        Kept(days=60, since="starts_at"),
    ),
    OwnData(
        "mentoring.Answer.by",
        _("What you said about whether sessions took place"),
        ("took_place", "at"),
        "keep",
        TWO_YEARS_AFTER,
    ),
    OwnData(
        "mentoring.SharedNote.by",
        _("Shared notes of sessions you wrote"),
        ("text", "written_at", "changed_at"),
        "keep",
        TWO_YEARS_AFTER,
    ),
    OwnData(
        "mentoring.PrivateNote.author",
        _("Your private notes"),
        ("told_text", "changed_at"),
        "delete",
        TWO_YEARS_AFTER,
    ),
    OwnData(
        "mentoring.Feedback.by",
        _("Feedback you gave"),
        ("score", "would_again", "words", "filed_at"),
        "keep",
        TWO_YEARS_AFTER,
    ),
    OwnData(
        "mentoring.Lesson.by",
        _("Lessons from coaching you wrote"),
        ("state", "title", "text", "changed_at"),
        "keep",
        TWO_YEARS_AFTER,
    ),
    OwnData(
        "mentoring.CalendarAddress.person",
        _("The address of your coaching calendar"),
        ("made_at",),
        "delete",
        KEPT,
    ),
)
