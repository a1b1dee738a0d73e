"""Mails about drafts. None names a draft: its title is for the page, behind the login (2C)."""

from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from learning.desk import address_of
from learning.models import LibraryItem
from pages.addresses import absolute
from people.emails import send
from people.models import Person
from people.querysets import reachable_persons


def tell_editors(*, groups: QuerySet[Group], page: Page, by: Person | None) -> None:
    """Tell all in `groups` but `by` that something waits for their word."""
    editors = reachable_persons().filter(groups__in=groups).distinct()
    for editor in editors:
        if editor == by:
            continue
        with translation.override(editor.language):
            subject = _("A text waits for your approval")
            text = _("Somebody has sent in a text. Read it and publish it, or give it back:")
        send(editor, subject=subject, text=f"{text}\n\n{_in_cms(page)}")


def tell_that_it_is_published(*, author: Person, page: Page) -> None:
    """Tell the author that others can read the text now; with its title, if the author may."""
    with translation.override(author.language):
        subject = _("Your text is published: %(title)s")
        text = _("An editor has published what you sent in. This is where others find it:")
        elsewhere = _("in the library")
    send(
        author,
        subject=subject,
        text=f"{text}\n\n%(address)s",
        about=page,
        title_if_closed=elsewhere,
    )


def tell_that_it_came_back(*, author: Person, page: Page) -> None:
    """Tell the author that the editors ask for changes; what they wrote stands on the page."""
    with translation.override(author.language):
        subject = _("A draft of yours came back")
        text = _("An editor has read it and asks you for something. Read it and go on here:")
        is_own = isinstance(page, LibraryItem) and page.owner_id == author.pk
        address = absolute(address_of(page)) if is_own else _in_cms(page)
    send(author, subject=subject, text=f"{text}\n\n{address}")


def _in_cms(page: Page) -> str:
    return absolute(reverse("wagtailadmin_pages:edit", args=[page.pk]))
