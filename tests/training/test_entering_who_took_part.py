"""Who keeps a training enters who took part: one by one, by pasted lines, by a file."""

import html
import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import AuditEntry, Person
from tests.factories import PersonFactory, make_cast, make_contact, make_officer, sign_in
from tests.standing import standing
from tests.training.making import make_course, make_training, put_on_list
from training.models import Event, Participation
from training.persons.keeping import keep_keys

pytestmark = pytest.mark.django_db

cast = standing(make_cast)


@pytest.fixture
def training(cast):
    return make_training(make_course(cast.lake), cast.ferry_landing, by=cast.odette)


@pytest.fixture
def odette(cast):
    return sign_in(cast.odette)


def as_contact(cast):
    """Odette answers for Ferry Landing, and so knows who was in its trainings."""
    make_contact(cast.odette, cast.ferry_landing)
    return sign_in(cast.odette, with_second_factor=True)


def at(event, door=""):
    return f"{reverse('participants', args=[event.pk])}{door}"


def text_of(answer):
    return html.unescape(answer.content.decode())


def hidden_rows(answer):
    return html.unescape(re.search(r'name="rows" value="([^"]*)"', answer.content.decode())[1])


def keep(client, event, answer, **chosen):
    return client.post(at(event, "keep/"), {"rows": hidden_rows(answer), **chosen}, follow=True)


def paste(client, event, *lines):
    return client.post(at(event, "lines/"), {"lines": "\n".join(lines)})


def names_in(event):
    return set(event.participations.values_list("person__name", flat=True))


# -- Lines and files -------------------------------------------------------------------------------


def test_pasted_lines_are_shown_before_anything_is_kept(odette, training):
    answer = paste(odette, training, "Wanda Reed, Ferry Landing, Clerk", "Otto Lane")
    assert "Wanda Reed" in text_of(answer)
    assert Participation.objects.count() == 0
    answer = keep(odette, training, answer)
    assert "2 people were entered" in text_of(answer)
    wanda = training.participations.get(person__name="Wanda Reed")
    assert (wanda.organisation.name, wanda.function) == ("Ferry Landing", "Clerk")
    assert (wanda.state, wanda.role) == ("attended", "participant")


def test_a_sheet_with_named_columns_is_pasted_as_it_is(odette, training):
    head = "Function\tName\tScore before\tScore after"
    answer = paste(odette, training, head, "Clerk\tWanda Reed\t40\t85.0")
    keep(odette, training, answer)
    row = training.participations.get()
    assert (row.function, row.score_before, row.score_after) == ("Clerk", 40, 85)


def test_every_bad_row_is_named_and_the_good_ones_can_be_kept(odette, training):
    answer = paste(
        odette,
        training,
        "Name,Organisation,E-mail,Score after,Role",
        "Wanda Reed,Ferry Landing,,80,participant",
        ",Ferry Landing,,,",
        "Otto Lane,Nowhere,,,",
        "Iris Dell,,no address,,",
        "Ugo Fenn,,,101,",
        "Ada Moss,,,,king",
        "wanda reed,Ferry Landing,,,",
    )
    said = text_of(answer)
    assert "6 rows need mending" in said
    for words in ("Write the name.", "“Nowhere”", "“no address”", "from 0 to 100", "row 2 already"):
        assert words in said
    assert "lead trainer" in said
    keep(odette, training, answer)
    assert names_in(training) == {"Wanda Reed"}


def test_c15_the_same_file_twice_adds_nothing(odette, training):
    book = openpyxl.Workbook()
    book.active.append(["Name", "Organisation"])
    book.active.append(["Wanda Reed", "Ferry Landing"])
    book.active.append(["Otto Lane", ""])
    written = io.BytesIO()
    book.save(written)
    for number in (2, 0):
        file = SimpleUploadedFile("list.xlsx", written.getvalue())
        answer = odette.post(at(training, "file/"), {"file": file})
        if number:
            keep(odette, training, answer)
        else:
            assert "2 people are on the list already" in text_of(answer)
    assert training.participations.count() == 2


def test_an_empty_list_to_fill_in_names_the_columns(odette, training):
    answer = odette.get(at(training, "list.xlsx"))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[1]][:3] == ["name", "organisation", "function"]


@pytest.mark.parametrize("rows", ["", "{", "[1]", '[["x", {}]]', "[[1, 2]]", "null"])
def test_rows_that_came_back_changed_are_asked_for_again(odette, training, rows):
    answer = odette.post(at(training, "keep/"), {"rows": rows}, follow=True)
    assert "Enter the list again." in text_of(answer)
    assert Participation.objects.count() == 0


# -- The same person -------------------------------------------------------------------------------


def test_a_likely_same_person_is_asked_about_and_nothing_is_decided_alone(cast, training):
    known = PersonFactory(name="Reed Wanda", email=None, name_seen_by="nobody")
    put_on_list(make_training(training.edition, cast.ferry_landing, days_ago=90), known)
    keep_keys([known.pk])
    odette = as_contact(cast)
    answer = paste(odette, training, "Wanda Reed")
    assert "This is" in text_of(answer)
    assert "Reed Wanda" in text_of(answer)
    answer = keep(odette, training, answer)
    assert "it must be said first who they are" in text_of(answer)
    assert names_in(training) == set()
    keep(odette, training, answer, is_1=str(known.pk))
    assert training.participations.get().person == known


def test_somebody_else_of_the_same_name_is_a_new_person(cast, training):
    odette = as_contact(cast)
    known = PersonFactory(name="Wanda Reed", email=None)
    put_on_list(make_training(training.edition, cast.ferry_landing, days_ago=90), known)
    answer = paste(odette, training, "Wanda Reed")
    keep(odette, training, answer, is_1="new")
    assert training.participations.get().person != known


def test_nobody_is_chosen_who_was_not_offered(cast, odette, training):
    answer = paste(odette, training, "Wanda Reed")
    keep(odette, training, answer, is_1=str(cast.bruno.pk))
    assert training.participations.get().person != cast.bruno


def test_a_person_who_may_not_be_known_is_never_offered(cast, odette, training):
    hidden = PersonFactory(
        name="Wanda Reed", email="wanda-reed@hills.example", name_seen_by="nobody"
    )
    put_on_list(make_training(make_course(cast.hill), cast.high_pasture), hidden)
    head = "Name,E-mail"
    answer = paste(odette, training, head, f"Wanda Reed,{hidden.email}")
    assert "This is" not in text_of(answer)
    assert "Wanda Reed" not in text_of(odette.get(at(training, "one/?q=wanda")))


def test_a_new_person_is_nobodys_colleague_and_stands_in_no_directory(cast, odette, training):
    keep(odette, training, paste(odette, training, "Wanda Reed, Ferry Landing"))
    wanda = Person.objects.get(name="Wanda Reed")
    assert not wanda.appointments.exists()
    assert not wanda.has_usable_password()
    assert "Wanda Reed" not in text_of(sign_in(cast.bruno).get("/en/people/?q=wanda"))


# -- One by one ------------------------------------------------------------------------------------


def test_who_enters_finds_themselves_though_nobody_else_does(cast, odette, training):
    assert cast.odette.name_seen_by == "nobody"
    assert "Odette Marsh" in text_of(odette.get(at(training, "one/?q=odette")))


def test_a_known_person_is_found_by_a_part_of_the_name_and_entered(cast, odette, training):
    make_officer("Clara Finch", cast.ferry_landing, "Treasurer")
    Person.objects.filter(name="Clara Finch").update(name_seen_by="signed-in")
    answer = odette.get(at(training, "one/?q=fin"))
    person = re.search(r'name="person" value="(\d+)"', text_of(answer))[1]
    sent = {"person": person, "words": "fin", "role": "participant"}
    odette.post(at(training, "known/"), sent)
    row = training.participations.get()
    assert (row.person.name, row.organisation) == ("Clara Finch", cast.ferry_landing)
    # Herself, whose keys nobody has written yet, and nobody new who is called alike.
    assert Person.objects.get(name="Clara Finch") == row.entered_as
    odette.post(at(training, "known/"), sent)
    assert training.participations.count() == 1


def test_a_script_gets_the_part_that_changes(odette, training):
    part = odette.get(at(training, "one/?q=zzz"), headers={"x-part": "found"})
    assert "<html" not in text_of(part)
    assert "Nobody whom you may know" in text_of(part)


def test_a_name_is_enough(odette, training):
    answer = odette.post(at(training, "one/"), {"name": "Wanda Reed", "role": "lead"}, follow=True)
    assert "1 person was entered" in text_of(answer)
    assert training.participations.get().role == "lead"


def test_what_was_typed_stays_where_something_is_missing(odette, training):
    answer = odette.post(at(training, "one/"), {"name": "", "function": "Clerk", "role": "lead"})
    assert 'value="Clerk"' in text_of(answer)
    assert Participation.objects.count() == 0


def test_a_row_is_changed_and_taken_off_again(odette, training):
    odette.post(at(training, "one/"), {"name": "Wanda Reed", "role": "participant"})
    row = training.participations.get()
    address = reverse("training_row", args=[row.pk])
    odette.post(address, {"role": "observer", "is_there": "no", "score_after": "70"})
    row.refresh_from_db()
    assert (row.role, row.state, row.score_after) == ("observer", "absent", 70)
    odette.post(address, {"then": "remove"})
    assert not Participation.objects.exists()
    # Entered by mistake and nowhere else: the record of the person goes as well.
    assert not Person.objects.filter(name="Wanda Reed").exists()


def test_the_unnamed_are_counted_apart(odette, training):
    odette.post(at(training, "unnamed/"), {"number": "17"})
    assert Event.objects.get().unnamed == 17
    answer = odette.post(at(training, "unnamed/"), {"number": "-1"})
    assert answer.status_code == 200
    assert Event.objects.get().unnamed == 17


# -- Who sees the names ----------------------------------------------------------------------------


def test_an_associations_editor_sees_names_and_attendance_of_their_own_people(cast, training):
    put_on_list(training, cast.odette, organisation=cast.ferry_landing, score_after=31)
    put_on_list(training, cast.bruno, organisation=cast.high_pasture)
    said = text_of(sign_in(cast.yara, with_second_factor=True).get(at(training)))
    assert "Bruno Sel" in said
    assert "Odette Marsh" not in said
    # Lena edits for the association, which is not the organiser: no scores.
    said = text_of(sign_in(cast.lena, with_second_factor=True).get(at(training)))
    assert "Odette Marsh" in said
    assert "31" not in re.sub(r"\s", "", said.partition("<table>")[2].partition("</table>")[0])


def test_r8_the_programme_says_what_for_and_it_is_noted(cast, training):
    put_on_list(training, cast.odette)
    petra = sign_in(cast.petra, with_second_factor=True)
    assert "Odette Marsh" not in text_of(petra.get(at(training)))
    said = text_of(petra.post(at(training), {"purpose": "The yearly report"}))
    assert "Odette Marsh" in said
    noted = AuditEntry.objects.get(act="training.list-read")
    assert (noted.by, noted.reason) == (cast.petra, "The yearly report")


def test_administrators_and_strangers_find_no_list(cast, training):
    for person in (cast.simon, cast.bruno):
        client = sign_in(person, with_second_factor=person.is_superuser)
        assert client.get(at(training)).status_code == 404


def test_u16_a_copy_says_whose_it_is_and_opens_as_text(cast, odette, training):
    keep(odette, training, paste(odette, training, "Name,Function", "=1+1,@x"))
    answer = odette.post(at(training, "export/"), {"kind": "csv"})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert "Odette Marsh" in lines[0]
    assert lines[2].startswith("'=1+1,,'@x")
    assert AuditEntry.objects.filter(act="training.list-exported", by=cast.odette).exists()
    assert training.title not in answer["Content-Disposition"]


# -- As many queries for many ----------------------------------------------------------------------


def queries_of(ask):
    with CaptureQueriesContext(connection) as asked:
        answer = ask()
    assert answer.status_code == 200
    return len(asked)


def test_looking_at_a_list_costs_the_same_for_one_and_for_twenty(odette, training):
    lines = [f"Person {one}, Ferry Landing" for one in "abcdefghijklmnopqrst"]
    few = queries_of(lambda: paste(odette, training, lines[0]))
    assert queries_of(lambda: paste(odette, training, *lines)) == few
    keep(odette, training, paste(odette, training, lines[0]))
    few = queries_of(lambda: odette.get(at(training)))
    keep(odette, training, paste(odette, training, *lines))
    assert training.participations.count() == 20
    assert queries_of(lambda: odette.get(at(training))) == few
