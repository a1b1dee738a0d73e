from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    """Country plans, partnerships, and what was learnt in them."""

    name = "partnerships"
    verbose_name = "Partnerships"

    def ready(self) -> None:
        from partnerships import filling

        filling.fill_registries()
