"""An empty site takes an association in, whole or not at all, and tells nobody."""

import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import Page, PageLogEntry

from notices.models import Mail, Notice
from pages.audiences import audience_of
from pages.models import File, Picture
from pages.permissions import can_read
from people.exit.archive import ArchiveRefused
from people.exit.importing import import_association
from people.models import (
    AuditEntry,
    ClosedGroup,
    NewsPage,
    Organisation,
    Person,
    RoleGrant,
)
from search.models import IndexChange
from tests.factories import OrganisationFactory, make_cast, make_officer
from tests.house.tree import ROOT
from tests.people.archives import (
    archive_of,
    archive_of_a_site_that_is_gone,
    contents_of,
    rewritten,
    rows_in,
    unshown,
    with_row,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def archive(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock():
        return archive_of_a_site_that_is_gone(tmp_path_factory.mktemp("old site"))


@pytest.fixture
def home(archive):
    """The site after the archive was taken in: its association."""
    return import_association(archive, shown=unshown).association


def stored():
    return sorted(
        name
        for folder in ("original_images", "images", "documents")
        if default_storage.exists(folder)
        for name in default_storage.listdir(folder)[1]
    )


def refused(archive, saying):
    """The archive is refused with these words, and rows, index and disk are as they were."""
    before = (stored(), IndexChange.objects.count(), Page.objects.count())
    with pytest.raises(ArchiveRefused, match=saying) as caught:
        import_association(archive, shown=unshown)
    assert (stored(), IndexChange.objects.count(), Page.objects.count()) == before
    assert not Organisation.objects.exists()
    assert not Person.objects.exists()
    assert not AuditEntry.objects.exists()
    return str(caught.value)


# -- What comes ----------------------------------------------------------------------------------


def test_the_archive_of_the_new_site_says_the_same(home, archive, tmp_path):
    assert contents_of(archive_of(home, tmp_path)) == contents_of(archive)


def test_links_lead_to_the_pages_and_files_of_this_site(home):
    news = NewsPage.objects.get(title="The fee that holds")
    event = Page.objects.get(title="Assembly of towns")
    file, picture = File.objects.get(), Picture.objects.get()
    first, _list, shown, offered = news.body.get_prep_value()
    assert f'id="{event.pk}"' in first["value"]
    assert f'id="{file.pk}"' in first["value"]
    assert shown["value"]["picture"] == picture.pk
    assert offered["value"]["file"] == file.pk
    assert set(news.item_uses.values_list("picture", "file")) == {
        (picture.pk, None),
        (None, file.pk),
    }
    chapter = Page.objects.get(title="Wheels").specific
    assert f'id="{news.pk}"' in chapter.body.get_prep_value()[0]["value"]


def test_history_can_be_read_and_an_older_version_brought_back(home):
    news = NewsPage.objects.get(title="The fee that holds")
    older, newer = news.revisions.order_by("created_at")
    assert (news.latest_revision, news.live_revision) == (newer, newer)
    assert older.user.name == "Lena Brook"
    assert older.as_object().summary == "Version 1."
    older.as_object().save_revision().publish()
    news.refresh_from_db()
    assert news.summary == "Version 1."
    assert [theme.slug for theme in news.themes.all()] == ["waste"]


def test_audiences_close_the_same_pages_to_the_same_people(home):
    news = NewsPage.objects.get(title="The fee that holds")
    of_group = NewsPage.objects.get(title="For treasurers")
    odette = Person.objects.get(name="Odette Marsh")
    stranger = make_officer("A Stranger", OrganisationFactory(), "Clerk")
    assert audience_of(news) == f"association:{home.pk}"
    group = ClosedGroup.objects.get(name="Treasurers")
    assert audience_of(of_group) == f"group:{group.pk}"
    for page in (news, of_group):
        assert can_read(odette, page)
        assert not can_read(stranger, page)
        assert not can_read(None, page)


def test_nobody_is_told_and_nobody_has_a_role_or_a_password(home):
    assert not Notice.objects.exists()
    assert not Mail.objects.exists()
    assert not RoleGrant.objects.exists()
    assert not any(person.has_usable_password() for person in Person.objects.all())
    assert not PageLogEntry.objects.exclude(user=None).exists()


def test_that_it_came_is_noted(home):
    (entry,) = AuditEntry.objects.filter(act="people.association-imported")
    assert entry.organisation == home


def test_nobody_shows_more_of_themselves_than_the_archive_knew(home):
    lena = Person.objects.get(name="Lena Brook")
    odette = Person.objects.get(name="Odette Marsh")
    assert (lena.name_seen_by, lena.email_seen_by, lena.phone_seen_by) == (
        *("association", "association"),
        "nobody",
    )
    assert (odette.email, odette.name_seen_by) == (None, "nobody")


def test_who_has_an_account_here_is_the_same_person(archive):
    lena = Person.objects.create_user("Lena-Brook@towns.example", "plain lake water 7", name="L.")
    import_association(archive, shown=unshown)
    lena.refresh_from_db()
    assert Person.objects.filter(email__iexact="lena-brook@towns.example").get() == lena
    assert (lena.name, lena.email_seen_by) == ("L.", "nobody")
    assert lena.appointments.get().post == "Adviser on learning"


def test_all_of_it_can_be_found(home, client):
    assert not IndexChange.objects.exists()
    said = client.get("/en/search/", {"q": "wheels carts"}).content.decode()
    assert "Carts" in said
    assert client.get(Page.objects.get(title="Carts").specific.address).status_code == 200


def test_a_newsletter_that_was_under_way_does_not_go_out(archive, tmp_path):
    asked = {"state": "approved", "approved_at": "2026-06-01T08:00:00+00:00"}
    changed = with_row(archive, "newsletters", 2, asked, tmp_path / "a.zip")
    changed = with_row(changed, "newsletters", 1, {"state": "sending"}, tmp_path / "b.zip")
    association = import_association(changed, shown=unshown).association
    states = association.newsletters.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["stopped", "draft"]


def test_a_page_whose_audience_is_not_known_is_open_to_nobody(archive, tmp_path):
    number = next(
        row["number"]
        for row in rows_in(archive, "pages")
        if row["fields"]["title"] == "For treasurers"
    )
    changed = with_row(archive, "pages", number, {"audience": "board:3"}, tmp_path / "a.zip")
    import_association(changed, shown=unshown)
    page = NewsPage.objects.get(title="For treasurers")
    assert not can_read(Person.objects.get(name="Odette Marsh"), page)
    assert ClosedGroup.objects.get(name="Readers who did not come along").members.count() == 0


def test_u12_html_that_was_put_in_by_hand_is_cleaned(archive, tmp_path):
    row = next(row for row in rows_in(archive, "pages") if row["fields"]["title"] == "Wheels")
    html = '<p onclick="x()">Go<script>steal()</script> <a href="javascript:x()">on</a></p>'
    body = [{"type": "text", "value": html, "id": "11111111-1111-4111-8111-111111111111"}]
    changed = with_row(
        archive, "pages", row["number"], {"fields": {"body": body}}, tmp_path / "a.zip"
    )
    import_association(changed, shown=unshown)
    (block,) = Page.objects.get(title="Wheels").specific.body.get_prep_value()
    assert block["value"] == "<p>Go <a>on</a></p>"


def test_a_theme_that_this_site_does_not_have_is_named_and_left_out(archive, tmp_path, capsys):
    row = next(
        row for row in rows_in(archive, "pages") if row["fields"]["title"] == "The fee that holds"
    )
    there = {"fields": {"themes": ["waste", "tides"]}}
    changed = with_row(archive, "pages", row["number"], there, tmp_path / "a.zip")
    call_command("import_association", str(changed), verbosity=0)
    assert "['tides']" in capsys.readouterr().out
    assert NewsPage.objects.get(title="The fee that holds").themes.count() == 1


# -- What is refused -----------------------------------------------------------------------------


def test_a_site_that_has_organisations_takes_nothing_in(archive):
    make_cast()
    before = Page.objects.count()
    with pytest.raises(ArchiveRefused, match="has organisations already"):
        import_association(archive, shown=unshown)
    assert Page.objects.count() == before


@pytest.mark.parametrize("share", [0.3, 0.98])
def test_an_archive_that_was_cut_is_refused(archive, tmp_path, share):
    content = archive.read_bytes()
    cut = tmp_path / "cut.zip"
    cut.write_bytes(content[: int(len(content) * share)])
    refused(cut, "not all of one. Compare its size")


def test_a_file_that_was_changed_is_named(archive, tmp_path):
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "memberships.jsonl":
                content = content.replace(b"2024", b"2025")
            new.writestr(name, content)
    refused(changed, "memberships.jsonl was changed after the archive was made")


def test_a_damaged_byte_is_found(archive, tmp_path):
    content = bytearray(archive.read_bytes())
    place = content.index(b"fee,amount")
    content[place] ^= 1
    damaged = tmp_path / "damaged.zip"
    damaged.write_bytes(content)
    refused(damaged, "files/000001.csv was changed or is damaged")


def with_manifest(archive, target, **facts):
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "manifest.json":
                content = json.dumps({**json.loads(content), **facts}).encode()
            new.writestr(name, content)
    return target


@pytest.mark.parametrize(
    ("facts", "saying"),
    [
        ({"version": 2}, "version 2 of the format; this site reads version 1"),
        ({"format": "a-diary"}, "no archive of an association"),
        ({"counts": {}}, "lacks something"),
        ({"files": {"README.md": 1}}, "lacks something"),
    ],
)
def test_a_manifest_of_another_kind_is_refused(archive, tmp_path, facts, saying):
    refused(with_manifest(archive, tmp_path / "a.zip", **facts), saying)


@pytest.mark.parametrize("name", ["../out.txt", "/etc/x", "pictures/..\\x.png", "run.sh"])
def test_u04_a_name_that_leads_outside_is_refused(archive, tmp_path, name):
    refused(rewritten(archive, {name: b"x"}, tmp_path / "a.zip"), "which no archive does")


def test_u04_a_link_in_the_archive_is_refused(archive, tmp_path):
    target = rewritten(archive, {"pictures/000001.png": None}, tmp_path / "a.zip")
    link = zipfile.ZipInfo("pictures/000001.png")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(target, "a") as opened:
        opened.writestr(link, "/etc/passwd")
    refused(target, "which no archive does")


def test_u04_an_archive_that_unpacks_to_a_thousand_times_its_size_is_refused(archive, tmp_path):
    bomb = rewritten(archive, {"files/000001.csv": b" " * 120_000_000}, tmp_path / "a.zip")
    refused(bomb, "unpacks to far more than it is")


def test_u04_too_many_entries_are_refused_before_they_are_listed(tmp_path):
    crowd = tmp_path / "a.zip"
    with zipfile.ZipFile(crowd, "w") as opened:
        for number in range(60_002):
            opened.writestr(f"pictures/{number:06}.png", b"")
    refused(crowd, "holds more files than any archive")


def test_something_that_is_no_archive_is_refused(tmp_path):
    (tmp_path / "words.zip").write_text("words")
    refused(tmp_path / "words.zip", "is no archive of an association")
    refused(tmp_path / "missing.zip", "is no archive of an association")


@pytest.mark.parametrize(
    ("kind", "number", "change", "saying"),
    [
        ("groups", 1, {"members": [99]}, "groups.jsonl, line 1: members does not fit"),
        ("groups", 1, {"size": 3}, "groups.jsonl, line 1: these fields .* not known: size"),
        ("persons", 1, {"number": 7}, "persons.jsonl, line 1: the number must be 1"),
        ("persons", 1, {"is_active": 1}, "persons.jsonl, line 1: is_active does not fit"),
        ("organisations", 1, {"kind": "other"}, "line 1: this is no association"),
        ("pages", 2, {"parent": 3}, "pages.jsonl, line 2: the page above must come first"),
        ("pages", 2, {"parent": None}, "pages.jsonl, line 2: .* may not stand below"),
        ("pages", 2, {"type": "auth.Group"}, "line 2: this site knows no pages of the kind"),
        ("pages", 2, {"language": "xx"}, "line 2: this site has no language xx"),
        ("pages", 2, {"fields": {"slug": "a/b"}}, "line 2: slug or translation_key is wrong"),
        ("pages", 2, {"fields": {"path": "0001"}}, "line 2: learning.LibraryPage has no path"),
        ("pictures", 1, {"file": "pictures/000009.png"}, "line 1: pictures/000009.png is not"),
        # These are found while it is written.
        ("memberships", 1, {"from_on": "soon"}, "memberships.jsonl, line 1: .*soon"),
        ("newsletters", 1, {"state": "lost"}, "newsletters.jsonl, line 1: .*lost"),
        ("newsletters", 1, {"reached": [[99, 1]]}, "newsletters.jsonl, line 1: 99"),
        ("readings", 1, {"month": "2026-05-02"}, "readings.jsonl, line 1: "),
        ("files", 1, {"name": "fees.exe"}, "files.jsonl, line 1: Files of this kind"),
    ],
)
def test_a_row_that_does_not_do_is_named_and_nothing_stays(
    archive, tmp_path, kind, number, change, saying
):
    refused(with_row(archive, kind, number, change, tmp_path / "a.zip"), saying)


def test_a_picture_that_is_none_is_refused(archive, tmp_path):
    changed = rewritten(archive, {"pictures/000001.png": b"<html>"}, tmp_path / "a.zip")
    refused(changed, "pictures.jsonl, line 1: ")


def test_a_page_with_the_key_of_a_page_of_this_site_is_refused(archive, tmp_path):
    key = str(Page.objects.get(depth=2, locale__language_code="en").translation_key)
    changed = with_row(archive, "pages", 3, {"translation_key": key}, tmp_path / "a.zip")
    refused(changed, "line 3: a page of this site has the same translation_key")


def test_versions_of_a_text_with_different_audiences_are_refused(archive, tmp_path):
    row = next(
        row
        for row in rows_in(archive, "pages")
        if row["fields"]["title"] == "La redevance qui tient"
    )
    changed = with_row(archive, "pages", row["number"], {"audience": "public"}, tmp_path / "a.zip")
    refused(changed, "its other language has another audience")


def test_the_command_says_that_nothing_was_changed(tmp_path):
    with pytest.raises(CommandError, match=r"no archive.*\nNothing was changed"):
        call_command("import_association", str(tmp_path / "none.zip"), verbosity=0)


# -- The commands, from site to site -------------------------------------------------------------


@pytest.fixture(scope="session")
def empty_site(django_db_setup, django_db_blocker, tmp_path_factory):
    """A site of its own on SQLite, prepared and empty; runs a command and gives what it said."""
    data = tmp_path_factory.mktemp("new site")
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
        "PEERHALL_DATA": str(data),
        "DATABASE_URL": f"sqlite:///{data / 'peerhall.sqlite3'}",
        "ELASTICSEARCH_URL": "",
    }

    def manage(*arguments):
        return subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), *arguments],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            with closing(sqlite3.connect(data / "peerhall.sqlite3")) as copy:
                connection.connection.backup(copy)
        else:
            manage("migrate")
            manage("prepare_site")
    return manage


def test_the_round_trip_by_commands_from_one_site_to_another(empty_site, archive, tmp_path):
    came = empty_site("import_association", str(archive))
    assert came.returncode == 0, came.stderr
    assert "Association of Lake Towns is here, with:" in came.stdout
    again = tmp_path / "again.zip"
    left = empty_site("export_association", "Association of Lake Towns", str(again))
    assert left.returncode == 0, left.stderr
    assert contents_of(again) == contents_of(archive)
