from django.apps import AppConfig


class ForumsConfig(AppConfig):
    """Boards, topics, posts, and looking after them."""

    name = "forums"
    verbose_name = "Forums"

    def ready(self) -> None:
        from forums import filling

        filling.fill_registries()
