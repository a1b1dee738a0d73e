"""Two newsletters of an invented association: one that went out and was read, one that waits."""

import datetime
import uuid

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from notices.kinds import Frequency
from notices.models import Preference
from people.demo import organisations_by_key, persons_by_key
from people.models import (
    Newsletter,
    NewsletterPage,
    NewsPage,
    Organisation,
    Person,
    ReadingCount,
)
from people.publishing import sending
from people.publishing.kinds import NEWSLETTER
from people.states import NewsletterState

_KEYS = uuid.UUID("a3a3c5c4-0d0c-5a35-9d4e-5b1f0f0f7c21")
SENT_DAYS_AGO = 12
WANT_IT_AT_ONCE = ("thandiwe-mulenga", "joseph-kabwata", "peter-lungwangwa")
# Readings of the newsletter, and of what came with it, by member.
READ = {"kasembe": (8, 6), "lubanda": (3, 2)}
SENT_MESSAGE = (
    "Dear colleagues,\n\n"
    "three lines of the new circular need a decision of your council:\n\n"
    "- the town’s own share is now one part in eight;\n"
    "- the report is due in the tenth week;\n"
    "- a town that did not report last year gets half.\n\n"
    "The model letter in our news says which sentence to change. Daniel Sikota answers questions "
    "every weekday from eight to twelve."
)
WAITING_MESSAGE = (
    "Dear treasurers,\n\n"
    "on the first Thursday of next month we go through the budget calendar together, town by town. "
    "Bring the minutes of your last budget sitting."
)


@transaction.atomic
def plant_newsletters() -> None:
    """Make what is missing; what is there is left as it is."""
    organisations, persons = organisations_by_key(), persons_by_key()
    association = organisations["copperline"]
    key = uuid.uuid5(_KEYS, "sent")
    if not Newsletter.objects.filter(key=key).exists():
        newsletter = _approved(association, persons["daniel-sikota"], key)
        for name in WANT_IT_AT_ONCE:
            Preference.objects.get_or_create(
                person=persons[name],
                kind=NEWSLETTER.key,
                defaults={"frequency": Frequency.AT_ONCE},
            )
        sending.send(newsletter.pk)
        _let_it_be_read(newsletter, organisations)
    Newsletter.objects.get_or_create(
        key=uuid.uuid5(_KEYS, "waiting"),
        defaults={
            "association": association,
            "language": "en",
            "subject": "Budget calendar: bring your minutes on the first Thursday",
            "message": WAITING_MESSAGE,
            "audience": f"association:{association.pk}",
            "narrowing": {"level": ["executive", "specialist"]},
            "state": NewsletterState.WAITING,
            "written_by": persons["mercy-phiri-banda"],
        },
    )


def _approved(association: Organisation, editor: Person, key: uuid.UUID) -> Newsletter:
    newsletter = Newsletter.objects.create(
        key=key,
        association=association,
        language="en",
        subject="The grant circular: answer by the end of the quarter",
        message=SENT_MESSAGE,
        audience=f"association:{association.pk}",
        state=NewsletterState.APPROVED,
        written_by=editor,
        approved_by=editor,
        approved_at=timezone.now() - datetime.timedelta(days=SENT_DAYS_AGO),
    )
    newsletter.items.set(NewsPage.objects.filter(association=association, slug="grant-circular"))
    return newsletter


def _let_it_be_read(newsletter: Newsletter, organisations: dict[str, Organisation]) -> None:
    newsletter.refresh_from_db()
    sent_at = timezone.now() - datetime.timedelta(days=SENT_DAYS_AGO)
    newsletter.begun_at = newsletter.ended_at = newsletter.changed_at = sent_at
    newsletter.save(update_fields=["begun_at", "ended_at", "changed_at"])
    page = NewsletterPage.objects.get(newsletter=newsletter)
    page.first_published_at = page.last_published_at = sent_at
    page.save()
    month = timezone.now().date().replace(day=1)
    items: list[Page] = list(newsletter.items.all())
    for name, (of_it, of_items) in READ.items():
        for read, readings in ((page, of_it), *((item, of_items) for item in items)):
            ReadingCount.objects.get_or_create(
                page_id=read.pk,
                organisation=organisations[name],
                month=month,
                defaults={"readings": readings},
            )
