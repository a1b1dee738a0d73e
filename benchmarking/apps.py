from django.apps import AppConfig


class BenchmarkingConfig(AppConfig):
    """Benchmarks: indicators adopted together, rounds, and what one learns of those ahead."""

    name = "benchmarking"
    verbose_name = "Benchmarks"

    def ready(self) -> None:
        from benchmarking import filling

        filling.fill_registries()
