"""What this room tells those that site/config/wiring.py joins to it."""

from django.dispatch import Signal

# traveller=: an exchange visit of one person (models.Traveller) has begun.
visit_begun = Signal()
