from datetime import timedelta

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What reaches a person: the list on the site, mail, digests, preferences, the outbox."""

    name = "notices"
    verbose_name = "Notices"

    def ready(self) -> None:
        from notices import desk, tasks
        from notices.own_data import RULES
        from pages.registries import Chore, DeskLinks, DeskPart, chores, desk_links, own_data

        chores.add(Chore("notices: outbox", timedelta(seconds=30), tasks.look_at_outbox))
        chores.add(Chore("notices: digests", timedelta(minutes=5), tasks.look_at_mornings))
        chores.add(Chore("notices: old", timedelta(days=1), tasks.forget_what_is_old.enqueue))
        desk_links.add(DeskLinks(DeskPart.SELF, desk.links))
        own_data.add_all(RULES)
