from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Makes the rooms one site: settings, addresses, frame, wiring."""

    name = "config"
    label = "site_config"
    verbose_name = "Peerhall"

    def ready(self) -> None:
        from config import wiring  # noqa: F401 - joins siblings once all apps are there
