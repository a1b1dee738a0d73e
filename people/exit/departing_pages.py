"""Rows of pages, of their history, of newsletters and of readings."""

from collections.abc import Iterator
from typing import Any

from wagtail.models import Page, Revision

from pages.models import PageAddress
from pages.models.audience import PUBLIC
from people import readings as counted
from people.exit import scope
from people.exit.archive import Row
from people.exit.fields import carried_over
from people.exit.job import Job
from people.models import Newsletter, ReadingCount


def pages(job: Job) -> Iterator[Row]:
    ids = job.out.pages.ids
    chosen = scope.audience_keys_of_pages(ids)
    by_path: dict[str, int] = {}
    for number, page in enumerate(_specific(ids), 1):
        by_path[page.path] = number
        yield {
            "number": number,
            "parent": by_path.get(page.path[: -Page.steplen]),
            "type": page._meta.label,
            "language": page.locale.language_code,
            "translation_key": str(page.translation_key),
            "address": page.our_address.address,
            "audience": job.audiences[chosen.get(page.translation_key, PUBLIC)],
            "fields": carried_over(type(page), page.serializable_data(), job.out),
        }


def revisions(job: Job) -> Iterator[Row]:
    """One version at a time in memory: each holds a whole text."""
    number = 0
    for page in scope.in_order(Page, job.out.pages.ids):
        model = page.specific_class
        kept = Revision.page_revisions.filter(object_id=str(page.pk))
        ids = kept.order_by("created_at", "pk").values_list("pk", flat=True)
        for pk in list(ids):
            one = Revision.objects.get(pk=pk)
            number += 1
            yield {
                "number": number,
                "page": job.out.pages.known(page.pk),
                "created_at": one.created_at,
                "user": job.out.persons.of(one.user_id),
                "title": one.object_str,
                "go_live_at": one.approved_go_live_at,
                "is_newest": pk == page.latest_revision_id,
                "is_live": pk == page.live_revision_id,
                "fields": carried_over(model, one.content, job.out),
            }


def newsletters(job: Job) -> Iterator[Row]:
    ids = list(
        scope.newsletters_of(job.association, set(job.audiences)).values_list("pk", flat=True)
    )
    for number, one in enumerate(scope.in_order(Newsletter, ids), 1):
        items = one.items.order_by("pk").values_list("pk", flat=True)
        reached = one.reached.order_by("organisation_id").values_list("organisation_id", "people")
        organisations = job.out.organisations
        yield {
            "number": number,
            "key": str(one.key),
            "language": one.language,
            "subject": one.subject,
            "message": one.message,
            "items": sorted(filter(None, (job.out.pages.known(pk) for pk in items))),
            "audience": job.audiences[one.audience],
            "narrowing": one.narrowing,
            "state": one.state,
            "reason": one.reason,
            "send_at": one.send_at,
            "written_by": job.out.persons.of(one.written_by_id),
            "changed_at": one.changed_at,
            "approved_by": job.out.persons.of(one.approved_by_id),
            "approved_at": one.approved_at,
            "begun_at": one.begun_at,
            "ended_at": one.ended_at,
            "page": job.out.pages.known(one.page_id),
            "people": one.people,
            "reached": sorted([organisations.of(pk), people] for pk, people in reached),
        }


def readings(job: Job, organisation_ids: list[int]) -> Iterator[Row]:
    """Readings from the association and its members that may be shown, each page's together."""
    number = 0
    for page_id in job.out.pages.ids:
        rows = ReadingCount.objects.filter(page=page_id, organisation__in=organisation_ids)
        told = sorted(
            (one.month, job.out.organisations.of(one.organisation_id) or 0, one.readings)
            for one in rows
            if counted.shown(one.readings) is not None
        )
        for month, organisation, count in told:
            number += 1
            yield {
                "number": number,
                "page": job.out.pages.known(page_id),
                "organisation": organisation,
                "month": month,
                "readings": count,
            }


def _specific(ids: list[int]) -> Iterator[Any]:
    """Pages as what they are, in this order."""
    for some in scope.in_batches(ids):
        rows = Page.objects.filter(pk__in=some).specific()
        addresses = PageAddress.objects.in_bulk(some)
        by_id = {page.pk: page for page in rows}
        for pk in some:
            by_id[pk].our_address = addresses[pk]
            yield by_id[pk]
