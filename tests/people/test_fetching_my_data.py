"""A person asks for everything about them, and fetches it once."""

import csv
import datetime
import io
import json
from zipfile import ZipFile

import pytest
import time_machine
from django.core import mail
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment

from learning.actions import keep_on_shelf
from pages.models import Picture
from pages.spreadsheets import safe_cell
from pages.storing import store_picture
from people.models import AuditEntry, DataExport
from people.own_data.tasks import make_export, remove_old_exports
from people.own_data.zips import write_zip
from tests.factories import (
    PASSWORD,
    do_waiting_work,
    drawn_picture,
    library_in,
    make_article,
    make_draft,
    sign_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def odette(cast):
    return sign_in(cast.odette)


def prove(browser, then):
    """What allauth asks before something that matters: the password once more."""
    asked = browser.get(then)
    assert asked.status_code == 302
    assert reverse("account_reauthenticate") in asked["Location"]
    answer = browser.post(asked["Location"], {"password": PASSWORD})
    assert answer["Location"] == then


def asked_for(browser):
    browser.post(reverse("my_data"))
    do_waiting_work()
    export = DataExport.objects.latest("asked_at")
    return export, reverse("my_data_file", args=[export.pk])


def tables_in(archive):
    return {
        name.removesuffix(".json"): json.loads(archive.read(name))
        for name in archive.namelist()
        if name.endswith(".json")
    }


def zip_of(person):
    content = io.BytesIO()
    write_zip(person, content)
    return ZipFile(content)


# -- What is in it ---------------------------------------------------------------------------------


def test_d01_it_holds_every_table_and_file_about_the_person_in_their_language(cast):
    cast.odette.language = "en"
    cast.odette.save()
    item = make_article(title="Weighing carts", contact_person=cast.odette)
    keep_on_shelf(by=cast.odette, item=item)
    draft = make_draft(library_in("en", cast.lake), cast.odette, title="Carts by plan")
    draft.title = "Carts by a better plan"
    draft.save_revision(user=cast.odette)
    store_picture(ContentFile(drawn_picture(), name="cart.png"), title="A cart", by=cast.odette)
    archive = zip_of(cast.odette)
    tables = tables_in(archive)
    (you,) = tables["people-person-id"]
    assert you["name"] == "Odette Marsh"
    assert you["email"] == "odette-marsh@towns.example"
    assert "password" not in you
    assert tables["people-appointment-person"][0]["post"] == "Head of waste collection"
    assert tables["learning-shelfentry-person"][0]["item.title"] == "Weighing carts"
    assert tables["learning-libraryitem-contact_person"][0]["title"] == "Weighing carts"
    assert "Carts by a better plan" in tables["learning-libraryitem-owner"][0]["newest_words"]
    (picture,) = tables["pages-picture-uploaded_by_user"]
    assert archive.read(picture["file"]) == Picture.objects.get().file.read()
    page = archive.read("index.html").decode()
    for words in ("Odette Marsh", "Your shelf", "Weighing carts", 'lang="en"'):
        assert words in page
    sheet = csv.reader(
        io.StringIO(archive.read("learning-shelfentry-person.csv").decode("utf-8-sig"))
    )
    assert list(sheet)[1][0] == "Weighing carts"


def test_d01_it_says_nothing_about_third_persons(cast):
    draft = make_draft(library_in("en", cast.lake), cast.odette)
    for author, text in ((cast.lena, "Heron, weigh again"), (cast.odette, "I did weigh")):
        Comment.objects.create(page=draft, user=author, text=text, contentpath="title")
    archive = zip_of(cast.odette)
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert "I did weigh" in everything
    for other in ("Heron", "Lena Brook", "lena-brook@", "Bruno Sel"):
        assert other not in everything


def test_d01_nobody_elses_rows_are_in_it(cast):
    item = make_article(title="Heron")
    keep_on_shelf(by=cast.bruno, item=item)
    archive = zip_of(cast.odette)
    assert "learning-shelfentry-person.json" not in archive.namelist()


def test_it_is_read_in_arabic_by_who_reads_arabic(cast):
    cast.odette.language = "ar"
    cast.odette.time_zone = "Not/A_Zone"
    cast.odette.save()
    page = zip_of(cast.odette).read("index.html").decode()
    assert 'lang="ar" dir="rtl"' in page


@pytest.mark.parametrize(
    "text", ["=1+1", "+3161", "-2", "@x", "\t=1", "\r=1", "＝1", "|cmd", " =1+1", "\n=1"]
)
def test_u16_a_cell_that_could_be_a_formula_is_text(cast, text):
    assert safe_cell(text) == f"'{text}"
    cast.odette.name = text if text.strip() == text else "=1"
    cast.odette.save()
    sheet = zip_of(cast.odette).read("people-person-id.csv").decode("utf-8-sig")
    row = list(csv.reader(io.StringIO(sheet)))[1]
    assert f"'{cast.odette.name}" in row
    assert safe_cell("Ferry Landing") == "Ferry Landing"


# -- Fetching --------------------------------------------------------------------------------------


def test_d01_its_owner_is_told_proves_who_they_are_and_fetches_it_once(cast, odette):
    _export, place = asked_for(odette)
    assert [one.to for one in mail.outbox] == [["odette-marsh@towns.example"]]
    assert place in mail.outbox[0].body
    assert "Your data is ready" in odette.get(reverse("desk")).content.decode()
    prove(odette, place)
    assert "Fetch the file" in odette.get(place).content.decode()
    answer = odette.post(place)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"] == 'attachment; filename="peerhall.zip"'
    assert "index.html" in ZipFile(io.BytesIO(answer.getvalue())).namelist()
    again = odette.post(place)
    assert "Have a new one made" in again.content.decode()
    assert AuditEntry.objects.filter(act="people.data-fetched", by=cast.odette).count() == 1


def test_d01_who_proves_nothing_gets_nothing(cast, odette):
    _export, place = asked_for(odette)
    asked = odette.post(place)
    assert reverse("account_reauthenticate") in asked["Location"]
    refused = odette.post(asked["Location"], {"password": "not the password"})
    assert refused.status_code == 200
    assert DataExport.objects.get().fetched_at is None


def test_d01_after_it_is_fetched_the_disk_has_it_no_more(
    cast, odette, django_capture_on_commit_callbacks
):
    export, place = asked_for(odette)
    export.refresh_from_db()
    storage = export.file.storage
    assert storage.exists(export.file.name)
    prove(odette, place)
    with django_capture_on_commit_callbacks(execute=True):
        odette.post(place).getvalue()
    assert not storage.exists(export.file.name)


def test_d01_it_is_gone_within_a_day(cast, odette):
    export, place = asked_for(odette)
    export.refresh_from_db()
    prove(odette, place)
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=23, minutes=5)):
        fresh = sign_in(cast.odette)
        prove(fresh, place)
        assert "deleted" in fresh.post(place).content.decode()
        remove_old_exports.call()
    assert not export.file.storage.exists(export.file.name)


def test_a_zip_that_a_killed_worker_left_is_removed_and_made_anew(cast, odette):
    odette.post(reverse("my_data"))
    export = DataExport.objects.get()
    storage = export.file.storage
    storage.save(f"{export.pk}.zip", ContentFile(b"half of it"))
    do_waiting_work()
    export.refresh_from_db()
    assert export.file.name == f"{export.pk}.zip"
    assert ZipFile(export.file).testzip() is None
    orphan = storage.save("orphan.zip", ContentFile(b"of a worker long dead"))
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1)):
        remove_old_exports.call()
    assert not storage.exists(orphan)


def test_making_it_twice_tells_its_owner_once(cast, odette):
    export, _place = asked_for(odette)
    make_export.call(export_id=str(export.pk))
    do_waiting_work()
    assert len(mail.outbox) == 1


def test_nobody_else_finds_the_link(cast, odette):
    _export, place = asked_for(odette)
    for other in (cast.lena, cast.petra, cast.simon):
        browser = sign_in(other)
        assert browser.get(place).status_code == 404
        assert browser.post(place).status_code == 404


def test_r5_it_ends_when_the_account_is_closed(cast, odette):
    _export, place = asked_for(odette)
    odette.post(reverse("my_data"))
    cast.odette.is_active = False
    cast.odette.save()
    assert reverse("account_login") in odette.post(place)["Location"]
    do_waiting_work()
    assert DataExport.objects.filter(made_at=None).count() == 1


def test_five_within_a_day_and_then_a_word_why_not(cast, odette):
    for _ in range(5):
        asked_for(odette)
    answer = odette.post(reverse("my_data"), follow=True)
    assert "five times" in answer.content.decode()
    assert DataExport.objects.count() == 5
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=25)):
        sign_in(cast.odette).post(reverse("my_data"))
    assert DataExport.objects.count() == 6


def test_who_asks_twice_while_it_is_made_gets_one(odette):
    odette.post(reverse("my_data"))
    odette.post(reverse("my_data"))
    assert DataExport.objects.count() == 1
    assert "Being made" in odette.get(reverse("my_data")).content.decode()


def test_the_page_leads_there_from_the_desk(odette):
    assert reverse("my_data") in odette.get(reverse("desk")).content.decode()
    html = odette.get(reverse("my_data")).content.decode()
    for name in ("noted", "delete_account"):
        assert reverse(name) in html
