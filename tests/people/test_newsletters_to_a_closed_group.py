"""A newsletter to a closed group is known to who is in the group, whatever roles others have."""

import pytest
from django.urls import reverse

from people.models import ClosedGroup, Newsletter
from people.publishing.permissions import can_approve, can_change, can_see, can_stop
from people.publishing.querysets import visible_to, waiting_for
from tests.factories import do_waiting_work, make_cast, make_editor, make_officer, sign_in
from tests.people.newsletters import approve_by_two, open_space, publish
from tests.standing import standing

pytestmark = pytest.mark.django_db


@standing
def cast():
    cast = make_cast()
    open_space(cast.lake)
    return cast


@pytest.fixture
def circle(cast):
    circle = ClosedGroup.objects.create(name="Heron circle", association=cast.lake)
    circle.members.add(cast.lena)
    return circle


def write(cast, circle):
    words = {"subject": "Heron matters", "audience": f"group:{circle.pk}"}
    assert publish(cast.lena, cast.lake, **words).status_code == 302
    return Newsletter.objects.get()


def colleague_of(cast, name="Ines Vale"):
    colleague = make_officer(name, cast.lake, "Adviser")
    make_editor(colleague, cast.lake)
    return colleague


def test_r7_neither_the_programme_nor_administrators_nor_colleagues_read_it(cast, circle):
    newsletter, colleague = write(cast, circle), colleague_of(cast)
    do_waiting_work()
    doors = [
        reverse("newsletter", args=[newsletter.pk]),
        reverse("newsletter_preview", args=[newsletter.pk, "member"]),
        reverse("publish_draft", args=[cast.lake.pk, newsletter.pk]),
    ]
    lists = [reverse("newsletters", args=[cast.lake.pk]), reverse("desk"), reverse("notices")]
    lists.append(reverse("publish", args=[cast.lake.pk]))
    for person in (cast.petra, cast.simon, colleague):
        browser = sign_in(person)
        for door in doors:
            answer = browser.get(door)
            assert answer.status_code == 404
            assert "Heron" not in answer.content.decode()
        for place in lists:
            assert "Heron" not in browser.get(place).content.decode(), place
        for name in ("newsletter_decide", "newsletter_stop"):
            assert browser.post(reverse(name, args=[newsletter.pk])).status_code == 404
    assert "Heron matters" in sign_in(cast.lena).get(doors[0]).content.decode()


def test_r5_who_leaves_the_group_does_not_go_on_with_it(cast, circle):
    newsletter = write(cast, circle)
    circle.members.remove(cast.lena)
    assert sign_in(cast.lena).get(reverse("newsletter", args=[newsletter.pk])).status_code == 404


def test_nobody_writes_to_a_group_they_are_not_in(cast, circle):
    answer = publish(colleague_of(cast), cast.lake, audience=f"group:{circle.pk}")
    assert answer.status_code == 200
    assert "Heron" not in answer.content.decode()
    assert not Newsletter.objects.exists()


def test_r12_it_waits_for_a_colleague_who_is_in_the_group(cast, circle):
    approve_by_two(cast.lake)
    outside, inside = colleague_of(cast), colleague_of(cast, "Tomas Reed")
    circle.members.add(inside)
    newsletter = write(cast, circle)
    assert newsletter.state == "waiting"
    assert "Heron matters" in sign_in(inside).get(reverse("desk")).content.decode()
    assert not outside.notices.exists()


def test_r12_where_no_colleague_is_in_the_group_it_goes_out_approved_by_one_alone(cast, circle):
    approve_by_two(cast.lake)
    colleague_of(cast)
    assert write(cast, circle).state == "approved"


def test_r1_the_list_and_the_single_newsletter_never_disagree(cast, circle):
    colleague = colleague_of(cast)
    circle.members.add(cast.petra)
    audiences = [f"group:{circle.pk}", f"association:{cast.lake.pk}", "signed-in", "public"]
    made = [
        Newsletter.objects.create(
            association=association,
            language="en",
            subject="Words",
            message="Words.",
            audience=audience.replace(str(cast.lake.pk), str(association.pk))
            if audience.startswith("association")
            else audience,
            state=state,
            written_by=cast.lena,
        )
        for association in (cast.lake, cast.hill)
        for audience in audiences
        for state in ("draft", "waiting")
    ]
    for person in (cast.lena, colleague, cast.yara, cast.petra, cast.simon, cast.odette):
        seen, waiting = set(visible_to(person)), set(waiting_for(person))
        for one in made:
            assert (one in seen) == can_see(person, one)
            assert (one in waiting) == can_approve(person, one)
            if can_change(person, one) or can_stop(person, one):
                assert one in seen
