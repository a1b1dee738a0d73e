"""An editor writes to the members of an association: what, for whom, when."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from notices.kinds import Frequency
from notices.models import Notice, Preference
from pages.models import Theme
from people.models import (
    AssociationMembership,
    ClosedGroup,
    NewsIndexPage,
    Newsletter,
    NewsletterPage,
    Person,
)
from people.publishing import sending
from people.publishing.tasks import send_newsletter
from people.publishing.words import summary_of
from people.states import NewsletterState
from tests.factories import (
    LONG_AGO,
    AppointmentFactory,
    OrganisationFactory,
    do_waiting_work,
    library_in,
    make_article,
    make_cast,
    make_officer,
    sign_in,
)
from tests.people.newsletters import filled, open_space, publish, send
from tests.standing import standing

pytestmark = pytest.mark.django_db


@standing
def cast():
    cast = make_cast()
    open_space(cast.lake)
    return cast


def join(association, number, **fields):
    """So many towns more, each with one officer."""
    for _ in range(number):
        town = OrganisationFactory(**fields)
        AssociationMembership.objects.create(association=association, member=town, from_on=LONG_AGO)
        AppointmentFactory(organisation=town)


def told():
    return set(Notice.objects.filter(kind="people.newsletter").values_list("person_id", flat=True))


def sendings():
    """Tasks that would send a newsletter."""
    return DBTaskResult.objects.filter(task_path=send_newsletter.module_path).count()


# -- From the form to the readers


def test_a_newsletter_becomes_a_page_of_the_space_and_its_people_are_told(cast):
    newsletter = send(cast.lena, cast.lake)
    assert newsletter.state == NewsletterState.SENT
    assert told() == {cast.odette.pk, cast.lena.pk}
    page = NewsletterPage.objects.get()
    assert page.association == cast.lake
    html = sign_in(cast.odette).get(page.address).content.decode()
    assert "The grant circular" in html
    assert "answer by <i>Friday</i>" in html
    assert sign_in(cast.bruno).get(page.address).status_code == 404
    assert [row.people for row in newsletter.reached.order_by("organisation__name")] == [1, 1]


def test_html_of_the_writer_is_text_and_never_runs(cast):
    message = "<script>alert(1)</script>\n\n[here](javascript:alert(1)) <b onclick=x>bold</b>"
    newsletter = send(cast.lena, cast.lake, message=message)
    html = sign_in(cast.odette).get(newsletter.page.our_address.address).content.decode()
    assert "<script>alert" not in html
    assert 'href="javascript' not in html
    assert "<b onclick" not in html


def test_who_wants_mail_at_once_gets_its_title_and_address_but_not_its_words(cast):
    """Safeguards 2C: the body of what is for members needs a login."""
    Preference.objects.create(
        person=cast.odette, kind="people.newsletter", frequency=Frequency.AT_ONCE
    )
    newsletter = send(cast.lena, cast.lake)
    [letter] = mail.outbox
    assert letter.to == [cast.odette.email]
    assert letter.subject == "The grant circular"
    assert newsletter.page.our_address.address in letter.body
    assert "answer by" not in letter.body
    assert "has written to its members" in letter.body


def test_what_everyone_may_read_is_in_the_mail_in_plain_text(cast):
    Preference.objects.create(
        person=cast.odette, kind="people.newsletter", frequency=Frequency.AT_ONCE
    )
    send(cast.lena, cast.lake, audience="public")
    assert "answer by *Friday*" in mail.outbox[0].body


def test_x13_the_longest_message_stays_a_mail_of_less_than_30_kb(cast):
    Preference.objects.create(
        person=cast.odette, kind="people.newsletter", frequency=Frequency.AT_ONCE
    )
    send(cast.lena, cast.lake, audience="public", message="بلدية" * 1200)
    assert len(mail.outbox[0].message().as_bytes()) < 30_000


def test_rights_are_asked_for_again_when_the_mail_leaves(cast):
    Preference.objects.create(
        person=cast.odette, kind="people.newsletter", frequency=Frequency.AT_ONCE
    )
    publish(cast.lena, cast.lake)
    newsletter = Newsletter.objects.get()
    sending.send(newsletter.pk)
    assert cast.odette.pk in told()
    cast.odette.appointments.update(until_on=LONG_AGO)
    do_waiting_work()
    assert mail.outbox == []


def test_what_comes_with_it_shows_to_those_who_may_read_it(cast):
    shelf = library_in("en", cast.lake)
    own = make_article(shelf, title="Model letter", audience=f"association:{cast.lake.pk}")
    open_one = make_article(title="A fee that holds")
    newsletter = send(cast.lena, cast.lake, audience="public", items=[own.pk, open_one.pk])
    address = newsletter.page.our_address.address
    assert "Model letter" in sign_in(cast.odette).get(address).content.decode()
    html = sign_in(cast.bruno).get(address).content.decode()
    assert "A fee that holds" in html
    assert "Model letter" not in html


# -- Whom it reaches


def test_size_level_and_country_narrow_who_gets_it(cast):
    join(cast.lake, 2, population=900, country="MW")
    mayor = make_officer("Ida Reed", cast.ferry_landing, "Mayor")
    mayor.appointments.update(level="elected")
    everyone = told_by(cast, {})
    assert len(everyone) == 5
    assert len(told_by(cast, {"size": ["village"]})) == 2
    assert told_by(cast, {"size": ["medium"], "level": ["elected"]}) == {mayor.pk}
    assert len(told_by(cast, {"country": ["MW"]})) == 2
    assert told_by(cast, {"size": ["metropolis"]}) == set()


def test_a_region_narrows_who_gets_it(cast):
    join(cast.lake, 2, region="Upper shore")
    join(cast.lake, 1, region="Lower shore")
    assert len(told_by(cast, {"region": ["Upper shore"]})) == 2
    assert len(told_by(cast, {"region": ["Upper shore", "Lower shore"]})) == 3


def test_a_theme_narrows_to_those_who_let_their_association_see_it(cast):
    water = Theme.objects.create(slug="water", name_en="Water")
    pipes = Theme.objects.create(slug="pipes", name_en="Pipes", parent=water)
    shows = {"name_seen_by": "association", "themes_seen_by": "signed-in"}
    join(cast.lake, 5)
    officers = Person.objects.filter(appointments__organisation__name__startswith="Town")
    main, narrower, elsewhere, of_colleagues, unnamed = officers.order_by("pk")
    for officer, theme, choices in (
        (main, water, shows),
        (narrower, pipes, shows),
        (elsewhere, Theme.objects.create(slug="roads", name_en="Roads"), shows),
        (of_colleagues, water, {**shows, "themes_seen_by": "organisation"}),
        (unnamed, water, {**shows, "name_seen_by": "nobody"}),
    ):
        officer.themes.add(theme)
        Person.objects.filter(pk=officer.pk).update(**choices)
    assert told_by(cast, {"theme": ["water"]}) == {main.pk, narrower.pk}


def told_by(cast, narrowing):
    Notice.objects.all().delete()
    Newsletter.objects.all().delete()
    send(cast.lena, cast.lake, **narrowing)
    return told()


def test_a_group_gets_what_is_for_the_group(cast):
    group = ClosedGroup.objects.create(name="Water people", association=cast.lake)
    group.members.add(cast.lena, cast.odette, cast.bruno)
    send(cast.lena, cast.lake, audience=f"group:{group.pk}")
    # Bruno is in the group, but of another association.
    assert told() == {cast.lena.pk, cast.odette.pk}


def test_a_person_with_two_posts_is_told_once(cast):
    AppointmentFactory(person=cast.odette, organisation=cast.lake)
    newsletter = send(cast.lena, cast.lake)
    assert newsletter.people == 2
    assert Notice.objects.filter(person=cast.odette).count() == 1


def test_who_has_left_or_is_not_active_is_not_told(cast):
    gone = make_officer("Ida Reed", cast.ferry_landing, "Mayor")
    gone.is_active = False
    gone.save()
    cast.odette.appointments.update(until_on=LONG_AGO)
    send(cast.lena, cast.lake)
    assert told() == {cast.lena.pk}


def test_the_screen_counts_people_and_members_before_anything_is_sent(cast):
    join(cast.lake, 3, population=900)
    Person.objects.filter(appointments__organisation__population=900).update(email=None)
    Preference.objects.create(
        person=cast.odette, kind="people.newsletter", frequency=Frequency.AT_ONCE
    )
    browser = sign_in(cast.lena)
    address = reverse("publish", args=[cast.lake.pk])
    reach = browser.get(address).context["reach"]
    assert (reach.people, reach.organisations, reach.members) == (5, 4, 4)
    assert (reach.at_once, reach.in_a_digest, reach.on_the_site, reach.without_address) == (
        (1, 1, 0, 3)
    )
    answer = browser.post(address, filled(cast.lake, then="count", size=["village"], subject=""))
    assert answer.context["reach"].people == 3
    html = answer.content.decode()
    assert "Something needs mending" not in html
    assert "answer by *Friday*" in html
    assert not Newsletter.objects.exists()
    assert not sendings()


def test_texts_are_found_by_words_of_their_title_and_what_was_typed_stays(cast):
    article = make_article(title="A waste fee that holds")
    closed = make_article(
        library_in("en", cast.hill), title="A closed fee", audience=f"association:{cast.hill.pk}"
    )
    answer = sign_in(cast.lena).post(
        reverse("publish", args=[cast.lake.pk]), filled(cast.lake, then="find", words="FEE")
    )
    html = answer.content.decode()
    assert f'value="{article.pk}"' in html
    assert f'value="{closed.pk}"' not in html
    assert "The grant circular" in html


# -- When


def test_at_a_time_it_goes_out_then_and_not_before(cast):
    now = datetime.datetime(2026, 11, 26, 9, 0, tzinfo=datetime.UTC)
    cast.lena.time_zone = "Africa/Lusaka"
    cast.lena.save()
    with time_machine.travel(now, tick=False):
        publish(cast.lena, cast.lake, when="at-a-time", day="2026-11-30", hour="07:00")
        newsletter = Newsletter.objects.get()
        assert newsletter.send_at == datetime.datetime(2026, 11, 30, 5, 0, tzinfo=datetime.UTC)
        do_waiting_work()
        assert told() == set()
    with time_machine.travel(newsletter.send_at + datetime.timedelta(seconds=1), tick=False):
        do_waiting_work()
    assert told() == {cast.odette.pk, cast.lena.pk}


@pytest.mark.parametrize(
    ("day", "hour", "said"),
    [
        ("", "", "Say when it is to go out"),
        ("2026-11-20", "07:00", "This time has passed"),
        ("2099-01-01", "07:00", "Choose a day within a year"),
        ("soon", "07:00", "Enter a valid date"),
    ],
)
def test_a_time_that_cannot_be_is_named_and_nothing_is_kept(cast, day, hour, said):
    with time_machine.travel(datetime.datetime(2026, 11, 26, 9, tzinfo=datetime.UTC)):
        answer = publish(cast.lena, cast.lake, when="at-a-time", day=day, hour=hour)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert said in html
    assert "The grant circular" in html
    assert not Newsletter.objects.exists()


# -- Sending to many


def test_the_request_costs_the_same_for_one_and_for_many_and_leaves_one_row_and_one_task(cast):
    def cost(key):
        browser = sign_in(cast.lena)
        with CaptureQueriesContext(connection) as asked:
            answer = browser.post(
                reverse("publish", args=[cast.lake.pk]), filled(cast.lake, key=key)
            )
        assert answer.status_code == 302
        return len(asked)

    cost("00000000-0000-4000-8000-000000000000")
    few = cost("11111111-1111-4111-8111-111111111111")
    join(cast.lake, 25)
    tasks = sendings()
    assert cost("22222222-2222-4222-8222-222222222222") == few <= 40
    assert sendings() == tasks + 1
    assert Newsletter.objects.count() == 3
    assert told() == set()


def test_a_worker_killed_between_batches_goes_on_and_tells_nobody_twice(cast, monkeypatch):
    join(cast.lake, 9)
    publish(cast.lena, cast.lake)
    newsletter = Newsletter.objects.get()
    monkeypatch.setattr(sending, "BATCH", 3)
    tell = sending.tell
    batches = []

    def die_in_the_third(*args, **more):
        tell(*args, **more)
        batches.append(args[1])
        if len(batches) == 3:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(sending, "tell", die_in_the_third)
        with pytest.raises(KeyboardInterrupt):
            send_newsletter.call(newsletter_id=newsletter.pk)
    newsletter.refresh_from_db()
    assert (newsletter.state, newsletter.people) == (NewsletterState.SENDING, 6)
    assert len(told()) == 6
    send_newsletter.call(newsletter_id=newsletter.pk)
    send_newsletter.call(newsletter_id=newsletter.pk)
    newsletter.refresh_from_db()
    assert (newsletter.state, newsletter.people) == (NewsletterState.SENT, 11)
    assert Notice.objects.filter(kind="people.newsletter").count() == len(told()) == 11
    assert NewsletterPage.objects.count() == 1
    assert sum(newsletter.reached.values_list("people", flat=True)) == 11


def test_who_joins_while_it_is_on_its_way_is_told_or_not_but_never_twice(cast, monkeypatch):
    join(cast.lake, 4)
    publish(cast.lena, cast.lake)
    newsletter = Newsletter.objects.get()
    monkeypatch.setattr(sending, "BATCH", 2)
    assert sending._begin(newsletter.pk)
    sending._tell_next(newsletter.pk)
    late = make_officer("Ida Reed", cast.ferry_landing, "Mayor")
    send_newsletter.call(newsletter_id=newsletter.pk)
    assert late.pk in told()
    assert Notice.objects.filter(kind="people.newsletter").count() == len(told()) == 7


def test_stopped_on_its_way_it_reaches_nobody_more(cast, monkeypatch):
    join(cast.lake, 4)
    publish(cast.lena, cast.lake)
    newsletter = Newsletter.objects.get()
    monkeypatch.setattr(sending, "BATCH", 2)
    sending._begin(newsletter.pk)
    sending._tell_next(newsletter.pk)
    sign_in(cast.lena).post(reverse("newsletter_stop", args=[newsletter.pk]))
    do_waiting_work()
    newsletter.refresh_from_db()
    assert newsletter.state == NewsletterState.STOPPED
    assert len(told()) == newsletter.people == 2


def test_a_page_that_was_taken_back_stops_it(cast):
    publish(cast.lena, cast.lake)
    newsletter = Newsletter.objects.get()
    sending._begin(newsletter.pk)
    NewsletterPage.objects.get().unpublish()
    do_waiting_work()
    newsletter.refresh_from_db()
    assert newsletter.state == NewsletterState.STOPPED
    assert told() == set()


def test_a_space_without_news_in_its_language_stops_it(cast):
    publish(cast.lena, cast.lake)
    NewsIndexPage.objects.get(locale__language_code="en").unpublish()
    do_waiting_work()
    assert Newsletter.objects.get().state == NewsletterState.STOPPED
    assert told() == set()


def test_a_form_sent_twice_makes_one_newsletter(cast):
    publish(cast.lena, cast.lake, then="save")
    publish(cast.lena, cast.lake, then="save", subject="Mended")
    assert Newsletter.objects.get().subject == "Mended"
    publish(cast.lena, cast.lake)
    answer = publish(cast.lena, cast.lake)
    assert answer["Location"] == reverse("newsletters", args=[cast.lake.pk])
    do_waiting_work()
    assert Newsletter.objects.get().people == 2
    assert Notice.objects.filter(kind="people.newsletter").count() == 2


# -- Drafts and previews


def test_a_draft_is_no_page_and_can_be_gone_on_with(cast):
    answer = publish(cast.lena, cast.lake, then="save", size=["village"])
    newsletter = Newsletter.objects.get()
    assert answer["Location"] == reverse("publish_draft", args=[cast.lake.pk, newsletter.pk])
    assert not NewsletterPage.objects.exists()
    browser = sign_in(cast.lena)
    html = browser.get(answer["Location"]).content.decode()
    assert 'value="The grant circular"' in html
    browser.post(answer["Location"], filled(cast.lake, then="save", subject="Another one"))
    newsletter.refresh_from_db()
    assert newsletter.subject == "Another one"
    assert newsletter.narrowing == {}


def test_previews_show_what_a_member_and_a_stranger_would_find(cast):
    answer = publish(cast.lena, cast.lake, then="stranger")
    browser = sign_in(cast.lena)
    html = browser.get(answer["Location"]).content.decode()
    assert "They find nothing" in html
    assert "Friday" not in html
    for_a_member = browser.get(answer["Location"].replace("stranger", "member"))
    assert "<i>Friday</i>" in for_a_member.content.decode()
    Newsletter.objects.update(audience="signed-in")
    assert "asked to sign in" in browser.get(answer["Location"]).content.decode()
    Newsletter.objects.update(audience="public")
    assert "<i>Friday</i>" in browser.get(answer["Location"]).content.decode()


# -- Faults and strangers


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"subject": ""}, "This is empty. Fill it in."),
        ({"message": ""}, "This is empty. Fill it in."),
        ({"audience": "association:99999"}, "Select a valid choice"),
        ({"audience": "group:1"}, "Select a valid choice"),
        ({"language": "zz"}, "Select a valid choice"),
        ({"size": ["giant"]}, "Select a valid choice"),
        ({"message": "x" * 6001}, "at most 6000"),
    ],
)
def test_what_is_wrong_is_named_beside_what_was_typed_and_nothing_is_kept(cast, wrong, said):
    answer = publish(cast.lena, cast.lake, **wrong)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert said in html
    assert "Something needs mending" in html
    assert not Newsletter.objects.exists()
    assert not sendings()


def test_l30_a_text_of_others_refuses_the_whole_form_and_is_not_named(cast):
    own = make_article(library_in("en", cast.lake))
    foreign = make_article(
        library_in("en", cast.hill), title="Heron Papers", audience=f"association:{cast.hill.pk}"
    )
    draft = make_article(library_in("en", cast.hill), title="Heron Draft", live=False)
    for number in (foreign.pk, draft.pk, 10**9):
        answer = publish(cast.lena, cast.lake, items=[own.pk, number])
        assert answer.status_code == 200
        assert "Heron" not in answer.content.decode()
    assert not Newsletter.objects.exists()


def test_l28_foreign_associations_and_newsletters_answer_404(cast):
    newsletter = send(cast.lena, cast.lake)
    draft = Newsletter.objects.create(
        association=cast.lake, language="en", subject="A draft", message="m", audience="public"
    )
    doors = [
        ("get", "publish", [cast.lake.pk]),
        ("post", "publish", [cast.lake.pk]),
        ("get", "publish_draft", [cast.lake.pk, draft.pk]),
        ("post", "publish_draft", [cast.lake.pk, draft.pk]),
        ("get", "newsletters", [cast.lake.pk]),
        ("get", "newsletter", [newsletter.pk]),
        ("get", "newsletter_preview", [draft.pk, "member"]),
        ("post", "newsletter_decide", [draft.pk]),
        ("post", "newsletter_stop", [draft.pk]),
    ]
    for person in (cast.odette, cast.bruno, cast.yara):
        browser = sign_in(person)
        for method, name, args in doors:
            answer = getattr(browser, method)(reverse(name, args=args), filled(cast.lake))
            assert answer.status_code == 404, (person, name)
            assert "circular" not in answer.content.decode()
    # Under the own association, the number of a foreign newsletter is none.
    open_space(cast.hill)
    browser = sign_in(cast.yara)
    address = reverse("publish_draft", args=[cast.hill.pk, draft.pk])
    assert browser.get(address).status_code == 404
    assert browser.post(address, filled(cast.hill)).status_code == 404
    assert browser.get(reverse("publish", args=[cast.ferry_landing.pk])).status_code == 404


def test_l30_a_foreign_key_of_a_form_writes_on_nothing_of_others(cast):
    open_space(cast.hill)
    publish(cast.lena, cast.lake, then="save")
    answer = publish(cast.yara, cast.hill, then="save", subject="Ours")
    assert answer["Location"] == reverse("newsletters", args=[cast.hill.pk])
    assert list(Newsletter.objects.values_list("association", "subject")) == [
        (cast.lake.pk, "The grant circular")
    ]


def test_the_programme_reads_and_changes_nothing(cast):
    draft = Newsletter.objects.create(
        association=cast.lake, language="en", subject="A draft", message="m", audience="public"
    )
    browser = sign_in(cast.petra)
    for name, args in (
        ("newsletters", [cast.lake.pk]),
        ("newsletter", [draft.pk]),
        ("newsletter_preview", [draft.pk, "member"]),
    ):
        assert browser.get(reverse(name, args=args)).status_code == 200
    assert browser.get(reverse("publish", args=[cast.lake.pk])).status_code == 404
    assert browser.post(reverse("newsletter_stop", args=[draft.pk])).status_code == 404


def test_an_association_without_a_space_is_told_so(cast):
    answer = sign_in(cast.yara).get(reverse("publish", args=[cast.hill.pk]))
    assert "its space has no news yet" in answer.content.decode()


def test_the_list_reads_on_from_a_place_and_costs_the_same_for_few_and_many(cast):
    def write(number):
        for place in range(number):
            Newsletter.objects.create(
                association=cast.lake,
                language="en",
                subject=f"No. {place}",
                message="m",
                audience="public",
                written_by=cast.lena,
                changed_at=timezone.now(),
            )

    def look(address):
        browser = sign_in(cast.lena)
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get(address)
        return answer, len(asked)

    address = reverse("newsletters", args=[cast.lake.pk])
    write(1)
    _answer, few = look(address)
    write(24)
    answer, many = look(address)
    assert many == few
    assert len(answer.context["newsletters"]) == 20
    rest = sign_in(cast.lena).get(f"{address}?after={answer.context['next_place']}")
    assert len(rest.context["newsletters"]) == 5
    for nonsense in ("x", "1e99-2", "nan-1", "-", "1-x"):
        assert sign_in(cast.lena).get(f"{address}?after={nonsense}").status_code == 200


# -- In lists


def test_lists_call_it_a_newsletter_and_show_its_first_words_after_the_salutation(cast):
    send(cast.lena, cast.lake)
    news = NewsIndexPage.objects.get(locale__language_code="en")
    html = sign_in(cast.odette).get(news.our_address.address).content.decode()
    assert "<b>Newsletter</b>" in html
    assert "answer by *Friday*." in html
    assert "Dear colleagues" not in html


@pytest.mark.parametrize(
    ("message", "summary"),
    [
        ("Dear all,\n\nthe fee stays.", "the fee stays."),
        ("Dear all,", "Dear all,"),
        ("The fee stays.\n\nSo does the map.", "The fee stays."),
        (f"{'long ago ' * 10}it was so,\n\nthe end.", f"{'long ago ' * 10}it was so,"),
    ],
)
def test_only_a_short_line_that_ends_in_a_comma_is_a_salutation(message, summary):
    assert summary_of(message) == summary
