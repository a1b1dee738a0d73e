"""In the demo no mail leaves; it is read in the site instead."""

import os
import subprocess
import sys

import pytest
from django.test import Client

from notices.actions import post
from tests.factories import do_waiting_work
from tests.house.tree import ROOT

pytestmark = pytest.mark.django_db


def test_elsewhere_there_is_none():
    assert Client().get("/demo/mailbox/").status_code == 404
    assert "/demo/mailbox/" not in Client().get("/en/").content.decode()


def test_it_shows_each_mail_as_it_would_have_left(settings):
    settings.PEERHALL_IS_DEMO = True
    post(
        to="new@towns.example", subject="An <b>invitation</b>", text="Come in:\nhttp://x.example/y"
    )
    assert "An " not in Client().get("/demo/mailbox/").content.decode().partition("<main")[2]
    do_waiting_work()
    html = Client().get("/demo/mailbox/").content.decode()
    assert "new@towns.example" in html
    assert "An &lt;b&gt;invitation&lt;/b&gt;" in html
    assert 'href="http://x.example/y"' in html
    assert "/demo/mailbox/" in Client().get("/en/").content.decode()


def test_many_are_parted(settings):
    settings.PEERHALL_IS_DEMO = True
    for number in range(25):
        post(to="new@towns.example", subject=f"Mail {number:02}.", text="x")
    do_waiting_work()
    first = Client().get("/demo/mailbox/")
    assert "Mail 24." in first.content.decode()
    assert "Mail 04." not in first.content.decode()
    assert "Mail 04." in Client().get(f"/demo/mailbox/{first.context['next_url']}").content.decode()


@pytest.mark.parametrize(("is_demo", "leaves_by"), [("1", "dummy"), ("0", "smtp")])
def test_the_demo_has_no_way_to_send_mail_whatever_server_is_named(tmp_path, is_demo, leaves_by):
    answer = subprocess.run(
        [sys.executable, "-c", "from config.settings.base import EMAIL_BACKEND as b; print(b)"],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
            "PEERHALL_DATA": str(tmp_path),
            "PEERHALL_DEMO": is_demo,
            "EMAIL_URL": "smtp://mail.example:25",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == f"django.core.mail.backends.{leaves_by}.EmailBackend"
