from django.apps import AppConfig


class MentoringConfig(AppConfig):
    """Coaching: who offers it, who asks, what a pair agrees, when it meets, and what it notes."""

    name = "mentoring"
    verbose_name = "Coaching"

    def ready(self) -> None:
        from mentoring import filling

        filling.fill_registries()
