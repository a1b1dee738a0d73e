"""What migrations make is kept for the next run: making it takes half a minute of a processor.

It is made anew where a migration or a locked package has changed. On SQLite it is a file with the
data, on PostgreSQL a database beside those of the tests.
"""

from __future__ import annotations

import fcntl
import hashlib
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
IMPORTED = re.compile(
    r"^(?:import|from) ((?:pages|notices|people|learning|search)[\w.]*)", re.MULTILINE
)


@contextmanager
def kept_schema(folder: Path) -> Iterator[None]:
    """Around Django's making of the test database, so that it begins with what is kept, if any."""
    folder.mkdir(parents=True, exist_ok=True)
    # A second process waits for the first, and takes what that has made.
    with (folder / "schema.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = _OnServer() if connection.vendor == "postgresql" else _InFile(folder)
        if kept.is_there():
            # Without migrations: to find that none is due costs seconds too.
            connection.settings_dict["TEST"]["MIGRATE"] = False
            with kept.laid_out():
                yield
        else:
            yield
            kept.keep()


def _digest() -> str:
    migrations = sorted(ROOT.glob("*/migrations/*.py"))
    modules = {name for path in migrations for name in IMPORTED.findall(path.read_text())}
    imported = [ROOT / f"{name.replace('.', '/')}.py" for name in sorted(modules)]
    digest = hashlib.sha256((ROOT / "requirements" / "site.lock").read_bytes())
    for path in [*migrations, *(path for path in imported if path.exists())]:
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


class _InFile:
    def __init__(self, folder: Path) -> None:
        self.path = folder / f"schema-{_digest()}.sqlite3"

    def is_there(self) -> bool:
        return self.path.exists()

    @contextmanager
    def laid_out(self) -> Iterator[None]:
        # The database in memory lives while somebody is connected to it.
        in_memory = sqlite3.connect(connection.creation._get_test_db_name(), uri=True)
        with closing(in_memory), closing(sqlite3.connect(self.path)) as on_disk:
            on_disk.backup(in_memory)
            yield

    def keep(self) -> None:
        for former in self.path.parent.glob("schema-*.sqlite3"):
            former.unlink()
        half = self.path.with_suffix(".half")
        half.unlink(missing_ok=True)
        with closing(sqlite3.connect(half)) as on_disk:
            connection.connection.backup(on_disk)
        half.rename(self.path)


class _OnServer:
    def __init__(self) -> None:
        self.name = f"test_schema_{_digest()}"

    def is_there(self) -> bool:
        return self.name in self._all()

    @contextmanager
    def laid_out(self) -> Iterator[None]:
        connection.settings_dict["TEST"]["TEMPLATE"] = self.name
        yield

    def keep(self) -> None:
        made = connection.settings_dict["NAME"]
        formers = self._all()
        # A database is copied only while nobody is connected to it.
        connection.close()
        with connection._nodb_cursor() as cursor:
            for former in formers:
                cursor.execute(f'DROP DATABASE "{former}"')
            cursor.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{made}"')

    def _all(self) -> list[str]:
        with connection._nodb_cursor() as cursor:
            cursor.execute(r"SELECT datname FROM pg_database WHERE datname LIKE 'test\_schema\_%'")
            return [name for (name,) in cursor.fetchall()]
