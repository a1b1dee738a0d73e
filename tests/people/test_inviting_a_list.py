"""Up to 500 people at once, from CSV or XLSX, with every bad row named before anything is sent."""

import html
import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.actions import give_role
from people.models import AssociationMembership, Invitation, Person
from people.roles import ASSOCIATION_EDITOR
from tests.factories import (
    LONG_AGO,
    AssociationFactory,
    OrganisationFactory,
    PersonFactory,
    sign_in,
)
from tests.people.joining import mails_to, make_contact

pytestmark = pytest.mark.django_db

HEAD = "Name,E-mail,Organisation,Post,Level,Language"
GOOD = (
    "Wanda Reed,wanda-reed@towns.example,Ferry Landing,Town clerk,executive,Français",
    "Otto Lane,,,Market collector,front office,",
    "Iris Dell,Iris-Dell@towns.example,,Adviser,,",
)


class Lake:
    """An association with one member, its editor, and a town of somebody else."""

    def __init__(self):
        self.association = AssociationFactory(name="Association of Lake Towns")
        self.town = OrganisationFactory(name="Ferry Landing")
        AssociationMembership.objects.create(
            association=self.association, member=self.town, from_on=LONG_AGO
        )
        self.foreign = OrganisationFactory(name="High Pasture")
        self.lena = PersonFactory(name="Lena Brook")
        give_role(by=None, person=self.lena, role=ASSOCIATION_EDITOR, organisation=self.association)
        self.client = sign_in(self.lena)


@pytest.fixture
def lake():
    return Lake()


def csv_of(*lines, name="people.csv"):
    return SimpleUploadedFile(name, "\r\n".join(lines).encode(), "text/csv")


def xlsx_of(*lines):
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line.split(","))
    stored = io.BytesIO()
    book.save(stored)
    return SimpleUploadedFile("people.xlsx", stored.getvalue())


def upload(lake, file, organisation=None, client=None):
    address = reverse("invite_list", args=[(organisation or lake.association).pk])
    return (client or lake.client).post(address, {"file": file})


def send_what_is_shown(lake, answer, client=None):
    shown = re.search(r'name="rows" value="([^"]*)"', answer.content.decode())
    address = reverse("invite_list_send", args=[lake.association.pk])
    rows = html.unescape(shown[1])
    return (client or lake.client).post(address, {"rows": rows}, follow=True)


def faults_in(answer):
    """(row, column, what to do) of each."""
    row = re.compile(r'<th scope="row">(\d+)</th>\s*<td>(.*?)</td>\s*<td>(.*?)</td>', re.DOTALL)
    found = row.findall(answer.content.decode().partition("to-mend")[2].partition("</table>")[0])
    return [(int(number), column, html.unescape(what)) for number, column, what in found]


@pytest.mark.parametrize("make", [csv_of, xlsx_of])
def test_a_list_is_shown_and_then_sent(lake, make):
    answer = upload(lake, make(HEAD, *GOOD))
    page = answer.content.decode()
    assert "2 people to invite" in page
    assert "1 person to add without an account" in page
    assert not Invitation.objects.exists()
    said = send_what_is_shown(lake, answer).content.decode()
    assert "2 people are invited. 1 person is added without an account." in said
    wanda, iris = Invitation.objects.order_by("-email")
    assert (wanda.organisation, wanda.language, wanda.level) == (lake.town, "fr", "executive")
    assert (iris.organisation, iris.level) == (lake.association, "specialist")
    assert iris.email == "iris-dell@towns.example"
    otto = Person.objects.get(name="Otto Lane")
    assert (otto.email, otto.appointments.get().level) == (None, "front-office")
    assert len(mails_to("wanda-reed@towns.example")) == 1


def test_the_same_list_twice_invites_nobody_twice(lake):
    for _ in range(2):
        answer = upload(lake, csv_of(HEAD, *GOOD))
        last = answer
        if "people to invite" in answer.content.decode():
            send_what_is_shown(lake, answer)
            send_what_is_shown(lake, answer)
    assert "3 people were invited or added before" in last.content.decode()
    assert Invitation.objects.count() == 2
    assert Person.objects.filter(name="Otto Lane").count() == 1
    assert len(mails_to("wanda-reed@towns.example")) == 1


def test_every_bad_row_is_named_and_the_good_ones_can_be_sent_alone(lake):
    answer = upload(
        lake,
        csv_of(
            HEAD,
            GOOD[0],
            ",nobody@towns.example,,Clerk,,",
            "Bad Address,bad at towns,,Clerk,,",
            "No Post,no-post@towns.example,,,,",
            "",
            "Elsewhere,else@towns.example,High Pasture,Clerk,,",
            "Nowhere,nowhere@towns.example,Not There,Clerk,,",
            "Odd Level,odd@towns.example,,Clerk,boss,Klingon",
            "Twice Reed,WANDA-REED@towns.example,,Clerk,,",
        ),
    )
    assert [(row, column) for row, column, _what in faults_in(answer)] == [
        *((3, "name"), (4, "e-mail"), (5, "post"), (7, "organisation"), (8, "organisation")),
        *((9, "level"), (9, "language"), (10, "e-mail")),
    ]
    told = {row: what for row, _column, what in faults_in(answer)}
    assert "“bad at towns”" in told[4]
    assert told[7].replace("High Pasture", "…") == told[8].replace("Not There", "…")
    assert "row 2" in told[10]
    assert "7 rows need mending" in answer.content.decode()
    send_what_is_shown(lake, answer)
    assert list(Invitation.objects.values_list("email", flat=True)) == ["wanda-reed@towns.example"]


def test_p11_rows_changed_after_the_preview_are_judged_again(lake):
    rows = '[[2, {"name": "Eve", "email": "eve@towns.example", "organisation": "High Pasture", \
"post": "Clerk", "role": "association-editor"}]]'
    address = reverse("invite_list_send", args=[lake.association.pk])
    answer = lake.client.post(address, {"rows": rows})
    assert faults_in(answer)[0][:2] == (2, "organisation")
    assert not Invitation.objects.exists()
    lake.client.post(address, {"rows": rows.replace("High Pasture", "")})
    assert Invitation.objects.get().role == ""


@pytest.mark.parametrize(
    "rows", ["", "{", "[1]", "[[1, 2]]", '[["x", {}]]', "null", '"a"', "[" * 9999]
)
def test_rows_that_are_none_are_refused(lake, rows):
    address = reverse("invite_list_send", args=[lake.association.pk])
    answer = lake.client.post(address, {"rows": rows}, follow=True)
    assert answer.status_code == 200
    assert not Invitation.objects.exists()


def test_a_contact_has_only_the_own_organisation_in_a_list(lake):
    contact = make_contact(PersonFactory(), lake.town)
    client = sign_in(contact)
    assert upload(lake, csv_of(HEAD, *GOOD), client=client).status_code == 404
    lines = (HEAD, GOOD[0], "A,a@towns.example,Association of Lake Towns,Clerk,,")
    answer = upload(lake, csv_of(*lines), lake.town, client)
    assert [fault[:2] for fault in faults_in(answer)] == [(3, "organisation")]


def test_five_hundred_can_be_sent_at_once_and_no_more(lake):
    lines = [f"Person {n},p{n}@towns.example,,Clerk,," for n in range(500)]
    too_many = upload(lake, csv_of(HEAD, *lines, "One More,more@towns.example,,Clerk,,"))
    assert "More than 500 people" in too_many.content.decode()
    answer = upload(lake, csv_of(HEAD, *lines))
    assert "500 people to invite" in answer.content.decode()
    assert "500 people are invited." in send_what_is_shown(lake, answer).content.decode()
    assert Invitation.objects.count() == 500


def test_who_is_no_editor_sends_no_more_than_a_day_allows(lake):
    oldtimer = PersonFactory(is_superuser=True)
    Person.objects.filter(pk=oldtimer.pk).update(joined_at="2020-01-01T00:00Z")
    client = sign_in(oldtimer)
    lines = [f"Person {n},p{n}@towns.example,,Clerk,," for n in range(21)]
    answer = upload(lake, csv_of(HEAD, *lines), client=client)
    assert "Divide the list" in answer.content.decode()
    send_what_is_shown(lake, answer, client)
    assert not Invitation.objects.exists()


def test_the_preview_costs_the_same_however_long_the_list(lake):
    costs = []
    for many in (1, 20):
        lines = [f"Person {n},p{n}@towns.example,Ferry Landing,Clerk,," for n in range(many)]
        upload(lake, csv_of(HEAD, *lines))
        with CaptureQueriesContext(connection) as asked:
            upload(lake, csv_of(HEAD, *lines))
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 21


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (csv_of("Who,Where", "Wanda,Here"), "Add the column “name”"),
        (csv_of("Name,Town", "Wanda,Here"), "Add the column “post”"),
        (csv_of(HEAD), "nobody in this list"),
        (csv_of("", name="people.csv"), "empty"),
        (csv_of(HEAD, *GOOD, name="people.txt"), "ends in csv or xlsx"),
        (SimpleUploadedFile("p.csv", f"{HEAD}\nÉva,".encode("cp1252")), "UTF-8"),
        (SimpleUploadedFile("p.xlsx", b"PK\x03\x04 not a book"), "save it anew"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(lake, file, told):
    file.seek(0)
    answer = upload(lake, file)
    assert answer.status_code == 200
    assert told in html.unescape(answer.content.decode())
    assert not Invitation.objects.exists()


def test_semicolons_and_a_byte_order_mark_are_read_too(lake):
    text = "\ufeffPost;Name;E-mail\r\nClerk;Wanda Reed;wanda-reed@towns.example\r\n"
    answer = upload(lake, SimpleUploadedFile("p.csv", text.encode()))
    assert "1 person to invite" in answer.content.decode()


def test_signs_that_turn_or_break_a_line_do_not_come_in(lake):
    text = f"{HEAD}\n\u202eWanda\x07 Reed,wanda-reed@towns.example,,Cl\u2066erk,,"
    send_what_is_shown(lake, upload(lake, csv_of(*text.split("\n"))))
    invitation = Invitation.objects.get()
    assert (invitation.name, invitation.post) == ("Wanda Reed", "Cl erk")
