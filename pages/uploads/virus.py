"""The harmless test virus, by which anyone can try whether uploads are looked at (U11)."""

import logging
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

# EICAR's published string, in two pieces so that no scanner stops at this very file.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
_STEP = 1 << 20


def refuse_test_virus(file: IO[bytes]) -> None:
    """Raise ValidationError where the rest of `file` holds the test string; say so in the log."""
    before = b""
    while part := file.read(_STEP):
        if EICAR in before + part:
            logger.warning("An upload held the test virus and was refused.")
            raise ValidationError(
                _("This file holds a virus. It was not stored; check your machine."), code="virus"
            )
        before = part[-len(EICAR) :]
