"""A reader meets a site as docker-compose.yml puts it on a server: nginx, gunicorn, worker, both
servers (safeguards L20, L32)."""

import contextlib
import hashlib
import http.client
import re
import socket
import ssl
import urllib.error
import urllib.request
from urllib.parse import urlencode

import pytest

from tests.deployed.reader import Reader
from tests.deployed.topology import DEPLOYMENT, compose_model, run
from tests.search.node import indices

# More than all threads of gunicorn together, so that one more would have to wait.
MANY = 12
# What guards a page guards a file as well, whoever sends it.
GUARDS = (
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "Strict-Transport-Security",
    "X-Content-Type-Options",
    "X-Frame-Options",
)


def stored(site, things, name):
    return (site.folder / "data" / "files" / things[f"{name}_stored_as"]).read_bytes()


def test_a_page_comes_packed_and_guarded(visitor, things):
    page = visitor.get(things["public"], Accept_Encoding="gzip")
    assert page.status == 200
    assert "Open to all" in page.text
    assert page.head["Content-Encoding"] == "gzip"
    assert [name for name in GUARDS if name not in page.head] == []
    assert page.head["Server"] == "nginx"


def test_a_reader_without_tls_is_sent_to_it(site, visitor):
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", site.http_port)) as connection:
        connection.request("GET", "/en/library/?page=2", headers={"Host": "localhost"})
        answer = connection.getresponse()
        assert answer.status == 301
        assert answer.headers["Location"] == "https://localhost/en/library/?page=2"


def test_a_host_that_is_not_ours_gets_no_answer(site, visitor):
    with pytest.raises(http.client.RemoteDisconnected):
        visitor.get("/en/", Host="elsewhere.example")


def test_what_a_reader_says_of_his_own_line_is_not_believed(site):
    # By the site's own word: it sends readers without TLS away, and nginx says who has it.
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", site.http_port)) as connection:
        head = {"Host": "localhost", "X-Forwarded-Proto": "https"}
        connection.request("GET", "/en/", headers=head)
        assert connection.getresponse().status == 301


def test_whoever_guesses_passwords_is_known_by_the_address_he_comes_from(site, things):
    guesser, neighbour = Reader(site, "127.0.0.2"), Reader(site, "127.0.0.3")
    # Each process of gunicorn counts to ten by itself.
    for number in range(30):
        pretended = f"192.0.2.{number}"
        answer = guesser.sign_in(
            f"guess-{number}@peerhall.example", "not this one", X_Forwarded_For=pretended
        )
        if "Too many failed" in answer.text or answer.status == 429:
            break
    else:
        pytest.fail("thirty guesses from one address")
    assert neighbour.sign_in(things["email"], things["password"]).status == 302


def test_style_sheets_are_kept_for_good_and_come_packed(visitor, things):
    page = visitor.get(things["public"]).text
    sheet = re.search(r'href="(/static/css/[^"]+\.css)"', page)[1]
    answer = visitor.get(sheet, Accept_Encoding="gzip")
    assert answer.status == 200
    assert answer.head["Content-Encoding"] == "gzip"
    assert "immutable" in answer.head["Cache-Control"]
    assert "max-age=315360000" in answer.head["Cache-Control"]
    assert answer.head["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "place",
    [
        "/media/{}",
        "/files/{}",
        "/sent-by-nginx/{}",
        "/%73ent-by-nginx/{}",
        "//sent-by-nginx/{}",
        "/static/../sent-by-nginx/{}",
        "/static/%2e%2e/sent-by-nginx/{}",
        "/sent-by-nginx/../files/{}",
        "/static/../files/{}",
    ],
)
def test_no_address_but_its_door_leads_to_a_file(site, visitor, member, things, place):
    """L20: neither its place in storage nor the one that nginx knows, for whoever asks."""
    for reader in (visitor, member):
        answer = reader.get(place.format(things["file_of_x_stored_as"]))
        assert answer.status in (400, 404)
        assert stored(site, things, "file_of_x") not in answer.body
        assert "X-Accel-Redirect" not in answer.head


def test_the_door_gives_a_file_to_a_member_only(site, visitor, member, things):
    """L20: the door is the one way, and it asks who is there."""
    refused = visitor.get(things["file_of_x"])
    assert refused.status == 404
    given = member.get(things["file_of_x"])
    assert given.status == 200
    assert given.body == stored(site, things, "file_of_x")


def test_a_file_that_nginx_sends_has_the_whole_head_that_the_site_gave_it(site, member, things):
    given = member.get(things["survey"]).head
    said = member.ask_gunicorn(things["survey"])
    of_one_answer = ("Connection", "Content-Length", "Date", "Server", "X-Accel-Redirect")
    for name in set(said) - set(of_one_answer):
        assert given.get_all(name) == said.get_all(name), name
    assert [name for name in GUARDS if name not in given] == []
    assert given["Content-Type"] == "text/csv"
    assert given["Content-Disposition"].startswith("attachment; filename=")
    assert given["Cache-Control"] == "private, no-store"
    assert "X-Accel-Redirect" in said
    assert "X-Accel-Redirect" not in given


def test_a_broken_download_goes_on_where_it_ended(site, member, things):
    content = stored(site, things, "survey")
    part = member.get(things["survey"], Range="bytes=1000-1999")
    assert part.status == 206
    assert part.body == content[1000:2000]
    assert part.head["Content-Range"] == f"bytes 1000-1999/{len(content)}"
    assert part.head["Cache-Control"] == "private, no-store"
    assert [name for name in GUARDS if name not in part.head] == []


def test_whoever_holds_a_file_is_told_so_while_he_may_have_it(visitor, member, things):
    tag = member.get(things["file_of_x"]).head["ETag"]
    unchanged = member.get(things["file_of_x"], If_None_Match=tag)
    assert (unchanged.status, unchanged.body) == (304, b"")
    assert visitor.get(things["file_of_x"], If_None_Match=tag).status == 404
    assert visitor.get(things["file_of_x"], Range="bytes=0-1").status == 404


def test_many_slow_downloads_keep_nobody_waiting(site, visitor, member, things):
    lines = [member.open(things["survey"]) for _ in range(MANY)]
    try:
        begun = [line.read_a_little() for line in lines]
        assert all(first.startswith(b"HTTP/1.1 200") for first in begun)
        assert visitor.get(things["public"]).status == 200
        # All of them were still on the way, and come whole.
        whole = begun[0] + lines[0].read_the_rest()
        sent = whole.split(b"\r\n\r\n", 1)[1]
        assert (
            hashlib.sha256(sent).digest() == hashlib.sha256(stored(site, things, "survey")).digest()
        )
    finally:
        for line in lines:
            line.close()


def test_many_slow_senders_keep_nobody_waiting(visitor, things):
    lines = [visitor.open("/en/account/login/", method="POST", length=1000) for _ in range(MANY)]
    try:
        for line in lines:
            line.send(b"login=")
        assert visitor.get(things["public"]).status == 200
    finally:
        for line in lines:
            line.close()


def test_search_answers_from_elasticsearch_and_tells_each_what_he_may_know(
    site, visitor, member, things
):
    question = "/en/search/?" + urlencode({"q": "pumping stations"})
    assert indices(site.search_node, site.environment["ELASTICSEARCH_INDEX"])
    assert "Pumping stations surveyed" not in visitor.get(question).text
    assert "surveyed" in member.get(question).text
    assert things["public"] in visitor.get("/en/search/?q=open").text


def test_the_search_server_is_asked_by_tls_with_its_password(site):
    address = site.environment["ELASTICSEARCH_URL"]
    strict = ssl.create_default_context(cafile=site.environment["ELASTICSEARCH_CA_FILE"])
    strict.verify_flags |= ssl.VERIFY_X509_STRICT  # what newer Pythons ask for by themselves
    with pytest.raises(urllib.error.HTTPError, match="401") as refused:
        urllib.request.urlopen(address, context=strict)
    refused.value.close()
    assert "missing 0" in site.manage("reconcile_search", "--dry-run")


def test_preparing_again_changes_nothing(site, visitor, things):
    again = run([DEPLOYMENT / "prepare"], env=site.environment).stdout
    assert "No migrations to apply" in again
    assert "missing 0, too many 0, old 0" in again
    assert visitor.get(things["public"]).status == 200


@pytest.mark.parametrize("name", ["nginx", "web", "worker"])
def test_each_part_says_that_it_is_well(site, name):
    """The health checks of docker-compose.yml, where they are asked."""
    how, *check = compose_model()["services"][name]["healthcheck"]["test"]
    if how == "CMD-SHELL":
        check = ["sh", "-c", *check]
    check = [
        part.replace(":8443", f":{site.port}").replace(":8000", f":{site.web_port}")
        for part in check
    ]
    run(check, env=site.environment)


def test_django_finds_nothing_to_say_about_these_settings(site):
    site.manage("check", "--deploy", "--fail-level", "WARNING")


def test_old_tls_is_refused(site):
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname = False
    old.verify_mode = ssl.CERT_NONE
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    with socket.create_connection(("127.0.0.1", site.port)) as plain:
        with pytest.raises(ssl.SSLError):
            old.wrap_socket(plain, server_hostname="localhost")
