"""What every view of this part does alike."""

from django.utils.translation import gettext_lazy

from pages.too_late import TooLate

TOO_LATE = TooLate("resemblances", gettext_lazy("Perhaps the same person"))
or_too_late = TOO_LATE.guard
