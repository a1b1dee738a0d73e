"""What becomes of conversations when somebody fetches or deletes what is kept about them.

Messages stay with those who received them, under "former member".
"""

from django.utils.translation import gettext_lazy as _

from pages.registries import KEPT, OwnData

RULES = (
    OwnData(
        "people.Participant.person",
        _("Conversations you are in"),
        ("conversation.last_message_at", "last_read_at", "left_at"),
        "keep",
        KEPT,
    ),
    OwnData(
        "people.Message.by",
        _("Messages you wrote"),
        ("conversation_id", "sent_at", "text"),
        "keep",
        KEPT,
    ),
    OwnData("people.Block.by", _("Persons you blocked"), ("at",), "delete", KEPT),
    # Whoever is blocked is not told.
    OwnData("people.Block.person", _("Blocks"), (), "delete", KEPT),
)
