"""`./peerhall`: what it says, and how the demo lives and ends."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.journeys.demo import ROOT, environment_of, start_demo, stop_demo

DOOR = [sys.executable, str(ROOT / "peerhall")]


def say(*arguments, **environment):
    return subprocess.run(
        [*DOOR, *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_without_a_verb_it_explains_itself():
    answer = say()
    assert answer.returncode == 0
    for verb in ("demo", "test", "manage", "bench"):
        assert f"./peerhall {verb}" in answer.stdout


@pytest.mark.parametrize("verb", ["demo", "test", "bench"])
def test_each_verb_explains_itself(verb):
    answer = say(verb, "--help")
    assert answer.returncode == 0
    assert len(answer.stdout) > 200


def test_what_it_does_not_know_is_named():
    answer = say("demo", "--loud")
    assert answer.returncode == 2
    assert "--loud" in answer.stderr


def test_a_port_that_is_no_number_is_refused_with_the_reason():
    answer = say("demo", PORT="http")
    assert answer.returncode == 1
    assert "PORT is 'http'" in answer.stderr


def test_a_port_in_use_is_named_with_another_to_take(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = say("demo", PORT=str(port), PEERHALL_DATA=str(tmp_path))
    assert answer.returncode == 1
    assert f"Port {port} cannot be used" in answer.stderr
    assert f"PORT={port + 1} ./peerhall demo" in answer.stderr


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    answer = say("manage", "check", PEERHALL_DATA=str(tmp_path / "file" / "data"))
    assert answer.returncode == 1
    assert "PEERHALL_DATA=" in answer.stderr


def children_of(process):
    listing = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return [int(number) for number in listing.split()]


def is_running(number):
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_until_gone(numbers):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and any(map(is_running, numbers)):
        time.sleep(0.1)
    return [number for number in numbers if is_running(number)]


@pytest.fixture
def another_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.browser
def test_a_second_start_is_quick_and_keeps_what_was_done(demo_site, another_port):
    marker = "from people.models import Person; print(Person.objects.filter(email='kept@x.example')"
    demo_site.manage(
        *("shell", "--no-imports", "-c"),
        "from people.models import Person; "
        "Person.objects.get_or_create(email='kept@x.example', defaults={'name': 'Kept'})",
    )
    begun_at = time.monotonic()
    process = start_demo(demo_site.data, another_port)
    took = time.monotonic() - begun_at
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{another_port}/en/") as response:
            assert response.status == 200
        assert "1" in demo_site.manage("shell", "--no-imports", "-c", f"{marker}.count())")
        children = children_of(process)
        assert len(children) == 2
    finally:
        assert stop_demo(process) == 0
    assert wait_until_gone(children) == []
    assert took < 60


@pytest.mark.browser
@pytest.mark.parametrize("which", [0, 1], ids=["server", "worker"])
def test_when_server_or_worker_ends_the_demo_ends(demo_site, another_port, which):
    process = start_demo(demo_site.data, another_port)
    children = children_of(process)
    os.kill(children[which], signal.SIGKILL)
    assert process.wait(30) == 1
    stop_demo(process)
    assert wait_until_gone(children) == []


@pytest.mark.browser
def test_server_and_worker_end_even_when_the_demo_is_killed(demo_site, another_port):
    process = start_demo(demo_site.data, another_port)
    children = children_of(process)
    process.kill()
    stop_demo(process)
    assert wait_until_gone(children) == []


def test_manage_on_nothing_prepares_an_empty_database(tmp_path):
    (tmp_path / "venv").symlink_to(Path(sys.prefix))
    command = [*DOOR, "manage", "shell", "--no-imports", "-c"]
    command.append("from wagtail.models import Locale; print(Locale.objects.count())")
    answer = subprocess.run(
        command, env=environment_of(tmp_path), capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.strip() == "5"
    refused = subprocess.run(
        [*DOOR, "manage", "demo_accounts"],
        env=environment_of(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode != 0
    assert "./peerhall demo" in refused.stderr
