"""The list of an organisation's people says who is invited, and whose link still opens."""

import datetime
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from people.actions import end_role
from people.joining.actions import add_person
from people.joining.permissions import standing_in, stands
from people.joining.querysets import invited_to
from people.models import Invitation, MailDomain, Person, RoleGrant, SeenBy
from tests.factories import make_cast, make_contact, sign_in
from tests.people.joining import invite_to
from tests.standing import standing

pytestmark = pytest.mark.django_db


@standing
def cast():
    cast = make_cast()
    make_contact(cast.odette, cast.ferry_landing)
    return cast


def people_of(organisation, reader):
    browser = sign_in(reader, with_second_factor=True)
    return browser.get(reverse("people_of", args=[organisation.pk]))


def test_contact_and_editor_see_who_is_invited_and_no_address(cast):
    invite_to(cast.ferry_landing, cast.odette, post="Town clerk")
    for reader in (cast.odette, cast.lena):
        said = people_of(cast.ferry_landing, reader).content.decode()
        for words in ("Invited, and not here yet", "Wanda Reed", "Town clerk", "holds until"):
            assert words in said
        assert "wanda-reed@" not in said
    assert people_of(cast.ferry_landing, cast.yara).status_code == 404
    assert "Wanda" not in people_of(cast.lake, cast.lena).content.decode()


def test_who_is_here_without_an_account_and_invited_is_said_to_be_invited(cast):
    terms = {"name": "Old Tom", "post": "Porter", "level": "front-office", "language": "en"}
    tom, _is_new = add_person(by=cast.odette, organisation=cast.ferry_landing, **terms)
    invite_to(cast.ferry_landing, cast.odette, person=tom, name="Old Tom")
    context = people_of(cast.ferry_landing, cast.odette).context
    states = {entry.person.name: entry.state for entry in context["entries"]}
    assert states == {"Odette Marsh": "has an account", "Old Tom": "is invited"}
    assert context["invited"] == []


def test_p10_a_link_of_somebody_who_lost_the_role_is_said_to_open_nothing(cast):
    invite_to(cast.ferry_landing, cast.odette)
    end_role(by=None, grant=RoleGrant.objects.get(person=cast.odette))
    said = people_of(cast.ferry_landing, cast.lena).content.decode()
    assert "the link opens nothing" in said


@pytest.mark.parametrize("number", [1, 20])
def test_the_list_costs_the_same_for_one_and_for_twenty_invited(cast, number):
    for place in range(number):
        invite_to(cast.ferry_landing, cast.odette, email=f"clerk{place}@towns.example")
    reader = sign_in(cast.lena, with_second_factor=True)
    with CaptureQueriesContext(connection) as queries:
        answer = reader.get(reverse("people_of", args=[cast.ferry_landing.pk]))
    assert len(answer.context["invited"]) == number
    assert len(queries) == 15


def test_p02_what_stands_alone_stands_in_a_query(cast):
    organisations = (cast.lake, cast.ferry_landing, cast.high_pasture)
    senders = (cast.lena, cast.odette, cast.yara, cast.petra, cast.simon, cast.bruno, None)
    roles = ("", "organisation-contact", "association-editor")
    longer_ago = timezone.now() - datetime.timedelta(days=11)
    for organisation, sender, role in product(organisations, senders, roles):
        domain = None
        if sender is None:
            domain, _is_new = MailDomain.objects.get_or_create(
                organisation=organisation, domain=f"mail{organisation.pk}.example"
            )
        for place, more in enumerate(({}, {"invited_at": longer_ago, "sent_at": longer_ago})):
            Invitation.objects.create(
                token_hash=f"{organisation.pk} {sender and sender.pk} {role} {place}",
                email=f"{sender and sender.pk}.{role}.{place}@towns.example",
                organisation=organisation,
                post="Clerk",
                level="specialist",
                language="en",
                role=role,
                invited_by=sender,
                mail_domain=domain,
                **more,
            )
    Invitation.objects.filter(role="", invited_by=cast.simon).update(revoked_at=timezone.now())
    answers = set()
    for organisation in organisations:
        standing = set(
            Invitation.objects.filter(
                standing_in(organisation), organisation=organisation
            ).values_list("pk", flat=True)
        )
        for one in Invitation.objects.filter(organisation=organisation):
            assert stands(one) == (one.pk in standing), (one.organisation, one.invited_by, one.role)
            answers.add(stands(one))
        assert {one.pk for one in invited_to(organisation) if one.holds} == standing
    assert answers == {True, False}


def test_a_name_leads_into_the_directory_where_the_reader_finds_the_person(cast):
    link = reverse("person", args=[cast.odette.pk])
    for seen_by, is_found in ((SeenBy.NOBODY, False), (SeenBy.SIGNED_IN, True)):
        Person.objects.filter(pk=cast.odette.pk).update(name_seen_by=seen_by)
        said = people_of(cast.ferry_landing, cast.lena).content.decode()
        assert (f'href="{link}"' in said) == is_found
    assert f"{reverse('people')}?organisation={cast.ferry_landing.pk}" in said
    assert reverse("organisation", args=[cast.ferry_landing.pk]) in said
