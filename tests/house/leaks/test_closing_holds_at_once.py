"""What was closed a moment ago is told to nobody, though no worker has run."""

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse

from forums.actions.looking_after import move
from forums.kinds import REPLY
from forums.models import Topic
from notices.actions import tell
from pages.audiences import set_audience
from search.following import rebuild
from tests.factories import do_waiting_work
from tests.house.crawler import browser_of, read
from tests.house.leaks.shared import leaks_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_r5_a_restriction_holds_while_the_worker_stands_still(planted):
    """Closed a moment ago, and nobody has told the index."""
    revised, manual = planted.pages["revision"], planted.pages["narrow manual"]
    client = browser_of(planted.world.persons["member"])
    lists = ["/en/", "/en/library/", "/en/library/feed.atom", "/sitemap.xml", manual.address]
    lists += ["/en/search/?q=rewritten", "/en/search/?type=article", "/en/search/suggest?q=rewrit"]
    client.post(reverse("shelf_toggle", args=[revised.pk]), {"then": "keep"})
    lists.append("/en/shelf/")
    before = {one: read(client, one)[1] for one in lists}
    assert "being rewritten" in before["/en/search/suggest?q=rewrit"]
    assert "being rewritten" in before["/en/shelf/"]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_tasks_database_dbtaskresult")
    set_audience(revised.translation_key, f"association:{planted.world.x.pk}")
    for one in lists:
        text = read(client, one)[1]
        assert "being rewritten" not in text, one
        assert revised.address not in text, one


def test_l25_a_topic_that_moves_behind_a_door_is_gone_while_the_worker_stands_still(planted):
    """Its readers of a moment ago find it nowhere, though nobody has told the index."""
    things, persons = planted.world.things, planted.world.persons
    topic = Topic.objects.get(pk=things["topic_open"])
    word, circle = "zqmovedcanary", planted.boards["board of the circle"][0]
    Topic.objects.filter(pk=topic.pk).update(title=f"Who moved {word}?", about=things["public_id"])
    topic.refresh_from_db()
    rebuild(10)
    readers = {role: browser_of(persons[role]) for role in ("visitor", "member", "editor of Y")}
    lists = [
        *("/en/", "/en/library/", "/en/boards/", "/en/library/feed.atom", "/sitemap.xml"),
        *(f"/en/boards/{things['board_open']}/", f"/en/boards/{things['board_open']}/feed.atom"),
        *(f"/en/boards/topic/{topic.pk}/", str(things["public"])),
        *(f"/en/search/?q={word}", "/en/search/?q=moved", f"/en/search/suggest?q={word[:6]}"),
    ]
    before = {one: read(readers["member"], one)[1] for one in lists}
    assert sum(word in text.replace(f"q={word}", "") for text in before.values()) >= 6
    mail.outbox.clear()
    by = persons["editor of X"]
    told = [persons["member"], persons["editor of Y"]]
    first = topic.posts.get(number=1)
    tell(REPLY, told, once="moved", words={"post": str(first.pk)})
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_tasks_database_dbtaskresult")
    move(by=by, topic=topic, board=circle)
    for role, client in readers.items():
        for one in (*lists, *(("/en/notices/",) if role != "visitor" else ())):
            assert not leaks_in(one, read(client, one)[1], {word}), (role, one)
    do_waiting_work()
    for one in mail.outbox:
        assert not leaks_in("", f"{one.subject} {one.body} {one.extra_headers}", {word})
