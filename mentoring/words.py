"""What sizes, levels and languages are called on the screen."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from mentoring.models.offer import MANY_SIZES
from people.directory.words import SIZE_LABELS
from people.models import Appointment
from people.models.profile import LANGUAGES_SPOKEN

SIZES: dict[str, Any] = {**SIZE_LABELS, MANY_SIZES: _("Towns of many sizes")}
LEVELS: dict[str, Any] = {
    Appointment.Level.ELECTED: _("Elected officials"),
    Appointment.Level.EXECUTIVE: _("Executives"),
    Appointment.Level.SPECIALIST: _("Specialists"),
    Appointment.Level.FRONT_OFFICE: _("Front office"),
}
LANGUAGES: dict[str, str] = dict(LANGUAGES_SPOKEN)
