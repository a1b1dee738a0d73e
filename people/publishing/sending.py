"""Sending a newsletter: a page, then its readers in batches, each of them once.

Each batch is one transaction that tells its persons and moves `told_up_to`. A worker that is killed
loses the batch it was in and nothing else, and whoever takes the task over goes on from there. The
room of notices holds the same promise by a constraint of its own, and asks for each person's rights
again when a mail leaves.
"""

from collections import defaultdict

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from notices.actions import tell
from people.audit import record
from people.models import (
    NewsIndexPage,
    Newsletter,
    NewsletterPage,
    NewsletterReach,
    Person,
)
from people.publishing.kinds import NEWSLETTER
from people.publishing.places import news_by_language
from people.publishing.reach import Choice, choice_of, persons_reached, posts_reached
from people.publishing.words import body_of, summary_of
from people.states import BEGIN, FINISH, STOP, Move, NewsletterState

BATCH = 500


def send(newsletter_id: int) -> None:
    """Send it to the end, if it is approved and its time has come; else nothing is done."""
    if _begin(newsletter_id):
        while _tell_next(newsletter_id):
            pass


@transaction.atomic
def _begin(newsletter_id: int) -> bool:
    """Whether it is on its way: from now on, or since a worker that was killed."""
    newsletter = _locked(newsletter_id)
    if newsletter is None or newsletter.state == NewsletterState.SENDING:
        return newsletter is not None
    now = timezone.now()
    # A time that was changed since leaves an older task behind.
    is_early = newsletter.send_at is not None and newsletter.send_at > now
    if newsletter.state not in BEGIN.since or is_early:
        return False
    place = news_by_language(newsletter.association).get(newsletter.language)
    if place is None:
        # The space has no news in this language any more: there is nowhere to read it.
        newsletter.ended_at = now
        _move(newsletter, STOP)
        return False
    newsletter.page = _publish(newsletter, place)
    newsletter.begun_at = now
    _move(newsletter, BEGIN)
    return True


@transaction.atomic
def _tell_next(newsletter_id: int) -> bool:
    """Tell the next batch; whether there may be another one."""
    newsletter = _locked(newsletter_id)
    if newsletter is None or newsletter.state != NewsletterState.SENDING:
        return False
    page = newsletter.page
    if page is None or not page.live:
        # Editors have taken the page back: there is nothing to tell of.
        newsletter.ended_at = timezone.now()
        _move(newsletter, STOP)
        return False
    choice = choice_of(newsletter)
    next_ones = persons_reached(choice).filter(pk__gt=newsletter.told_up_to).order_by("pk")
    batch = list(next_ones[:BATCH])
    if not batch:
        newsletter.ended_at = timezone.now()
        _move(newsletter, FINISH)
        return False
    tell(NEWSLETTER, batch, once=newsletter.once, about=page)
    _count(newsletter, choice, batch)
    newsletter.told_up_to = batch[-1].pk
    newsletter.people += len(batch)
    newsletter.save(update_fields=["told_up_to", "people"])
    return True


def _locked(newsletter_id: int) -> Newsletter | None:
    rows = Newsletter.objects.select_for_update(of=("self",)).select_related("association")
    return rows.filter(pk=newsletter_id).first()


def _move(newsletter: Newsletter, move: Move) -> None:
    newsletter.state = move.to
    newsletter.save()
    record(move.act, by=None, thing=newsletter, organisation=newsletter.association)


def _publish(newsletter: Newsletter, place: NewsIndexPage) -> NewsletterPage:
    """The page in the news of the space, behind its audience from its first moment on."""
    now = timezone.now()
    page = NewsletterPage(
        title=newsletter.subject,
        summary=summary_of(newsletter.message),
        body=body_of(newsletter.message),
        locale=Locale.objects.get(language_code=newsletter.language),
        owner=newsletter.written_by,
        first_published_at=now,
        last_published_at=now,
    )
    page.chosen_audience = newsletter.audience
    # Those who write under one parent take turns: the tree's paths would else collide.
    parent = NewsIndexPage.objects.select_for_update(of=("self",)).get(pk=place.pk)
    parent.add_child(instance=page)
    return page


def _count(newsletter: Newsletter, choice: Choice, batch: list[Person]) -> None:
    """Add the batch to the numbers of the organisations through which it was reached."""
    posts = posts_reached(choice).filter(person__in=batch)
    reached: dict[int, set[int]] = defaultdict(set)
    for organisation_id, person_id in posts.values_list("organisation_id", "person_id"):
        reached[organisation_id].add(person_id)
    known = {
        row.organisation_id: row for row in newsletter.reached.filter(organisation__in=reached)
    }
    for organisation_id, persons in reached.items():
        row = known.get(organisation_id)
        if row is not None:
            row.people += len(persons)
    NewsletterReach.objects.bulk_update(known.values(), ["people"])
    NewsletterReach.objects.bulk_create(
        NewsletterReach(newsletter=newsletter, organisation_id=pk, people=len(persons))
        for pk, persons in reached.items()
        if pk not in known
    )
