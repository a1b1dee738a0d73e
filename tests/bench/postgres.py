"""A PostgreSQL of its own for measuring, thrown away afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.ports import free_ports

_OPTIONS = "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=60"


def binaries() -> Path | None:
    """The newest server's programs, where Debian puts them; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: path.parts[4])
    return found[-1].parent if found else None


@contextmanager
def postgresql() -> Iterator[str]:
    """Yield the address of a new server without a password, on loopback; no database in it yet."""
    programs = binaries()
    if programs is None:
        raise RuntimeError("apt install postgresql")
    (port,) = free_ports(1)
    folder = Path(tempfile.mkdtemp(prefix="bench-postgresql-"))
    # The server refuses to run as root.
    as_owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_owner:
        shutil.chown(folder, "postgres")

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [*as_owner, programs / program, "-D", folder / "data", *arguments],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            check=True,
        )

    try:
        run("initdb", "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        run("pg_ctl", "-l", str(folder / "log"), "-w", "-o", f"-p {port} {_OPTIONS}", "start")
        yield f"postgres://bench@127.0.0.1:{port}"
    finally:
        run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
