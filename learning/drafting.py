"""Where a person's drafts go, and the token that keeps a double click from making two."""

import uuid
from typing import Any

from django.core import signing

from learning.models import LibraryPage
from pages.audiences import readable_by
from people.audiences import association_ids_of
from people.models import Organisation, Person
from people.permissions import editor_roles_of

_SALT = "learning.draft"


def library_for(person: Person, language: str) -> LibraryPage:
    """The shelf of the person's association in this language, else the main library."""
    here = LibraryPage.objects.filter(locale__language_code=language)
    libraries = readable_by(here, person)
    ids = association_ids_of(person) | editor_roles_of(person).association_ids
    own = libraries.filter(association_id__in=ids).order_by("depth", "title").first()
    return own or here.get(depth=3, association=None)


def post_of(person: Person) -> tuple[str, Organisation | None]:
    """The post the person holds today and the organisation; the oldest where there are several."""
    held = person.appointments.holding_on().select_related("organisation").order_by("from_on")
    appointment = held.first()
    return (appointment.post, appointment.organisation) if appointment else ("", None)


def new_key(person: Person) -> str:
    """A token for one form: the id that the draft will have across languages, signed.

    Signed for this person, so that nobody can tie a draft to a page that is not theirs.
    """
    return signing.dumps([person.pk, str(uuid.uuid4())], salt=_SALT, compress=False)


def read_key(person: Any, token: str) -> uuid.UUID:
    """The id in the token; a fresh one where it is not ours or not this person's."""
    try:
        owner, key = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return uuid.uuid4()
    return uuid.UUID(key) if owner == person.pk else uuid.uuid4()
