"""What of the space of X is in the small world: pages for each audience, newsletters."""

from datetime import UTC, date, datetime
from typing import Any

from wagtail.models import Page

from pages.audiences import set_audience
from people.models import (
    AssociationMembership,
    ClosedGroup,
    DocumentsPage,
    EventPage,
    Newsletter,
    NewsletterPage,
    NewsPage,
    Organisation,
)
from people.space.feed_address import make_feed_address
from people.space.making import make_association_space


def plant(world: Any) -> None:
    """One page of each kind for each audience, and what its editors keep."""
    home = make_association_space(world.x, ["en"])[0]
    news, events, documents = (
        home.get_children().get(slug=slug).specific for slug in ("news", "events", "documents")
    )
    circle = ClosedGroup.objects.create(name="A group of X", association=world.x)
    kinds = {"news": news, "events": events, "documents": documents}
    audiences = {
        "open": "public",
        "for_members": "signed-in",
        "of_x": f"association:{world.x.pk}",
        "of_group": f"group:{circle.pk}",
    }
    for kind, parent in kinds.items():
        world.things[kind] = parent.address
        for name, key in audiences.items():
            page = world.add(parent, _page_of(kind, f"{kind} {name}"))
            set_audience(page.translation_key, key)
            world.things |= {f"{kind}_{name}": page.address, f"{kind}_{name}_id": page.pk}
        draft = _page_of(kind, f"{kind} begun", live=False, slug=f"{kind}-begun")
        world.add(parent, draft)
        world.things[f"{kind}_draft"] = f"{parent.address}{kind}-begun/"
    town = Organisation.objects.create(name="A town of X", kind="local-government")
    membership = AssociationMembership.objects.create(
        association=world.x, member=town, from_on=date(2020, 1, 1)
    )
    _make_newsletters_of_x(world, news)
    world.x.space_settings.colour = "#1d5f8a"
    world.x.space_settings.save()
    world.things |= {
        "x": world.x.pk,
        "space": home.address,
        "shelf_of_x": world.shelf_of_x.address,
        "membership_id": membership.pk,
        "town_of_x_id": town.pk,
        "group_id": circle.pk,
        "feed_token": make_feed_address(by=world.persons["member of X"]),
    }


def _make_newsletters_of_x(world: Any, news: Page) -> None:
    """One that has gone out to the members, and one that waits for approval."""
    for_members = f"association:{world.x.pk}"
    sent = world.add(news, NewsletterPage(title="A newsletter of X"))
    set_audience(sent.translation_key, for_members)
    waiting = Newsletter.objects.create(
        association=world.x,
        language="en",
        subject="A newsletter that waits",
        message="Words.",
        audience=for_members,
        state="waiting",
        written_by=world.persons["member of X"],
    )
    world.things |= {"newsletter_of_x": sent.address, "newsletter_id": waiting.pk}


def _page_of(kind: str, title: str, **more: Any) -> Any:
    if kind == "events":
        more |= {
            "starts_at": datetime(2026, 2, 3, 9, tzinfo=UTC),
            "ends_at": datetime(2026, 2, 3, 11, tzinfo=UTC),
        }
    models = {"news": NewsPage, "events": EventPage, "documents": DocumentsPage}
    return models[kind](title=title, **more)
