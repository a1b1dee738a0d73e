from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons, organisations, memberships of associations, appointments, login."""

    name = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from pages.registries import audiences, demo
        from people import audiences as ours
        from people import signals  # noqa: F401 - connects its receivers
        from people.demo import plant_people

        audiences.add(ours.ASSOCIATIONS)
        audiences.add(ours.GROUPS)
        audiences.add(ours.SIGNED_IN_AND_PUBLIC)
        demo.add(plant_people)
