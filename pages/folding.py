"""Names as one looks for them: without accents, capitals and the variants of Arabic letters.

Answered by the database, from the name itself: a second column would keep a name that was erased.
"""

import unicodedata
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import CharField, Func

_ARABIC = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"}
# Vowel marks, the stretching stroke, and apostrophes, which are written in three ways.
_LEFT_OUT = "".join(map(chr, range(0x064B, 0x0653))) + "\u0640'’ʼ"


def _latin() -> dict[str, str]:
    """Letters with a mark, of the blocks that European and African languages are written in."""
    letters = map(chr, [*range(0xC0, 0x180), *range(0x1CD, 0x234), *range(0x1E00, 0x1F00)])
    bases = {letter: unicodedata.normalize("NFD", letter)[0] for letter in letters}
    return {letter: base for letter, base in bases.items() if letter != base}


_LETTERS = {**_latin(), **_ARABIC}
_TABLE = str.maketrans({**_LETTERS, **dict.fromkeys(_LEFT_OUT)})


def folded(text: str) -> str:
    """`text` as `Folded` has it: what stands in a name is found whichever way it is typed."""
    return unicodedata.normalize("NFC", text).translate(_TABLE).lower()


class Folded(Func):
    """The folded words of a field; reads every row that nothing else excludes, some µs each."""

    function = "PEERHALL_FOLDED"
    arity = 1
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        # What has no counterpart at the end of the first list is left out.
        marked, bare = "".join(_LETTERS) + _LEFT_OUT, "".join(_LETTERS.values())
        sql, params = compiler.compile(self.source_expressions[0])
        return f"LOWER(TRANSLATE({sql}, %s, %s))", [*params, marked, bare]


def teach_sqlite(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Give a connection to SQLite the function; PostgreSQL has what it needs."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("PEERHALL_FOLDED", 1, folded, deterministic=True)


connection_created.connect(teach_sqlite, dispatch_uid="pages.folding")
