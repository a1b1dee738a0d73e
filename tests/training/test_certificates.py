"""A certificate is issued by who may, shown to be true by its code, and revoked with a reason."""

import html

import pytest
from django.urls import reverse

from notices.models import Notice
from tests.factories import PersonFactory, make_cast, sign_in
from tests.standing import standing
from tests.training.making import make_course, make_training, put_on_list
from training.models import Certificate

pytestmark = pytest.mark.django_db

cast = standing(make_cast)


def text_of(answer):
    return html.unescape(answer.content.decode())


class Taught:
    """Odette learnt the edition and leads a training in which Bruno takes part."""

    def __init__(self, cast):
        self.edition = make_course(cast.lake)
        first = make_training(self.edition, cast.lake, days_ago=90)
        put_on_list(first, cast.odette)
        self.event = make_training(self.edition, cast.ferry_landing, by=cast.odette)
        put_on_list(self.event, cast.odette, role="lead")
        put_on_list(self.event, cast.bruno)
        put_on_list(self.event, PersonFactory(name="Absent One"), state="absent")
        self.client = sign_in(cast.odette)
        self.issue_url = reverse("issue", args=[self.event.pk])


@pytest.fixture
def taught(cast):
    return Taught(cast)


def test_a_lead_who_learnt_this_edition_certifies_who_was_there(cast, taught):
    taught.client.post(taught.issue_url)
    certificate = Certificate.objects.get()
    assert (certificate.name, certificate.exception) == ("Bruno Sel", "")
    assert Notice.objects.filter(person=cast.bruno, kind="training.certificate").count() == 1
    taught.client.post(taught.issue_url)
    assert Certificate.objects.count() == 1


def test_who_did_not_learn_this_edition_has_to_say_why(cast, taught):
    newer = make_training(
        make_course(cast.lake, name="Another"), cast.ferry_landing, by=cast.odette
    )
    put_on_list(newer, cast.odette, role="lead")
    put_on_list(newer, cast.bruno)
    url = reverse("issue", args=[newer.pk])
    answer = taught.client.post(url)
    assert answer.status_code == 200
    assert not Certificate.objects.exists()
    taught.client.post(url, {"exception": "She wrote the manual"})
    assert Certificate.objects.get().exception == "She wrote the manual"


def test_the_code_leads_to_a_page_that_tells_everyone_whether_it_holds(cast, taught):
    taught.client.post(taught.issue_url)
    certificate = Certificate.objects.get()
    bruno = sign_in(cast.bruno)
    own = text_of(bruno.get(reverse("certificate", args=[certificate.pk])))
    assert "<svg" in own
    verify = reverse("verify_certificate", args=[certificate.token])
    assert verify in own
    said = text_of(sign_in(cast.yara, with_second_factor=True).get(verify))
    assert "This certificate is valid" in said
    assert "Bruno Sel" in said
    assert "2nd edition" in said


def test_it_is_revoked_with_a_reason_that_only_its_owner_reads(cast, taught):
    taught.client.post(taught.issue_url)
    certificate = Certificate.objects.get()
    revoke = reverse("revoke_certificate", args=[certificate.pk])
    assert "Something needs mending" in text_of(taught.client.post(revoke, {"why": ""}))
    taught.client.post(revoke, {"why": "He was ill on both days"})
    verify = text_of(taught.client.get(reverse("verify_certificate", args=[certificate.token])))
    assert "This certificate was revoked" in verify
    assert "ill" not in verify.partition("<main")[2].partition("</main")[0].replace("until", "")
    own = sign_in(cast.bruno).get(reverse("certificate", args=[certificate.pk]))
    assert "He was ill on both days" in text_of(own)
    assert taught.client.post(revoke, {"why": "Again"}).status_code == 409


def test_the_pdf_is_for_its_owner_and_ends_with_the_certificate(cast, taught):
    taught.client.post(taught.issue_url)
    certificate = Certificate.objects.get()
    url = reverse("certificate_pdf", args=[certificate.pk])
    bruno = sign_in(cast.bruno)
    answer = bruno.get(url)
    assert answer.content.startswith(b"%PDF")
    assert sign_in(cast.yara, with_second_factor=True).get(url).status_code == 404
    taught.client.post(reverse("revoke_certificate", args=[certificate.pk]), {"why": "By mistake"})
    assert bruno.get(url).status_code == 404


def test_nobody_certifies_a_training_that_was_not_held(cast, taught):
    coming = make_training(taught.edition, cast.ferry_landing, days_ago=-5, by=cast.odette)
    answer = taught.client.post(reverse("issue", args=[coming.pk]), {"exception": "x"})
    assert answer.status_code == 409
