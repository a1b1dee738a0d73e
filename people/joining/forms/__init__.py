"""The forms of joining. Each names the fields it takes; whatever else is posted is ignored."""

from .accepting import AcceptForm
from .asking import AskForm, RefusalForm
from .domains import MailDomainForm
from .inviting import InvitationForm, ListForm, SeenListForm

__all__ = [
    "AcceptForm",
    "AskForm",
    "InvitationForm",
    "ListForm",
    "MailDomainForm",
    "RefusalForm",
    "SeenListForm",
]
