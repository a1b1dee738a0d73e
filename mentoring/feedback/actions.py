"""What each says of a coaching that is closed."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from mentoring.models import Feedback, Pair
from mentoring.moving import NotAnyMore
from mentoring.states import PairState
from people.models import Person


@dataclass(frozen=True)
class Said:
    """How useful it was (1 to 5), whether one would do it again, and some words."""

    score: int
    would_again: bool
    words: str


def give_feedback(*, by: Person, pair: Pair, said: Said) -> None:
    """Once, and for good: the other may have read it. Raises NotAnyMore where it was given before,
    or the pair is not closed.
    """
    if not Pair.objects.filter(pk=pair.pk, state=PairState.ENDED).exists():
        raise NotAnyMore
    try:
        with transaction.atomic():
            Feedback.objects.create(
                pair=pair,
                by=by,
                score=said.score,
                would_again=said.would_again,
                words=said.words,
            )
    except IntegrityError as fault:
        raise NotAnyMore from fault
