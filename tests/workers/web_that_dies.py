"""The site's own web process with a failpoint: killed after a commit, before a task is left."""

import os
import signal

from config.wsgi import application
from search import outbox

__all__ = ["application"]


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


outbox.ask_for_a_worker = die
