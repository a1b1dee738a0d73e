"""Starts what docker-compose.yml describes from this machine's own parts, on loopback, for tests.

    python -m tests.deployed.topology [FOLDER]

by hand: prints the address and stays until Ctrl-C. Commands and settings are read from
docker-compose.yml; nginx and gunicorn read the files of site/deployment as they are. What differs
is said in `settings` and `nginx_settings`: ports, folders, the name of the index. The search node
that can be had without Docker knows neither TLS nor passwords: `search_door` stands before it.

Needs PostgreSQL's and nginx's programs, Go, openssl, envsubst, and a search server: that of
ELASTICSEARCH_URL, else a node of the recipe under PEERHALL_SAMPLES.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import urlsplit

from tests.ports import free_ports
from tests.postgresql import THROWN_AWAY, binaries, postgresql

ROOT = Path(__file__).resolve().parents[2]
DEPLOYMENT = ROOT / "site" / "deployment"
HOST = "localhost"
START_LIMIT_SECONDS = 120
IS_ROOT = os.geteuid() == 0


class Failed(Exception):
    """A part that is missing or did not start, and what it said."""


@dataclass(frozen=True)
class Deployment:
    """A running site: its ports for readers (TLS, plain) and behind nginx, folder and settings."""

    port: int
    http_port: int
    web_port: int
    folder: Path
    environment: dict[str, str]
    search_node: str
    # The process of each part that was started; gunicorn's has its workers below it.
    processes: dict[str, int]

    @property
    def url(self) -> str:
        return f"https://{HOST}:{self.port}"

    @property
    def certificate(self) -> Path:
        """Whom a reader has to trust."""
        return self.folder / "secrets" / "site.crt"

    def manage(self, *arguments: str) -> str:
        """Standard output of a management command, run as the site's own containers would."""
        command = [sys.executable, "manage.py", *arguments]
        return run(command, env=self.environment).stdout


def missing_parts() -> list[str]:
    """What this machine lacks, in words."""
    lacking = [name for name in ("go", "nginx", "openssl", "envsubst") if not which(name)]
    if not binaries():
        lacking.append("PostgreSQL's programs")
    if not os.environ.get("ELASTICSEARCH_URL") and not recipe().exists():
        lacking.append("a search server (ELASTICSEARCH_URL, or PEERHALL_SAMPLES for a node)")
    return lacking


@contextlib.contextmanager
def deployed(folder: Path) -> Iterator[Deployment]:
    """Run the whole topology on an empty database in `folder`; ends every process it started."""
    with contextlib.ExitStack() as closing:
        (folder / "data" / "mail").mkdir(parents=True)
        make_secrets(folder)
        password = (folder / "secrets" / "database_password").read_text().strip()
        server = postgresql(*THROWN_AWAY, password=password, databases=("peerhall",))
        database_port = urlsplit(closing.enter_context(server)).port
        node = closing.enter_context(search_node(folder))
        search_port = closing.enter_context(search_door(folder, node))
        port, http_port, web_port = free_ports(3)
        services = compose_model()["services"]
        environment = settings(services["web"], folder, port, database_port, search_port)
        pids: dict[str, int] = {}
        site = Deployment(port, http_port, web_port, folder, environment, node, pids)
        run([DEPLOYMENT / "prepare"], env=environment)
        for name in ("web", "worker"):
            command = [
                part.replace("0.0.0.0:8000", f"127.0.0.1:{web_port}")
                for part in services[name]["command"]
            ]
            pids[name] = closing.enter_context(process(name, command, folder, environment))
        wait_for(f"gunicorn ({folder / 'web.log'})", lambda: answers(site))
        start = nginx_settings(services["nginx"], site)
        closing.enter_context(process("nginx", [DEPLOYMENT / "start-nginx"], folder, start))
        wait_for(f"nginx ({folder / 'nginx.log'})", lambda: is_open(port))
        yield site


# -- What docker-compose.yml says, with this machine's places in it ------------------------------


def compose_model(file: Path = ROOT / "docker-compose.yml") -> dict[str, Any]:
    """The file as Docker Compose understands it; Failed with its words if it would be refused."""
    answer = run(
        ["go", "run", ".", str(file)],
        cwd=Path(__file__).parent / "compose_model",
        env={**os.environ, "PEERHALL_HOST": HOST, "DATA_PROTECTION_CONTACT": f"data@{HOST}"},
    )
    return json.loads(answer.stdout)


def settings(
    service: dict[str, Any], folder: Path, port: int, database_port: int, search_port: int
) -> dict[str, str]:
    """The environment of web, worker and prepare: that of the file, with our ports and folders."""
    said = {
        name: value.replace("/run/secrets", str(folder / "secrets"))
        for name, value in service["environment"].items()
    }
    said["DATABASE_URL"] = said["DATABASE_URL"].replace(
        "database:5432", f"127.0.0.1:{database_port}"
    )
    said["BASE_URL"] = f"https://{HOST}:{port}"
    said["ELASTICSEARCH_URL"] = f"https://{HOST}:{search_port}"
    # Others may use the same node.
    said["ELASTICSEARCH_INDEX"] = "deployed"
    return {
        **plain_environment(),
        **said,
        "PEERHALL_DATA": str(folder / "data"),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
    }


def nginx_settings(service: dict[str, Any], site: Deployment) -> dict[str, str]:
    """The environment of start-nginx: that of the file, with our ports and folders."""
    run_folder = site.folder / "nginx"
    run_folder.mkdir()
    return {
        **plain_environment(),
        **service["environment"],
        "HTTP_PORT": f"127.0.0.1:{site.http_port}",
        "HTTPS_PORT": f"127.0.0.1:{site.port}",
        "TLS_CERTIFICATE": str(site.certificate),
        "TLS_KEY": str(site.certificate.with_suffix(".key")),
        "WEB_ADDRESS": f"127.0.0.1:{site.web_port}",
        "SITE_FILES": str(site.folder / "data" / "files"),
        "NGINX_RUN": str(run_folder),
    }


def plain_environment() -> dict[str, str]:
    """What a container has too: a path, with the Python of this process first."""
    programs = [str(Path(sys.executable).parent), os.environ["PATH"], "/usr/sbin", "/sbin"]
    return {
        "PATH": os.pathsep.join(programs),
        "HOME": os.environ.get("HOME", "/"),
        "LANG": "C.UTF-8",
    }


def make_secrets(folder: Path) -> None:
    """Passwords and certificates as a server gets them; mail goes into a folder."""
    secrets = folder / "secrets"
    secrets.mkdir()
    (secrets / "email_url").write_text(f"file:///{folder / 'data' / 'mail'}")
    run([DEPLOYMENT / "make-secrets", HOST, secrets])


# -- The parts ------------------------------------------------------------------------------------


@contextlib.contextmanager
def search_node(folder: Path) -> Iterator[str]:
    """The address of the node that is named, or of one of our own that ends with us."""
    named = os.environ.get("ELASTICSEARCH_URL")
    if named:
        yield named
        return
    (port,) = free_ports(1)
    environment = {**os.environ, "ES_NODE_PORT": str(port), "ES_NODE_DIR": str(folder / "search")}
    try:
        run([recipe(), "start"], env=environment)
        yield f"http://127.0.0.1:{port}"
    finally:
        run([recipe(), "wipe"], env=environment)


@contextlib.contextmanager
def search_door(folder: Path, node: str) -> Iterator[int]:
    """Asks for the password of the secrets, by TLS, before it asks the node; yields its port."""
    (port,), own, secrets = free_ports(1), folder / "search-door", folder / "secrets"
    own.mkdir()
    password = (secrets / "elasticsearch_password").read_text().strip()
    (own / "passwords").write_text(f"elastic:{{PLAIN}}{password}\n")
    words = Template((Path(__file__).parent / "search_door.conf").read_text()).substitute(
        folder=own,
        port=port,
        node=node,
        certificate=secrets / "search.crt",
        key=secrets / "search.key",
    )
    (own / "nginx.conf").write_text(words)
    stays = "daemon off; user root;" if IS_ROOT else "daemon off;"
    command: list[str | Path] = ["nginx", "-e", "stderr", "-p", own, "-c", own / "nginx.conf"]
    with process("search-door", [*command, "-g", stays], folder, plain_environment()):
        wait_for(f"the search server ({folder / 'search-door.log'})", lambda: is_open(port))
        yield port


@contextlib.contextmanager
def process(
    name: str, command: list[str | Path], folder: Path, environment: dict[str, str]
) -> Iterator[int]:
    """A part that runs until we are done; what it says is in `folder`/name.log. Its number."""
    with (folder / f"{name}.log").open("w") as log:
        child = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        try:
            yield child.pid
        finally:
            child.terminate()
            try:
                child.wait(20)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


# -- Small questions -----------------------------------------------------------------------------


def run(command: list[Any], **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a step to its end; Failed with its words if it fails."""
    # To files: a server that a step leaves running would keep a pipe open.
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
        done = subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=errors,
            check=False,
            **{"cwd": ROOT, **options},
        )
        out.seek(0)
        errors.seek(0)
        said, complained = out.read(), errors.read()
    if done.returncode:
        raise Failed(f"{' '.join(map(str, command[:4]))} …\n{said[-2000:]}{complained[-4000:]}")
    return subprocess.CompletedProcess(command, 0, said, complained)


def answers(site: Deployment) -> bool:
    """Whether the health check of the web service passes."""
    check = [sys.executable, DEPLOYMENT / "answers.py", f"127.0.0.1:{site.web_port}"]
    done = subprocess.run(check, env=site.environment, capture_output=True, check=False)
    return done.returncode == 0


def wait_for(name: str, is_there: Any) -> None:
    """Return when it is there; Failed after two minutes."""
    deadline = time.monotonic() + START_LIMIT_SECONDS
    while not is_there():
        if time.monotonic() > deadline:
            raise Failed(f"{name} does not answer")
        time.sleep(0.2)


def is_open(port: int) -> bool:
    """Whether something listens there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def which(name: str) -> str | None:
    """Where a program is, also one that only root has on the path."""
    return shutil.which(name, path=plain_environment()["PATH"])


def recipe() -> Path:
    """The script that puts a real Elasticsearch node together."""
    samples = Path(os.environ.get("PEERHALL_SAMPLES") or ROOT.parent / "shared").resolve()
    return samples / "elasticsearch" / "elasticsearch-node"


def main() -> int:
    """Run it by hand."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.deployed.topology",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "folder", nargs="?", type=Path, help="where its data and logs go; a new one by default"
    )
    folder = parser.parse_args().folder or Path(tempfile.mkdtemp(prefix="peerhall-deployed-"))
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: sys.exit(0))
    if lacking := missing_parts():
        print(f"Missing: {', '.join(lacking)}", file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with deployed(folder.resolve()) as site:
            print(f"{site.url}/ (trust {site.certificate}; logs in {folder}). Ctrl-C ends it.")
            sys.stdout.flush()
            signal.pause()
    except Failed as reason:
        print(reason, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
