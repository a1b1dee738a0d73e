"""A site with kinds of notices of its own, and a mail server on a real socket."""

import threading

import pytest

from notices.kinds import kinds
from tests.factories import make_cast
from tests.notices.kinds import KINDS
from tests.workers.mail_server import MailServer


@pytest.fixture(autouse=True)
def only_these_kinds(monkeypatch):
    monkeypatch.setattr(kinds, "_entries", list(KINDS))


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def mail_server(settings):
    """A server that the site in this process sends its mail to."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield server
        server.release()
        server.shutdown()
        thread.join()
