"""Benchmarks: indicators adopted together, rounds, values compared, what was learnt."""
