"""What each says of a coaching that is closed."""

from dataclasses import asdict, dataclass

from mentoring.models import Feedback, Pair
from mentoring.states import PairState
from pages.moving import NotAnyMore
from people.models import Person


@dataclass(frozen=True)
class Said:
    """How useful it was (1 to 5), whether one would do it again, and some words."""

    score: int
    would_again: bool
    words: str


def give_feedback(*, by: Person, pair: Pair, said: Said) -> None:
    """Once, and for good: the other may have read it. The same again changes nothing (C07).

    Raises NotAnyMore where something else was said before, or the pair is not closed.
    """
    if not Pair.objects.filter(pk=pair.pk, state=PairState.ENDED).exists():
        raise NotAnyMore
    kept, _is_new = Feedback.objects.get_or_create(pair=pair, by=by, defaults=asdict(said))
    if Said(kept.score, kept.would_again, kept.words) != said:
        raise NotAnyMore
