"""A site with kinds of notices of its own, and a mail server on a real socket."""

import pytest

from notices.kinds import kinds
from tests.notices.kinds import KINDS
from tests.workers.mail_server import running_mail_server


@pytest.fixture(autouse=True)
def only_these_kinds(monkeypatch):
    monkeypatch.setattr(kinds, "_entries", list(KINDS))


@pytest.fixture
def mail_server(settings):
    """A server that the site in this process sends its mail to."""
    with running_mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
        yield server
