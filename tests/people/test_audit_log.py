"""The audit log only grows; a person reads what was noted about them, editors what is theirs."""

import datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from people.actions import give_role
from people.audit import can_read_entry, entries_about, entries_open_to, record
from people.models import AuditEntry, NeverChanged
from people.own_data.tasks import forget_what_is_past_its_time
from people.roles import ASSOCIATION_EDITOR, ORGANISATION_CONTACT
from tests.factories import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(cast):
    return record("people.role-given", by=cast.lena, person=cast.odette, organisation=cast.lake)


def refused(act):
    with pytest.raises((NeverChanged, IntegrityError)), transaction.atomic():
        act()


# -- D08: nobody changes or deletes ----------------------------------------------------------------


def test_d08_no_way_of_the_orm_changes_or_deletes_an_entry(entry):
    entry.reason = "another"
    everything = AuditEntry.objects.all()
    for act in (
        entry.save,
        entry.delete,
        lambda: everything.update(reason="another"),
        everything.delete,
        lambda: everything._raw_delete(everything.db),
        lambda: AuditEntry.objects.bulk_update([entry], ["reason"]),
        lambda: AuditEntry.objects.update_or_create(pk=entry.pk, defaults={"reason": "another"}),
        lambda: AuditEntry._base_manager.update(reason="another"),
        lambda: models.QuerySet(AuditEntry).update(reason="another"),
        lambda: models.QuerySet(AuditEntry).delete(),
        lambda: AuditEntry.objects.bulk_create(
            [AuditEntry(pk=entry.pk, act="another")],
            update_conflicts=True,
            update_fields=["act"],
            unique_fields=["pk"],
        ),
        lambda: AuditEntry(pk=entry.pk, act="another").save_base(raw=True),
    ):
        refused(act)
    entry.refresh_from_db()
    assert (entry.act, entry.reason) == ("people.role-given", "")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE people_auditentry SET reason = 'another'",
        "UPDATE people_auditentry SET id = id + 1000",
        "DELETE FROM people_auditentry",
        "DELETE FROM people_auditentry WHERE at > '2000-01-01'",
    ],
)
def test_d08_the_database_itself_refuses_what_is_sent_to_it_raw(entry, statement):
    with connection.cursor() as cursor:
        refused(lambda: cursor.execute(statement))
    assert AuditEntry.objects.filter(pk=entry.pk, reason="").exists()


def test_d08_an_entry_is_not_replaced_by_another(entry):
    row = "people_auditentry (id, at, act, thing, reason, is_sensitive)"
    row += f" VALUES ({entry.pk}, '2026-11-26', 'another', '', '', false)"
    ways = [f"INSERT INTO {row} ON CONFLICT (id) DO UPDATE SET act = 'another'"]
    if connection.vendor == "sqlite":
        ways += [f"REPLACE INTO {row}", f"INSERT OR REPLACE INTO {row}"]
    with connection.cursor() as cursor:
        for way in ways:
            refused(lambda sql=way: cursor.execute(sql))
    assert AuditEntry.objects.get(pk=entry.pk).act == "people.role-given"


def test_d08_an_administrator_has_no_door_to_it_in_the_cms(cast, entry):
    simon = sign_in(cast.simon, with_second_factor=True)
    with pytest.raises(NoReverseMatch):
        reverse("wagtailsnippets_people_auditentry:list")
    for place in ("", "add/", f"edit/{entry.pk}/", f"delete/{entry.pk}/"):
        for answer in (
            simon.get(f"/cms/snippets/people/auditentry/{place}"),
            simon.post(f"/cms/snippets/people/auditentry/{place}"),
        ):
            assert answer.status_code == 404
    assert simon.post(reverse("audit_log")).status_code == 405
    assert AuditEntry.objects.filter(pk=entry.pk).exists()


# -- How long --------------------------------------------------------------------------------------


def test_entries_go_after_two_years_and_those_of_a_risk_after_seven(cast):
    def noted(years, **fields):
        at = timezone.now() - datetime.timedelta(days=years * 366 + 1)
        return AuditEntry.objects.create(act="people.role-given", by=cast.lena, at=at, **fields)

    before = list(AuditEntry.objects.all())
    noted(2)
    kept = [*before, noted(1), noted(2, is_sensitive=True), noted(6, is_sensitive=True)]
    noted(7, is_sensitive=True)
    with connection.cursor() as cursor:
        refused(lambda: cursor.execute(f"DELETE FROM people_auditentry WHERE id = {kept[-1].pk}"))
    forget_what_is_past_its_time.call()
    assert set(AuditEntry.objects.all()) == set(kept)


# -- Who reads -------------------------------------------------------------------------------------


def log_of(person, name="audit_log", **query):
    return sign_in(person, with_second_factor=True).get(reverse(name), query)


def test_a_person_reads_what_was_noted_about_them_in_words(cast):
    give_role(
        by=cast.lena,
        person=cast.odette,
        role=ORGANISATION_CONTACT,
        organisation=cast.ferry_landing,
    )
    html = log_of(cast.odette, "noted").content.decode()
    for words in ("A role was given", "Lena Brook", "Ferry Landing", "UTC"):
        assert words in html
    assert "A role was given" in log_of(cast.lena, "noted").content.decode()
    assert "A role was given" not in log_of(cast.bruno, "noted").content.decode()


def test_who_is_named_in_a_record_of_risk_does_not_learn_who_read_it(cast):
    entry = record("people.role-given", by=cast.petra, person=cast.odette, is_sensitive=True)
    assert entry not in entries_about(cast.odette)
    assert entry in entries_about(cast.petra)
    for reader in (cast.odette, cast.lena, cast.petra, cast.simon):
        assert entry not in entries_open_to(reader)


def test_editors_read_what_was_done_for_their_association_and_of_no_other(cast, entry):
    assert "Odette Marsh" in log_of(cast.lena).content.decode()
    assert "Odette Marsh" not in log_of(cast.yara).content.decode()
    for reader in (cast.petra, cast.simon):
        assert "Odette Marsh" in log_of(reader).content.decode()
    assert log_of(cast.odette).status_code == 404


def test_r1_the_list_and_the_single_entry_never_disagree(cast, entry):
    entries = [
        record("people.role-given", by=by, organisation=organisation, is_sensitive=is_sensitive)
        for by in (cast.lena, cast.odette, None)
        for organisation in (cast.lake, cast.hill, cast.ferry_landing, None)
        for is_sensitive in (True, False)
    ]
    for person in (cast.odette, cast.lena, cast.bruno, cast.yara, cast.petra, cast.simon):
        listed = set(entries_open_to(person))
        for one in entries:
            assert (one in listed) == can_read_entry(person, one)


def test_the_log_is_paged_by_the_last_entry_shown(cast):
    for number in range(45):
        record(
            "people.role-given",
            by=cast.lena,
            person=cast.odette,
            organisation=cast.lake,
            reason=f"number {number:02}",
        )
    browser = sign_in(cast.lena, with_second_factor=True)
    pages, address = [], reverse("audit_log")
    while address:
        html = browser.get(address).content.decode()
        pages.append([n for n in range(45) if f"number {n:02}" in html])
        after = html.partition('href="?after=')[2].partition('"')[0]
        address = f"{reverse('audit_log')}?after={after}" if after else ""
    assert pages == [list(range(25, 45)), list(range(5, 25)), list(range(5))]
    assert browser.get(reverse("audit_log"), {"after": "x"}).status_code == 400


def test_a_page_of_the_log_asks_as_much_with_one_entry_as_with_twenty(cast):
    browser = sign_in(cast.odette)
    counts = []
    for rows in (1, 19):
        for _ in range(rows):
            record("people.role-given", by=cast.lena, person=cast.odette, organisation=cast.lake)
        with CaptureQueriesContext(connection) as asked:
            html = browser.get(reverse("noted")).content.decode()
        counts.append(len(asked))
    assert html.count("A role was given") == 20
    assert counts[0] == counts[1] <= 4


def test_an_entry_about_somebody_whose_row_is_gone_says_former_member(cast, entry):
    record("people.role-given", by=None, person=cast.lena, organisation=cast.lake)
    AuditEntry.objects.create(act="people.role-given", by_id=10**6, organisation=cast.lake)
    html = log_of(cast.petra).content.decode()
    assert "Former member" in html
    assert "the site itself" in html


def test_giving_a_role_leaves_one_entry_and_again_none(cast):
    before = AuditEntry.objects.count()
    for _ in range(2):
        give_role(
            by=cast.petra, person=cast.odette, role=ASSOCIATION_EDITOR, organisation=cast.lake
        )
    assert AuditEntry.objects.count() == before + 1


@pytest.mark.django_db(transaction=True)
def test_d08_the_flush_of_tests_empties_the_log_and_leaves_it_guarded(ground):
    record("people.role-given", by=None)
    call_command("flush", interactive=False, inhibit_post_migrate=False, verbosity=0)
    assert not AuditEntry.objects.exists()
    entry = record("people.role-given", by=None)
    with connection.cursor() as cursor:
        refused(lambda: cursor.execute("DELETE FROM people_auditentry"))
    assert AuditEntry.objects.get() == entry
