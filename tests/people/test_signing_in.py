"""One door, by e-mail: it tells nothing of who has an account, and leads nowhere else."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.core import mail
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


@pytest.mark.parametrize("next_address", ELSEWHERE)
def test_s10_no_next_leads_off_the_site(client, odette, next_address):
    answer = knock(client, odette, next=next_address)
    assert answer.status_code == 302
    assert _stays_on_site(answer["Location"])
    # Signed in, one is led on at once.
    page = client.get(DOOR, {"next": next_address})
    assert _stays_on_site(page.get("Location", "/"))


@pytest.mark.parametrize("next_address", ELSEWHERE)
def test_s10_no_next_of_the_way_out_leads_off_the_site(client, odette, next_address):
    client.force_login(odette)
    answer = client.post("/en/account/logout/", {"next": next_address})
    assert _stays_on_site(answer["Location"])


def _stays_on_site(location: str) -> bool:
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


def test_s01_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, odette):
    known = knock(client, odette, password="wrong wrong wrong")
    unknown = client.post(DOOR, {"login": "nobody@towns.example", "password": "wrong wrong wrong"})
    assert known.status_code == unknown.status_code == 200
    plain = [
        answer.content.decode().replace(address, "…")
        for answer, address in ((known, odette.email), (unknown, "nobody@towns.example"))
    ]
    assert _without_token(plain[0]) == _without_token(plain[1])


def test_s01_asking_for_a_new_password_says_the_same_to_all(client, odette):
    answers = [
        client.post("/en/account/password/reset/", {"email": address}, follow=True)
        for address in (odette.email, "nobody@towns.example")
    ]
    pages = [_without_token(answer.content.decode()) for answer in answers]
    assert pages[0] == pages[1]
    assert answers[0].redirect_chain == answers[1].redirect_chain
    assert [letter.to for letter in mail.outbox] == [[odette.email]]


def _without_token(html: str) -> str:
    return "\n".join(line for line in html.splitlines() if "csrfmiddlewaretoken" not in line)


def test_the_sixth_guess_is_not_even_looked_at(client, odette):
    for _ in range(5):
        knock(client, odette, password="wrong wrong wrong")
    answer = knock(client, odette)
    assert "_auth_user_id" not in client.session
    assert answer.status_code in (200, 429)


def test_nobody_signs_up_at_the_door(client):
    words = {"email": "new@towns.example", "password1": PASSWORD, "password2": PASSWORD}
    page = client.get("/en/account/signup/")
    client.post("/en/account/signup/", words)
    assert "password1" not in page.content.decode()
    assert not PersonFactory._meta.model.objects.filter(email="new@towns.example").exists()


def test_s07_the_session_has_a_new_number_after_signing_in_and_out(client, odette):
    client.get(DOOR)
    client.session["kept"] = 1
    session = client.session
    session.save()
    client.cookies["sessionid"] = session.session_key
    before = session.session_key
    knock(client, odette)
    inside = client.session.session_key
    assert inside != before
    client.post("/en/account/logout/")
    assert client.session.session_key != inside


def test_s08_whoever_is_switched_off_is_out_with_the_next_request(client, odette):
    client.force_login(odette)
    assert client.get(reverse("desk")).status_code == 200
    odette.is_active = False
    odette.save()
    assert client.get(reverse("desk")).status_code == 302


def test_a_person_without_an_address_cannot_sign_in(client):
    PersonFactory(name="Ruth Hale", email=None)
    answer = client.post(DOOR, {"login": "", "password": PASSWORD})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session
