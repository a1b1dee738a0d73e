"""A PostgreSQL of this machine's own programs, thrown away afterwards.

    python -m tests.postgresql [DATABASE ...]

by hand and for .ci/run: prints the address of a server with these databases, and keeps it until
standard input ends.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.ports import free_ports

# Where nothing is measured and nothing outlives the run, nothing has to reach the disk.
THROWN_AWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
# Tests roll back what they wrote. Whoever counts tables between two of them finds them empty, and
# queries of the next are planned for that: importing the samples took more than twice as long.
UNCOUNTED = ("autovacuum=off",)
PLAIN = ("listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=60")


def binaries() -> Path | None:
    """The newest server's programs, where Debian puts them; None where there is none."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(found, key=lambda path: int(path.parts[4]), default=None)
    return newest.parent if newest else None


@contextmanager
def postgresql(
    *settings: str, password: str = "", databases: tuple[str, ...] = ()
) -> Iterator[str]:
    """Yield the address of a new server on loopback, with the given databases and settings.

    Its user is "peerhall", who is asked for the password, where there is one.
    """
    programs = binaries()
    if programs is None:
        raise RuntimeError("apt install postgresql")
    (port,) = free_ports(1)
    folder = Path(tempfile.mkdtemp(prefix="peerhall-postgresql-"))
    secret = folder / "password"
    secret.write_text(f"{password or 'none'}\n")
    # The server refuses to run as root.
    as_owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_owner:
        for each in (folder, secret):
            shutil.chown(each, "postgres")
    options = " ".join([f"-p {port}", *(f"-c {one}" for one in (*PLAIN, *settings))])
    address = f"peerhall:{password}@" if password else "peerhall@"
    address = f"postgres://{address}127.0.0.1:{port}"

    def run(program: str, *arguments: str | Path) -> None:
        subprocess.run(
            [*as_owner, programs / program, "-D", folder / "data", *arguments],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            check=True,
        )

    try:
        known_by = ("-A", "scram-sha-256" if password else "trust", "--pwfile", secret)
        run("initdb", "-U", "peerhall", *known_by, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        run("pg_ctl", "-l", folder / "log", "-w", "-o", options, "start")
        with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
            for name in databases:
                connection.execute(f'CREATE DATABASE "{name}"')
        yield address
    except subprocess.CalledProcessError:
        log = folder / "log"
        print(log.read_text() if log.exists() else "", file=sys.stderr)
        raise
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    """Keep a server while somebody holds our standard input."""
    with postgresql(*THROWN_AWAY, *UNCOUNTED, databases=tuple(sys.argv[1:])) as address:
        print(address, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
