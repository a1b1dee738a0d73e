"""Addresses of plans and partnerships, under random numbers (2C)."""

from typing import Any

urlpatterns: list[Any] = []
