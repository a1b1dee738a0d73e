from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons, organisations and associations: who they are, how they come, meet and leave."""

    name = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from people import (
            filling,
            signals,  # noqa: F401 - connects its receivers
        )
        from people.breaking_glass import filling as breaking_glass
        from people.conversations import filling as conversations
        from people.joining import filling as joining
        from people.own_data import filling as own_data
        from people.parked_mail import filling as parked_mail
        from people.publishing import filling as publishing
        from people.reminding import filling as reminding
        from people.space import filling as space

        parts = (
            *(breaking_glass, conversations, joining, own_data, parked_mail, publishing),
            *(reminding, space),
        )
        for part in (filling, *parts):
            part.fill_registries()
        filling.add_demo_content()
