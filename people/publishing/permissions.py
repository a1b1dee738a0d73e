"""Who writes to the members of an association, who approves, and the doors to newsletters.

The programme's editors and administrators read what there is and change nothing: it is the
association's own word. What goes to a closed group alone is for nobody outside of it, whatever
their role (matrix, "Closed forum").
"""

from typing import Any

from django.http import Http404

from pages.audiences import keys_for
from people.models import Newsletter, Organisation
from people.permissions import editor_roles_of
from people.publishing.querysets import editors_within
from people.states import APPROVE, CHANGE, STOP


def can_publish_for(person: Any, association_id: int) -> bool:
    """Whether `person` edits for this association."""
    return association_id in editor_roles_of(person).association_ids


def can_look_at(person: Any, association_id: int) -> bool:
    """Whether `person` sees newsletters of this association from within."""
    roles = editor_roles_of(person)
    is_above = person.is_superuser or roles.is_for_programme
    return is_above or association_id in roles.association_ids


def can_see(person: Any, newsletter: Newsletter) -> bool:
    """Whether `person` sees this one from within; twin of `querysets.visible_to`."""
    is_theirs = can_look_at(person, newsletter.association_id)
    return is_theirs and newsletter.audience in keys_for(person)


def can_change(person: Any, newsletter: Newsletter) -> bool:
    """Whether `person` may go on writing on it, which takes it back from approval."""
    return newsletter.state in CHANGE.since and is_kept_by(person, newsletter)


def can_approve(person: Any, newsletter: Newsletter) -> bool:
    """Whether `person` is one of the editors who did not write it, and it waits."""
    return (
        newsletter.state in APPROVE.since
        and newsletter.written_by_id != person.pk
        and is_kept_by(person, newsletter)
    )


def can_stop(person: Any, newsletter: Newsletter) -> bool:
    """Whether `person` may stop it, before it goes out or on its way."""
    return newsletter.state in STOP.since and is_kept_by(person, newsletter)


def is_kept_by(person: Any, newsletter: Newsletter) -> bool:
    """Whether `person` is one of the editors whose word it is."""
    is_editor = can_publish_for(person, newsletter.association_id)
    return is_editor and newsletter.audience in keys_for(person)


def has_colleague(person: Any, newsletter: Newsletter) -> bool:
    """Whether another active editor of the association may see it, and so approve it."""
    return editors_within(newsletter).exclude(pk=person.pk).exists()


def get_association_to_publish_for(person: Any, pk: int) -> Organisation:
    """The guarded door to an association that `person` edits for; else Http404."""
    association = Organisation.objects.associations().filter(pk=pk).first()
    if association is None or not can_publish_for(person, association.pk):
        raise Http404
    return association


def get_association_to_look_at(person: Any, pk: int) -> Organisation:
    """The guarded door to an association whose newsletters `person` sees; else Http404."""
    association = Organisation.objects.associations().filter(pk=pk).first()
    if association is None or not can_look_at(person, association.pk):
        raise Http404
    return association


def get_newsletter_for(person: Any, pk: int) -> Newsletter:
    """The guarded door to a newsletter seen from within; else Http404."""
    rows = Newsletter.objects.select_related("association", "written_by", "approved_by")
    newsletter = rows.filter(pk=pk).first()
    if newsletter is None or not can_see(person, newsletter):
        raise Http404
    return newsletter


def get_newsletter_to_change(person: Any, association: Organisation, pk: int) -> Newsletter:
    """The guarded door to one that `person` may write on; else Http404."""
    newsletter = Newsletter.objects.filter(pk=pk, association=association).first()
    if newsletter is None or not can_change(person, newsletter):
        raise Http404
    return newsletter
