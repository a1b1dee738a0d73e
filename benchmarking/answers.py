"""What every view of this room does alike."""

from django.utils.translation import gettext_lazy

from pages.too_late import TooLate

TOO_LATE = TooLate("benchmarks", gettext_lazy("To the benchmarks"), is_for_everyone=True)
or_too_late, too_late = TOO_LATE.guard, TOO_LATE.answer
