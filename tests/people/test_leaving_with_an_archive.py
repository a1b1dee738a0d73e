"""An association leaves with everything it put in, and with nothing of others."""

import hashlib
import json
import stat
import zipfile

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import get_page_models

from pages.models import BasePage
from people.exit.archive import ArchiveRefused
from people.exit.exporting import export_association
from people.exit.fields import KIND_OF, fields_of
from people.exit.kinds import KINDS
from people.exit.telling import readme
from people.models import AuditEntry, Organisation
from tests.factories import AssociationFactory, make_cast
from tests.people.archives import (
    OTHERS,
    archive_of,
    archive_of_a_site_that_is_gone,
    contents_of,
    make_full_association,
    rows_in,
    unshown,
)
from tests.standing import standing

pytestmark = pytest.mark.django_db


cast = standing(make_full_association)


@pytest.fixture(scope="module")
def archive(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock():
        return archive_of_a_site_that_is_gone(tmp_path_factory.mktemp("site"))


def titles(archive):
    return {row["fields"]["title"] for row in rows_in(archive, "pages")}


def test_all_that_stands_in_the_space_comes_along(archive):
    assert {
        *("The fee that holds", "La redevance qui tient", "For treasurers", "Begun", "June"),
        *("Assembly of towns", "Carts", "Wheels", "Night rounds", "Signed", "Links outside"),
    } <= titles(archive)


def test_pages_come_in_the_order_of_the_tree_with_who_may_read_them(archive):
    pages = rows_in(archive, "pages")
    assert [row["number"] for row in pages] == list(range(1, len(pages) + 1))
    assert all(row["parent"] is None or row["parent"] < row["number"] for row in pages)
    audiences = {row["fields"]["title"]: row["audience"] for row in pages}
    assert audiences["The fee that holds"] == "association"
    assert audiences["La redevance qui tient"] == "association"
    assert audiences["For treasurers"] == "group:1"
    assert audiences["Signed"] == "signed-in"
    assert audiences["Carts"] == "public"


def test_every_version_comes_in_its_order(archive):
    pages = {row["number"]: row["fields"]["title"] for row in rows_in(archive, "pages")}
    of_news = [
        row for row in rows_in(archive, "revisions") if pages[row["page"]] == "The fee that holds"
    ]
    assert [row["fields"]["summary"] for row in of_news] == ["Version 1.", "Version 2."]
    assert [row["is_live"] for row in of_news] == [False, True]
    persons = rows_in(archive, "persons")
    assert persons[of_news[0]["user"] - 1]["name"] == "Lena Brook"


def test_links_pictures_and_files_name_rows_of_the_archive(archive):
    (news,) = [
        row for row in rows_in(archive, "pages") if row["fields"]["title"] == "The fee that holds"
    ]
    pages, blocks = rows_in(archive, "pages"), news["fields"]["body"]
    (event,) = [row for row in pages if row["fields"]["title"] == "Assembly of towns"]
    assert f'id="{event["number"]}"' in blocks[0]["value"]
    assert blocks[2]["value"]["picture"] == 1
    assert blocks[3]["value"]["file"] == 1
    assert news["fields"]["themes"] == ["waste"]
    (picture,), (file,) = rows_in(archive, "pictures"), rows_in(archive, "files")
    assert (picture["title"], picture["tags"]) == ("The landing", ["boats", "quay"])
    assert contents_of(archive)[file["file"]] == b"fee,amount\ncart,12\n"


def test_nothing_of_others_is_in_it(archive, cast):
    for name, content in contents_of(archive).items():
        assert OTHERS not in content.decode(errors="replace"), name
    said = json.dumps([rows_in(archive, kind.name) for kind in KINDS])
    assert "Bruno Sel" not in said
    assert "High Pasture" not in said
    # What everyone may read is linked by its address.
    assert "/news/" in said
    assert "everyone-may-know" in said


def test_control_the_word_of_others_stands_in_their_own_archive(cast, tmp_path):
    theirs = archive_of(cast.hill, tmp_path)
    assert OTHERS in json.dumps([rows_in(theirs, kind.name) for kind in KINDS])


def test_persons_come_with_name_post_and_the_address_they_show(archive):
    persons = {row["name"]: row for row in rows_in(archive, "persons")}
    assert persons["Lena Brook"]["email"] == "lena-brook@towns.example"
    assert persons["Odette Marsh"]["email"] is None
    # Named by a text, and no address of theirs is the association's to take.
    assert persons["Petra Vance"]["email"] is None
    assert "Gone Before" not in persons
    posts = {row["post"] for row in rows_in(archive, "appointments")}
    assert posts == {"Head of waste collection", "Adviser on learning"}


def test_an_address_that_is_hidden_stays(cast, tmp_path):
    cast.lena.refresh_from_db()
    cast.lena.email_seen_by = "organisation"
    cast.lena.save()
    assert {row["email"] for row in rows_in(archive_of(cast.lake, tmp_path), "persons")} == {None}


def test_who_was_erased_has_no_name(cast, tmp_path):
    from people.fields import FormerMember

    cast.odette.refresh_from_db()
    cast.odette.name = FormerMember()
    cast.odette.save()
    names = [row["name"] for row in rows_in(archive_of(cast.lake, tmp_path), "persons")]
    assert None in names
    assert "Odette Marsh" not in names


def test_members_come_with_their_dates_and_others_with_their_name_alone(archive):
    organisations = rows_in(archive, "organisations")
    named = {row["name"]: row for row in organisations}
    assert organisations[0]["name"] == "Association of Lake Towns"
    assert named["Ferry Landing"]["external_id"] == "towns/ferry-landing"
    assert named["Old Quay"]["relation"] == "member"
    assert named["League of Hill Communes"]["relation"] == "named"
    until = {
        organisations[row["member"] - 1]["name"]: row["until_on"]
        for row in rows_in(archive, "memberships")
    }
    assert until == {"Ferry Landing": None, "Old Quay": "2024-12-31"}


def test_a_newsletter_says_whom_it_reached_and_few_readings_are_not_told(archive):
    june, july = rows_in(archive, "newsletters")
    assert (june["people"], june["reached"], june["audience"]) == (2, [[2, 2]], "association")
    assert july["state"] == "draft"
    assert [row["readings"] for row in rows_in(archive, "readings")] == [7]


def test_the_manifest_names_each_file_with_its_hash(archive):
    with zipfile.ZipFile(archive) as opened:
        manifest = json.loads(opened.read("manifest.json"))
        for name, facts in manifest["files"].items():
            assert hashlib.sha256(opened.read(name)).hexdigest() == facts["sha256"]
        assert {*manifest["files"], "manifest.json"} == set(opened.namelist())
    assert manifest["version"] == 1
    assert manifest["association"] == "Association of Lake Towns"
    assert manifest["counts"]["groups"] == 1


def test_the_readme_explains_every_file_and_every_field():
    said = readme({"association": "A", "site": "S", "made_at": "M"})
    for kind in KINDS:
        assert f"### {kind.file}" in said
        for field in kind.fields:
            assert f"- `{field.name}`: " in said
    assert "### learning.ManualPage (manual)" in said
    assert "- `body`: text; text in blocks" in said
    assert "pages.HomePage" not in said


@pytest.mark.parametrize("model", [one for one in get_page_models() if issubclass(one, BasePage)])
def test_a_page_of_any_kind_points_at_nothing_that_is_not_carried(model):
    for field in fields_of(model).values():
        columns = field.related_model._meta.fields if field.one_to_many else [field]
        for column in columns:
            if column.is_relation and not column.primary_key:
                label = column.related_model._meta.label
                is_carried = {one._meta.label for one in KIND_OF} | {"pages.Theme", "taggit.Tag"}
                assert label in is_carried or issubclass(column.related_model, BasePage), label


def test_a_file_that_is_there_is_written_over_only_when_asked(tmp_path):
    bare = AssociationFactory(name="Bare")
    target = tmp_path / "bare.zip"
    target.write_text("my letters")
    with pytest.raises(ArchiveRefused, match="--replace"):
        export_association(bare, target, shown=unshown)
    assert target.read_text() == "my letters"
    export_association(bare, target, replaces=True, shown=unshown)
    assert rows_in(target, "organisations")[0]["name"] == "Bare"
    assert list(tmp_path.iterdir()) == [target]


def test_an_export_that_fails_leaves_the_old_file_and_no_other(tmp_path, monkeypatch):
    target = tmp_path / "bare.zip"
    target.write_text("my letters")
    monkeypatch.setattr("people.exit.exporting.readme", lambda facts: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export_association(AssociationFactory(), target, replaces=True, shown=unshown)
    assert target.read_text() == "my letters"
    assert list(tmp_path.iterdir()) == [target]
    assert not AuditEntry.objects.exists()


def test_only_its_owner_may_read_it(archive):
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600


def test_that_it_was_made_is_noted(tmp_path):
    bare = AssociationFactory(name="Bare")
    archive_of(bare, tmp_path)
    (entry,) = AuditEntry.objects.filter(act="people.association-exported")
    assert entry.organisation == bare


def test_the_command_says_what_it_wrote_and_how_much_stays(cast, tmp_path, capsys):
    target = tmp_path / "lake.zip"
    call_command("export_association", "association of lake towns", str(target), verbosity=0)
    said = capsys.readouterr().out
    assert "holds what Association of Lake Towns keeps here" in said
    assert "2  newsletters" in said
    assert "closed to a circle of others: 2" in said


def test_the_command_asks_which_association_is_meant(tmp_path):
    cast = make_cast()
    AssociationFactory(name="Lake Fishers")
    with pytest.raises(CommandError, match=f"{cast.lake.pk}  Association of Lake Towns"):
        call_command("export_association", "lake", str(tmp_path / "a.zip"))
    with pytest.raises(CommandError, match=r"  Lake Fishers\n.*League of Hill"):
        call_command("export_association", "Ferry Landing", str(tmp_path / "a.zip"))
    with pytest.raises(CommandError, match="no folder"):
        call_command("export_association", str(cast.lake.pk), str(tmp_path / "no" / "a.zip"))
    assert list(tmp_path.iterdir()) == []


def test_an_association_without_a_space_leaves_with_its_members(tmp_path):
    bare = AssociationFactory(name="Bare")
    archive = archive_of(Organisation.objects.get(pk=bare.pk), tmp_path)
    assert rows_in(archive, "pages") == []
    assert [row["name"] for row in rows_in(archive, "organisations")] == ["Bare"]
