"""Benchmarks in the demo."""


def plant_benchmarks() -> None:
    """Nothing yet."""
