"""What happens in this room and others want to know, joined in site/config/wiring.py."""

from django.dispatch import Signal

# Somebody took part in a training that was held: sent once for each participation, inside the
# transaction, with `person`, `organisation` (or None), `on` (the day of its end), `key` (the name
# of this benefit among all) and `said` (what it is called).
training_attended = Signal()

# It turned out that it was none who learnt (a trainer, somebody absent, a row that was a mistake):
# sent inside the transaction with the `key` of that benefit, whether or not it was ever told, and
# with `by`, who said so.
training_not_attended = Signal()
