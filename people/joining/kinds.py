"""What those who confirm are told: that somebody asks. Names stand on the page, not in the mail."""

from typing import Any

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notices.kinds import Frequency, Kind, Wording
from notices.models import Notice
from people.joining.querysets import requests_to_decide
from people.models import JoinRequest

_PREFIX = "join-request:"


def once_for(request: JoinRequest) -> str:
    """Under which name a notice about this request is told, and found again."""
    return f"{_PREFIX}{request.pk}"


def _still_waits(person: Any, notice: Notice) -> bool:
    known: set[str] | None = getattr(person, "_join_requests_waiting", None)
    if known is None:
        known = {once_for(request) for request in requests_to_decide(person)}
        # Asked once for each page or mail: the person object lives no longer than that.
        person._join_requests_waiting = known  # noqa: SLF001 - ours, see above
    return notice.once in known


def _still_wait(person: Any) -> Q:
    name = Concat(Value(_PREFIX), Cast("pk", CharField()))
    waiting = requests_to_decide(person).order_by().annotate(name_of_notice=name)
    return Q(once__in=waiting.values("name_of_notice"))


def _write(person: Any, notice: Notice) -> Wording:
    return Wording(
        subject=_("Somebody asks to join"),
        text=_("Confirm that they work with you, or say why not."),
        path=reverse("join_request", args=[notice.once.removeprefix(_PREFIX)]),
    )


ASKS_TO_JOIN = Kind(
    key="people.asks-to-join",
    label=gettext_lazy("People who ask to join"),
    sentence=gettext_lazy("You confirm who belongs to an organisation, and somebody asks."),
    default=Frequency.AT_ONCE,
    may_still=_still_waits,
    in_query=_still_wait,
    write=_write,
)
