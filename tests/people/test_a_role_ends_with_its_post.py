"""R5: what hangs on a post is lost when the post is over, with the next request, everywhere."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from learning.actions import send_for_approval
from people.actions import bring_groups_in_line, end_role, give_role
from people.approval import waiting_for
from people.models import AuditEntry, RoleGrant
from people.permissions import editor_roles_of
from people.querysets import who_answers
from people.roles import ASSOCIATION_EDITOR
from tests.factories import (
    LONG_AGO,
    AppointmentFactory,
    PersonFactory,
    library_in,
    make_article,
    make_draft,
    make_editor,
    sign_in,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.now().date()
YESTERDAY = TODAY - datetime.timedelta(days=1)
TOMORROW = TODAY + datetime.timedelta(days=1)


def run_out(person):
    """The post is over since midnight; nobody and no worker has done anything about it."""
    person.appointments.update(until_on=YESTERDAY)


def test_r5_an_editor_whose_post_ran_out_is_let_into_nothing(cast):
    own = library_in("en", cast.lake)
    closed = make_article(own, title="Quelling", audience=f"association:{cast.lake.pk}")
    edit = reverse("wagtailadmin_pages:edit", args=[closed.pk])
    lena = sign_in(cast.lena, with_second_factor=True)
    assert lena.get(edit).status_code == lena.get(closed.address).status_code == 200
    run_out(cast.lena)
    with CaptureQueriesContext(connection) as queries:
        assert lena.get(closed.address).status_code == 404
        assert lena.get(reverse("wagtailadmin_home")).status_code == 404
        assert lena.get(edit).status_code == 404
        assert "Edit and publish" not in lena.get("/en/desk/").content.decode()
    assert all(one["sql"].startswith("SELECT") for one in queries)
    # The group in Wagtail still says otherwise: nothing has brought it in line yet.
    assert cast.lena.groups.exists()


def test_r5_who_edits_for_two_keeps_the_one_whose_post_goes_on(cast):
    AppointmentFactory(person=cast.lena, organisation=cast.hill, post="Guest editor")
    make_editor(cast.lena, cast.hill)
    lake, hill = (make_article(library_in("en", one)) for one in (cast.lake, cast.hill))
    waits = make_draft(library_in("en", cast.lake), cast.odette)
    send_for_approval(by=cast.odette, item=waits)
    lena = sign_in(cast.lena, with_second_factor=True)
    assert [waiting.page.pk for waiting in waiting_for(cast.lena)] == [waits.pk]
    cast.lena.appointments.filter(organisation=cast.lake).update(until_on=YESTERDAY)
    for page, status in ((lake, 404), (hill, 200), (waits, 404)):
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert lena.get(edit).status_code == status
    collection = cast.lake.role_group.collection
    chosen = lena.get(reverse("wagtailimages:index"), {"collection_id": collection.pk})
    assert cast.lake.name not in chosen.content.decode()
    assert waits.title not in lena.get(reverse("wagtailadmin_home")).content.decode()
    assert waiting_for(cast.lena) == []


def test_r5_who_has_left_is_not_asked_for_the_organisation_any_more(cast):
    assert who_answers(post="", organisation=cast.lake, person=None) == [cast.lena]
    run_out(cast.lena)
    assert who_answers(post="", organisation=cast.lake, person=None) == [cast.petra]


def test_nobody_gets_a_right_by_being_put_into_a_group(cast):
    group = cast.hill.role_group.group
    group.user_set.add(cast.odette, cast.lena)
    page = make_article(library_in("en", cast.hill))
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert not cast.odette.is_staff
    assert sign_in(cast.lena, with_second_factor=True).get(edit).status_code == 404
    bring_groups_in_line()
    assert set(group.user_set.all()) == {cast.yara}


def test_the_worker_ends_what_ran_out_and_begins_what_begins(cast):
    run_out(cast.lena)
    begins = AppointmentFactory(organisation=cast.lake, from_on=TOMORROW)
    make = {"role": ASSOCIATION_EDITOR, "organisation": cast.lake}
    give_role(by=None, person=begins.person, appointment=begins, **make)
    bring_groups_in_line()
    assert not cast.lake.role_group.group.user_set.exists()
    assert RoleGrant.objects.get(person=cast.lena).ended_at is not None
    assert AuditEntry.objects.filter(act="people.role-ended", person=cast.lena).count() == 1
    begins.from_on = LONG_AGO
    begins.save()
    assert editor_roles_of(begins.person).association_ids == {cast.lake.pk}
    bring_groups_in_line()
    bring_groups_in_line()
    assert set(cast.lake.role_group.group.user_set.all()) == {begins.person}


def test_a_role_can_be_given_again_on_a_new_post(cast):
    run_out(cast.lena)
    again = AppointmentFactory(person=cast.lena, organisation=cast.lake, post="Adviser")
    grant = make_editor(cast.lena, cast.lake)
    assert grant.appointment == again
    assert editor_roles_of(cast.lena).association_ids == {cast.lake.pk}
    assert make_editor(cast.lena, cast.lake) == grant


def test_an_ended_role_is_out_of_the_group_at_once_and_ends_once(cast):
    grant = RoleGrant.objects.get(person=cast.lena)
    for _ in range(2):
        end_role(by=cast.petra, grant=grant, reason="moved")
    assert not cast.lena.groups.exists()
    assert AuditEntry.objects.get(act="people.role-ended").reason == "moved"


def test_s07_no_session_from_before_reaches_a_new_right(cast):
    before, other = sign_in(cast.odette), sign_in(cast.bruno)
    make_editor(cast.odette, cast.lake)
    assert before.get("/en/desk/").status_code == 302
    assert other.get("/en/desk/").status_code == 200


def test_a_person_without_roles_edits_for_nobody():
    roles = editor_roles_of(PersonFactory())
    assert (roles.association_ids, roles.is_for_programme) == (frozenset(), False)
