"""One door, by e-mail: it tells nothing of who has an account, and leads nowhere else."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import reverse

from tests.factories import PASSWORD, PersonFactory

pytestmark = pytest.mark.django_db

DOOR = "/en/account/login/"


@pytest.fixture
def odette():
    return PersonFactory(name="Odette Marsh", email="odette-marsh@towns.example")


def knock(client, person, password=PASSWORD, **more):
    return client.post(DOOR, {"login": person.email, "password": password, **more})


def test_one_signs_in_by_e_mail_and_stands_at_the_own_desk(client, odette):
    answer = client.post(DOOR, {"login": "Odette-Marsh@Towns.example", "password": PASSWORD})
    assert answer["Location"] == reverse("desk")
    assert "Odette Marsh" in client.get(reverse("desk")).content.decode()


def test_one_comes_back_to_where_one_wanted_to_go(client, odette):
    wanted = reverse("draft_snapshot")
    door = client.get(wanted)["Location"]
    assert door == f"{DOOR}?next={wanted}"
    assert f'value="{wanted}"' in client.get(door).content.decode()
    assert knock(client, odette, next=wanted)["Location"] == wanted


ELSEWHERE = [
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https://evil.example/en/",
    "http:///evil.example",
    "%09//evil.example",
    "\t//evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://testserver@evil.example/",
    "//testserver@evil.example/",
]


def stays_on_site(location: str) -> bool:
    """As browsers read it: a backslash is a slash, and tabs inside are not there."""
    seen = location.replace("\\", "/").replace("\t", "")
    whole = urlsplit(urljoin(f"http://testserver{DOOR}", seen))
    return (whole.scheme, whole.netloc) == ("http", "testserver")


def test_s10_a_forged_host_is_refused(client, odette):
    answer = client.post(
        DOOR,
        {"login": odette.email, "password": PASSWORD, "next": "https://evil.example/"},
        headers={"host": "evil.example"},
    )
    assert answer.status_code == 400


def test_nobody_signs_up_at_the_door(client):
    words = {"email": "new@towns.example", "password1": PASSWORD, "password2": PASSWORD}
    page = client.get("/en/account/signup/")
    client.post("/en/account/signup/", words)
    assert "password1" not in page.content.decode()
    assert not PersonFactory._meta.model.objects.filter(email="new@towns.example").exists()


def test_a_person_without_an_address_cannot_sign_in(client):
    PersonFactory(name="Ruth Hale", email=None)
    answer = client.post(DOOR, {"login": "", "password": PASSWORD})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session
