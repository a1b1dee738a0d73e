"""How often one may try (safeguards, section 3), counted in the database for all processes at once.

An attempt is counted before it is looked at, and given back when it was good. So of a hundred that
come at once no more are looked at than the limit allows. A refused one costs one query and no hash.
"""

import hashlib
import hmac
import ipaddress
import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import F
from django.http import HttpRequest

from people.models import AttemptCount, Person

MINUTE, HOUR, DAY = 60, 3_600, 86_400
# As large a network as one household or office gets (RFC 6177).
IPV6_PREFIX = 64


@dataclass(frozen=True)
class Limit:
    """So many attempts in so many seconds from the first; `door` says what the answer speaks of."""

    door: str
    name: str
    amount: int
    seconds: int

    def key(self, who: str) -> str:
        """Under which attempts of `who` are counted; does not tell who it is."""
        words = f"{self.door}|{self.name}|{who}"
        return hmac.new(settings.SECRET_KEY.encode(), words.encode(), hashlib.sha256).hexdigest()


SIGN_IN, SECOND_STEP, RESET, NEW_ADDRESS = "sign in", "second step", "reset", "new address"
SIGN_IN_ACCOUNT = Limit(SIGN_IN, "account", 5, 30 * MINUTE)
SIGN_IN_NETWORK = Limit(SIGN_IN, "network", 10, 5 * MINUTE)
SIGN_IN_ALL = Limit(SIGN_IN, "all", 1_000, 5 * MINUTE)
SECOND_STEPS = (
    Limit(SECOND_STEP, "minutes", 5, 5 * MINUTE),
    Limit(SECOND_STEP, "hour", 20, HOUR),
    Limit(SECOND_STEP, "day", 50, DAY),
)
# The same digits open once. The app's are good for ninety seconds at most.
CODE_ONCE = Limit(SECOND_STEP, "code", 1, 5 * MINUTE)
RESET_NETWORK = Limit(RESET, "network", 20, HOUR)
RESET_ADDRESS = (Limit(RESET, "hour", 2, HOUR), Limit(RESET, "day", 5, DAY))
NEW_ADDRESS_DAY = Limit(NEW_ADDRESS, "day", 5, DAY)
CONVERSATIONS_DAY = Limit("conversations", "day", 20, DAY)
MESSAGES_HOUR = Limit("messages", "hour", 60, HOUR)
LOOKUPS_HOUR = Limit("directory", "hour", 100, HOUR)
# A program: a page of a list of twenty counts as one.
ANSWERS_HOUR = Limit("programs", "hour", 2_000, HOUR)
# Reports as PDF, each of which keeps a process of the site busy for seconds.
PDF = "pdf"
PDFS_HOUR = Limit(PDF, "hour", 20, HOUR)


class TooMany(Exception):
    """The limit is reached; `seconds` are left until one may try again."""

    def __init__(self, limit: Limit, seconds: int) -> None:
        super().__init__(f"{limit.door}, {limit.name}")
        self.limit = limit
        self.seconds = seconds

    @property
    def minutes(self) -> int:
        return max(math.ceil(self.seconds / MINUTE), 1)

    @property
    def hours(self) -> int:
        return max(math.ceil(self.seconds / HOUR), 1)


@dataclass(frozen=True)
class Taken:
    """Attempts that were counted."""

    keys: tuple[str, ...]

    def give_back(self) -> None:
        """It was a good one, which counts for nothing."""
        AttemptCount.objects.filter(key__in=self.keys, amount__gt=0).update(amount=F("amount") - 1)


def take(counted: Sequence[tuple[Limit, str]]) -> Taken:
    """Count one attempt under each limit, for whom it stands beside; raise TooMany where it is one.

    Name limits in one order everywhere, the narrowest first: rows are locked in that order. What is
    refused is not counted, so that nobody keeps an account shut for good by trying on.
    """
    now = int(time.time())
    limits = {limit.key(who): limit for limit, who in counted}
    so_far = AttemptCount.objects.filter(key__in=limits, until__gt=now)
    _refuse(so_far.values_list("key", "amount", "until"), limits, now)
    _refuse(((key, amount - 1, until) for key, amount, until in _count(limits, now)), limits, now)
    return Taken(tuple(limits))


def _refuse(before: Iterable[tuple[str, int, int]], limits: dict[str, Limit], now: int) -> None:
    """Raise TooMany for the limit that holds longest, of those that were reached `before`."""
    reached = [(until, key) for key, amount, until in before if amount >= limits[key].amount]
    if reached:
        until, key = max(reached)
        raise TooMany(limits[key], until - now)


def _count(limits: dict[str, Limit], now: int) -> list[tuple[str, int, int]]:
    """Key, amount and end of each, after one statement that no other process can come between."""
    table = AttemptCount._meta.db_table
    rows = ", ".join(["(%s, 1, %s)"] * len(limits))
    sql = (
        f"INSERT INTO {table} (key, amount, until) VALUES {rows} "  # noqa: S608 - no word of a user
        "ON CONFLICT (key) DO UPDATE SET "
        f"amount = CASE WHEN {table}.until <= %s THEN 1 ELSE {table}.amount + 1 END, "
        f"until = CASE WHEN {table}.until <= %s THEN excluded.until ELSE {table}.until END "
        "RETURNING key, amount, until"
    )
    values: list[str | int] = []
    for key, limit in limits.items():
        values += [key, now + limit.seconds]
    with connection.cursor() as cursor:
        cursor.execute(sql, (*values, now, now))
        return list(cursor.fetchall())


def take_sign_in(request: HttpRequest, address: str) -> Taken:
    """Count one try to sign in as `address`, known or not; raises TooMany."""
    return take(
        [
            (SIGN_IN_ACCOUNT, written_alike(address)),
            (SIGN_IN_NETWORK, network_of(request)),
            (SIGN_IN_ALL, ""),
        ]
    )


def open_sign_in(person: Person) -> None:
    """Forget wrong passwords for this account: whoever reads its mail has shown who they are."""
    AttemptCount.objects.filter(key=SIGN_IN_ACCOUNT.key(written_alike(person.email or ""))).delete()


def take_second_step(person: Person) -> Taken:
    """Count one try at the second step; raises TooMany."""
    return take([(limit, str(person.pk)) for limit in SECOND_STEPS])


def is_first_use(person: Person, code: str) -> bool:
    """Whether this code has not opened anything yet, in any process; from now on it has."""
    try:
        take([(CODE_ONCE, f"{person.pk}|{''.join(code.split())}")])
    except TooMany:
        return False
    return True


def take_reset(request: HttpRequest, address: str) -> None:
    """Count one link to a new password sent to `address`, known or not; raises TooMany."""
    per_address = [(limit, written_alike(address)) for limit in RESET_ADDRESS]
    take([*per_address, (RESET_NETWORK, network_of(request))])


def take_new_address(person: Person) -> None:
    """Count one mail to an address that a person wants to use from now on; raises TooMany."""
    take([(NEW_ADDRESS_DAY, str(person.pk))])


def take_conversation(person: Person) -> None:
    """Count one conversation that `person` begins; raises TooMany."""
    take([(CONVERSATIONS_DAY, str(person.pk))])


def take_message(person: Person) -> None:
    """Count one message that `person` sends, each of which may be a mail; raises TooMany."""
    take([(MESSAGES_HOUR, str(person.pk))])


def take_lookup(person: Person) -> None:
    """Count one look into the directory of persons; raises TooMany."""
    take([(LOOKUPS_HOUR, str(person.pk))])


def take_answer(request: HttpRequest, person: Person | None) -> None:
    """Count one answer to a program, for the person whose token it shows, else for its network;
    raises TooMany.
    """
    take([(ANSWERS_HOUR, f"person {person.pk}" if person else network_of(request))])


def take_pdf(request: HttpRequest) -> None:
    """Count one PDF that is made anew, for who is signed in, else for its network; raises
    TooMany.
    """
    person = request.user
    take([(PDFS_HOUR, f"person {person.pk}" if person.is_authenticated else network_of(request))])


def written_alike(address: str) -> str:
    return address.strip().lower()


def client_address(request: HttpRequest) -> str | None:
    """The address a request came from, as far as the proxies of this site can be believed."""
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return None


def network_of(request: HttpRequest) -> str:
    """The IPv4 address, or the /64 of an IPv6 address; without either, all count as one."""
    address = client_address(request)
    if address is None:
        return ""
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, IPV6_PREFIX), strict=False))
    return str(parsed)


def forget_old_attempts() -> None:
    """A chore: counts that have run out."""
    AttemptCount.objects.filter(until__lte=int(time.time())).delete()
