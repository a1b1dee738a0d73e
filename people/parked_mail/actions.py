"""Trying parked mails again, and letting them go; both are noted in the log."""

from django.db import transaction

from notices import parked
from notices.models import Mail
from people.audit import record
from people.models import Person


@transaction.atomic
def try_again(*, by: Person, mail: Mail) -> bool:
    """Have one sent; whether it was still parked."""
    tried = parked.try_again(Mail.objects.filter(pk=mail.pk))
    if tried:
        record("people.mail-tried-again", by=by, thing=mail)
    return bool(tried)


@transaction.atomic
def try_all_again(*, by: Person, newest_id: int) -> int:
    """Have all sent, up to the newest that was seen; how many."""
    tried = parked.try_again(parked.parked_mails().filter(pk__lte=newest_id))
    if tried:
        record("people.mail-tried-again", by=by, reason=str(tried))
    return tried


@transaction.atomic
def let_go(*, by: Person, mail: Mail) -> bool:
    """Never send one; whether it was still parked."""
    gone = parked.let_go(Mail.objects.filter(pk=mail.pk))
    if gone:
        record("people.mail-let-go", by=by, thing=mail)
    return bool(gone)
