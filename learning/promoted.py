"""Articles that begin outside the library: what another room hands over becomes a draft here."""

import uuid

from learning.actions import begin_draft
from learning.drafting import library_for, post_of
from learning.forms import ArticleForm
from learning.models import LibraryItem
from people.models import Person

# Of a title the form of an article takes so much.
LONGEST_TITLE, LONGEST_AUTHORS = 200, 300


def begin_article(
    *, by: Person, key: uuid.UUID, language: str, title: str, text: str, authors: str
) -> LibraryItem:
    """An unpublished article of `by` on the shelf of their association, in this language.

    `text` is plain, as the form of an article takes it. The same `key` gives the same draft.

    Raises ValueError where the words are none that the form would take.
    """
    post, organisation = post_of(by)
    data = {
        "title": title[:LONGEST_TITLE],
        "authors": authors[:LONGEST_AUTHORS],
        "text": text,
        # The post answers questions about it; an editor may name another one.
        "contact_post": post or by.name,
        "country": str(organisation.country) if organisation else "",
    }
    form = ArticleForm(data, person=by)
    if not form.is_valid():
        raise ValueError(form.errors.as_json())
    return begin_draft(by=by, library=library_for(by, language), key=key, form=form)
