"""Everything that differs between machines, read once from the environment.

A value that is wrong or missing stops the start with a sentence that says what to set; no setting
is read from the environment anywhere else. Each NAME may stand in a file instead, so that a secret
shows in no list of processes or settings: NAME_FILE names the file.
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError, FileAwareEnv

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class SearchServer:
    """An Elasticsearch server, how it knows us, and how the names of our indices begin there."""

    url: str
    user: str
    password: str
    ca_file: str
    index: str


@dataclass(frozen=True)
class Environment:
    """What this machine says. Paths are absolute; `database` is a Django database dictionary.

    Without a `search_server` the site keeps its index in the data folder.
    """

    data: Path
    samples: Path
    secret_key: str
    notes_key: str
    allowed_hosts: list[str]
    base_url: str
    database: dict[str, object]
    search_server: SearchServer | None
    email_url: dict[str, object]
    from_address: str
    data_protection_contact: str
    reply_domain: str
    release: str
    is_demo: bool
    nginx_sends_files: bool


def read_environment(*, needs_secrets: bool) -> Environment:
    """Read the environment; raise ImproperlyConfigured, naming the variable, if it does not do.

    With `needs_secrets` (production) SECRET_KEY, NOTES_KEY, ALLOWED_HOSTS, BASE_URL and
    DATABASE_URL must be set; otherwise they fall back to values that are only good for one person's
    own machine.
    """
    env = FileAwareEnv(strip_whitespace=True)
    try:
        data = _data_folder(env)
        return Environment(
            data=data,
            samples=Path(env.str("PEERHALL_SAMPLES", str(ROOT.parent / "shared"))).resolve(),
            secret_key=env.str("SECRET_KEY")
            if needs_secrets
            else env.str("SECRET_KEY", "dev" * 20),
            notes_key=env.str("NOTES_KEY") if needs_secrets else env.str("NOTES_KEY", "dev" * 20),
            allowed_hosts=env.list("ALLOWED_HOSTS")
            if needs_secrets
            else env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"]),
            base_url=env.str("BASE_URL") if needs_secrets else _own_address(env),
            database=_database(env, data, is_required=needs_secrets),
            search_server=_search_server(env),
            email_url=env.dj_email_url("EMAIL_URL", f"file:///{data / 'mail'}"),
            from_address=env.str("FROM_ADDRESS", "Peerhall <hall@peerhall.example>"),
            data_protection_contact=env.str("DATA_PROTECTION_CONTACT", ""),
            reply_domain=env.str("REPLY_DOMAIN", ""),
            release=env.str("PEERHALL_RELEASE", "0.1.0"),
            is_demo=env.bool("PEERHALL_DEMO", False),
            nginx_sends_files=env.bool("NGINX_SENDS_FILES", False),
        )
    except ValueError as error:  # what environs raises, also for a file it cannot read
        raise ImproperlyConfigured(
            f"{error} Set it in the environment of this process; "
            "site/config/environment.py lists what is read."
        ) from error


def _data_folder(env: Env) -> Path:
    """The folder of PEERHALL_DATA; made here, so that whatever lies under it finds it there."""
    folder = Path(env.str("PEERHALL_DATA", str(ROOT / "var"))).resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"The data folder cannot be made ({error}). Set PEERHALL_DATA to one that can."
        ) from error
    return folder


def _own_address(env: Env) -> str:
    return env.str("BASE_URL", f"http://127.0.0.1:{env.int('PORT', 8000)}")


def _database(env: Env, data: Path, *, is_required: bool) -> dict[str, object]:
    """The database of DATABASE_URL (postgres://… or sqlite:///…); SQLite under the data folder."""
    if is_required:
        database = dict(env.dj_db_url("DATABASE_URL"))
    else:
        database = dict(env.dj_db_url("DATABASE_URL", f"sqlite:///{data / 'peerhall.sqlite3'}"))
    # Apart from the address, so that the database's own process can read the same file.
    if password := env.str("DATABASE_PASSWORD", ""):
        database["PASSWORD"] = password
    # A connection costs more than the queries of a page: it is kept.
    database["CONN_MAX_AGE"] = 60
    database["CONN_HEALTH_CHECKS"] = True
    if database["ENGINE"] == "django.db.backends.sqlite3":
        # IMMEDIATE: two writers wait for each other instead of failing half-way in a transaction.
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    else:
        database["OPTIONS"] = {
            "options": "-c statement_timeout=10s -c lock_timeout=4s"
            " -c idle_in_transaction_session_timeout=30s"
        }
    return database


def _search_server(env: Env) -> SearchServer | None:
    """The server of ELASTICSEARCH_URL; a password in the address would end up in messages."""
    url = env.str("ELASTICSEARCH_URL", "")
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise EnvError(
            "ELASTICSEARCH_URL must be http(s)://host:port; the user goes into ELASTICSEARCH_USER."
        )
    user, password = env.str("ELASTICSEARCH_USER", ""), env.str("ELASTICSEARCH_PASSWORD", "")
    if bool(user) != bool(password):
        raise EnvError("ELASTICSEARCH_USER and ELASTICSEARCH_PASSWORD must be set together.")
    ca_file = env.str("ELASTICSEARCH_CA_FILE", "")
    if ca_file and not Path(ca_file).is_file():
        raise EnvError(f"ELASTICSEARCH_CA_FILE names no file: {ca_file}")
    return SearchServer(url, user, password, ca_file, env.str("ELASTICSEARCH_INDEX", "peerhall"))
