"""What this room tells its siblings, which it does not know; joined in site/config/wiring.py."""

from django.dispatch import Signal

# Sent in the transaction in which a placement begins: `person`, `organisation`, `on` and `key`.
placement_begun = Signal()
