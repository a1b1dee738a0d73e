"""Who looks after mails that were given up: the programme's editors and administrators."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from notices.models import Mail
from notices.parked import parked_mails
from people.permissions import is_programme_editor


def can_look_after_mail(person: Any) -> bool:
    """Whether `person` learns of parked mails at all."""
    return bool(person.is_active and (person.is_superuser or is_programme_editor(person)))


def get_parked_mails_for(person: Any) -> QuerySet[Mail]:
    """The guarded door to all of them; Http404 for everybody else (R3)."""
    if not can_look_after_mail(person):
        raise Http404
    return parked_mails()


def get_parked_mail_for(person: Any, pk: int) -> Mail:
    """The guarded door to one that is parked; else Http404."""
    mail = get_parked_mails_for(person).filter(pk=pk).first()
    if mail is None:
        raise Http404
    return mail
