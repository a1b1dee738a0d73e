"""Tasks that real workers are killed at, or made to wait in."""

import os
import signal
import time
from pathlib import Path

from django_tasks import task

PATIENCE = 60


@task()
def kill_the_worker() -> None:
    """What a fault of an extension module, or memory that runs out, does to a process."""
    os.kill(os.getpid(), signal.SIGKILL)


@task()
def wait_for(folder: str) -> None:
    """Say that it has begun, wait until it may go on, say that it is done."""
    with (Path(folder) / "begun").open("a") as file:
        file.write("once\n")
    deadline = time.monotonic() + PATIENCE
    while not (Path(folder) / "go").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    with (Path(folder) / "done").open("a") as file:
        file.write("once\n")
