from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """Training of trainers: courses, events, who took part, how far it went, and the duty."""

    name = "training"
    verbose_name = "Training"

    def ready(self) -> None:
        from training import filling

        filling.fill_registries()
