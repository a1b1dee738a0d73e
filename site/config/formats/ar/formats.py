"""Dates in Arabic as a sentence takes them up, without a comma: 24 نوفمبر 2026."""

DATE_FORMAT = "j F Y"
