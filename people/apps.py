from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons, organisations, memberships of associations, appointments, login."""

    name = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from pages.registries import audiences
        from people import audiences as ours
        from people import signals  # noqa: F401 - connects its receivers

        audiences.add(ours.ASSOCIATIONS)
        audiences.add(ours.GROUPS)
        audiences.add(ours.SIGNED_IN_AND_PUBLIC)
