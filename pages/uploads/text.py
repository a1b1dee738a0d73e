"""Plain text and tables of text."""

import re
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# What a browser may take for a page lies in its first 1,445 bytes (WHATWG MIME Sniffing).
SNIFFED = 1445
PAGE = re.compile(rb"<(?:!doctype|html|script|\?php)\b", re.IGNORECASE)
MARKUP = re.compile(
    rb"<(?:!doctype|html|head|body|script|svg|iframe|img|style|\?php|\?xml)\b|<!--", re.IGNORECASE
)
_OTHER_KINDS = (
    *(b"MZ", b"\x7fELF", b"#!"),
    *(b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11", b"GIF8", b"\x89PNG"),
)


def check_text(file: IO[bytes]) -> None:
    """Raise ValidationError unless the file is text that no program takes for anything else."""
    head = file.read(SNIFFED)
    if head.startswith(_OTHER_KINDS) or MARKUP.search(head):
        raise ValidationError(
            _("The name says text, but the file is something else. Upload it as what it is."),
            code="content",
        )
    while head:
        # A Windows or a UTF-8 table has no NUL; a program or a UTF-16 table is full of them.
        if b"\x00" in head:
            raise ValidationError(
                _("This file is not plain text. Save it as text in UTF-8 and upload that."),
                code="content",
            )
        head = file.read(1 << 20)
