"""What an editor does about words that were sought in vain."""

import uuid

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from learning.models import LibraryItem
from learning.promoted import begin_article
from people.models import Person
from search.models import SettledGap, VainQuery

_KEYS = uuid.UUID("0f6f0f0e-58a7-5a1b-8d27-6c1c2d7f4b55")


def begin_text(*, by: Person, gap: VainQuery) -> LibraryItem:
    """An article of `by` under these words, in their language; again gives the same draft."""
    known = {code for code, _name in settings.LANGUAGES}
    return begin_article(
        by=by,
        key=uuid.uuid5(_KEYS, f"{by.pk}:{gap.pk}"),
        language=gap.language if gap.language in known else by.language,
        title=gap.words[:1].upper() + gap.words[1:],
        text=_("What readers looked for and did not find here."),
        authors=by.name,
    )


@transaction.atomic
def settle(*, by: Person, gap: VainQuery, times: int) -> None:
    """It is dealt with as far as `by` saw it; sought once more, it comes back."""
    SettledGap.objects.update_or_create(
        query=gap, defaults={"by": by, "at": timezone.now(), "times": min(times, gap.times)}
    )
