"""Where people are signed in, for how long that holds, and how it ends.

Django keeps sessions without saying whose they are; `SignIn` says so. It is written where a session
begins or ends, never by reading: how long ago a browser last opened a page stands in a signed
cookie of its own (decision 0012).
"""

import time
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.core import signing
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from people.limits import client_address
from people.models import Person, SignIn

READER_LASTS = timedelta(days=14)
STAFF_LASTS = timedelta(hours=12)
STAFF_IDLES = timedelta(hours=3)
# How old the note of the last page may be before it is written anew.
SEEN_EVERY = timedelta(minutes=5)
# In the session: when it began, in seconds since 1970, and its row of SignIn.
BEGAN, ROW = "signed_in_at", "sign_in"
_READER, _ANYBODY = "r", "a"


# -- Beginning and ending ------------------------------------------------------------------------


def note_sign_in(request: HttpRequest, person: Person) -> None:
    """Write down that `person` signed in with this browser; called once for each session."""
    session = request.session
    if session.session_key is None:
        session.save()
    row = SignIn.objects.create(
        person=person,
        session_key=str(session.session_key),
        user_agent=request.META.get("HTTP_USER_AGENT", "")[:300],
        network_address=client_address(request),
    )
    session[BEGAN] = int(time.time())
    session[ROW] = row.pk


def note_new_key(request: HttpRequest) -> None:
    """The session of this browser goes on under another id."""
    SignIn.objects.filter(pk=request.session.get(ROW, 0)).update(
        session_key=request.session.session_key
    )


@transaction.atomic
def end_other_sessions(person: Person, except_key: str | None = None) -> None:
    """End all sessions of `person`, save the one with the id `except_key`, with the next request.

    A request that is under way in an ended session cannot write it back.
    """
    ended = SignIn.objects.filter(person=person).exclude(session_key=except_key or "")
    Session.objects.filter(session_key__in=ended.values("session_key")).delete()
    ended.delete()


def renew_sessions(person: Person, request: HttpRequest | None = None) -> None:
    """Call it where a right is given to `person` (S07): no id from before reaches what is new.

    All their sessions end, and they sign in again, by the second step where the role asks for it.
    Only the session of `request`, where it is theirs, goes on, under another id.
    """
    if request is None or not request.user.is_authenticated or request.user.pk != person.pk:
        end_other_sessions(person)
        return
    end_other_sessions(person, except_key=request.session.session_key)
    request.session.cycle_key()
    note_new_key(request)


def forget_ended_sessions() -> None:
    """A chore: sessions that have run out, and what was noted of them."""
    Session.objects.filter(expire_date__lte=timezone.now()).delete()
    SignIn.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    SignIn.objects.filter(began_at__lte=timezone.now() - READER_LASTS).delete()


# -- For how long it holds -----------------------------------------------------------------------


@dataclass(frozen=True)
class _Seen:
    """When this browser last opened a page, and whether it was then asked and is no staff's."""

    at: float
    is_reader: bool


def has_run_out(request: HttpRequest) -> bool:
    """Whether the session of a signed-in request may not be used any more (S09).

    Whoever may enter the CMS is asked for only where it matters, and for a reader not again within
    some minutes: the answer costs two queries.
    """
    began = request.session.get(BEGAN, 0)
    now = time.time()
    if now - began > READER_LASTS.total_seconds():
        return True
    seen = _read(request) or _Seen(at=began, is_reader=False)
    is_fresh = now - seen.at < SEEN_EVERY.total_seconds()
    is_within = now - began <= STAFF_LASTS.total_seconds()
    is_idle = now - seen.at > STAFF_IDLES.total_seconds()
    if (is_within and not is_idle) or (seen.is_reader and is_fresh):
        return False
    if request.user.is_staff:
        return True
    setattr(request, "_is_reader", True)  # noqa: B010 - read when the cookie is written
    return False


def note_page(request: HttpRequest, response: HttpResponseBase) -> None:
    """Note in the cookie that a page was opened, where the last note is some minutes old."""
    seen = _read(request)
    if seen is not None and time.time() - seen.at < SEEN_EVERY.total_seconds():
        return
    kind = _READER if getattr(request, "_is_reader", False) else _ANYBODY
    response.set_cookie(
        settings.SEEN_COOKIE_NAME,
        _signer(request).sign(kind),
        max_age=READER_LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> _Seen | None:
    signed = request.COOKIES.get(settings.SEEN_COOKIE_NAME, "")
    try:
        kind = _signer(request).unsign(signed)
    except signing.BadSignature:
        return None
    at = signing.b62_decode(signed.rsplit(":", 2)[1])
    return _Seen(at=at, is_reader=kind == _READER)


def _signer(request: HttpRequest) -> signing.TimestampSigner:
    """One for each session: the note of another opens nothing."""
    return signing.TimestampSigner(salt=f"seen {request.session.session_key}")


# -- Where one is signed in ----------------------------------------------------------------------


def open_sign_ins(person: Person) -> list[SignIn]:
    """Where `person` is signed in, the latest first; two queries."""
    lasts = STAFF_LASTS if person.is_staff else READER_LASTS
    rows = SignIn.objects.filter(person=person, began_at__gt=timezone.now() - lasts)
    sessions = Session.objects.filter(
        session_key__in=rows.values("session_key"), expire_date__gt=timezone.now()
    )
    # A password changed elsewhere, as by an administrator, leaves sessions that open nothing.
    hash_now = person.get_session_auth_hash()
    living = {
        session.session_key
        for session in sessions
        if session.get_decoded().get(HASH_SESSION_KEY) == hash_now
    }
    return [row for row in rows if row.session_key in living]
