"""What a member gave to the boards and received from them in a year."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from forums.models import Post, Topic
from pages.registries import BenefitLine
from people.models import Organisation


def lines(*, organisation: Organisation, year: int, reader: Any) -> Iterable[BenefitLine]:
    """Three lines and as many queries; only of what the reader of the statement may read."""
    readable = Post.objects.visible_to(reader).shown()
    own = readable.filter(organisation=organisation, posted_at__year=year, number__gt=1)
    marked = own.filter(answers__isnull=False)
    asked = (
        Topic.objects.visible_to(reader)
        .seen()
        .filter(organisation=organisation, kind=Topic.Kind.QUESTION, begun_at__year=year)
    )
    yield BenefitLine(True, _("Replies it gave in the boards"), own.count())
    yield BenefitLine(True, _("Replies of its people that were marked as answers"), marked.count())
    yield BenefitLine(
        False,
        _("Questions of its people with an answer"),
        asked.filter(answer__isnull=False).count(),
    )
