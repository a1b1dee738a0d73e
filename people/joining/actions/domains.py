"""The mail domains by which an organisation knows its people."""

from django.db import transaction

from people.audit import record
from people.models import MailDomain, Organisation, Person


@transaction.atomic
def add_mail_domain(*, by: Person, organisation: Organisation, domain: str) -> MailDomain:
    """From now on who reads mail there joins without being asked about; again: the same."""
    kept, is_new = MailDomain.objects.get_or_create(
        organisation=organisation, domain=domain, defaults={"added_by": by}
    )
    if is_new:
        record("people.mail-domain-added", by=by, thing=kept, organisation=organisation)
    return kept


@transaction.atomic
def remove_mail_domain(*, by: Person, mail_domain: MailDomain) -> None:
    """Who asks from there is decided on by a person again; who is in stays in."""
    record(
        "people.mail-domain-removed",
        by=by,
        thing=mail_domain,
        organisation=mail_domain.organisation,
    )
    mail_domain.delete()
