"""What of this room stands in the log of what was done."""

from django.utils.translation import gettext_lazy as _

from people.audit import Act

ACTS = (
    Act("forums.board-made", _("A board was made")),
    Act("forums.board-changed", _("A board was changed")),
    Act("forums.topic-pinned", _("A topic was put to the top of its board, or taken from there")),
    Act("forums.topic-locked", _("A topic was closed to replies, or opened to them")),
    Act("forums.topic-moved", _("A topic was moved to another board")),
    Act("forums.topic-hidden", _("A topic was hidden")),
    Act("forums.topic-shown", _("A topic was shown again")),
    Act("forums.post-approved", _("A post that waited was shown")),
    Act("forums.post-refused", _("A post that waited was refused")),
    Act("forums.post-hidden", _("A post was hidden")),
    Act("forums.post-shown", _("A post was shown again")),
    Act("forums.post-changed", _("The words of a post were changed by who looks after its board")),
    Act("forums.reports-dismissed", _("A reported post was left as it is")),
    Act("forums.warning", _("Somebody was warned about a post")),
    Act("forums.suspension", _("Somebody was kept from writing in boards for a time")),
    Act("forums.suspension-over", _("The time ended in which somebody could not write in boards")),
    Act("forums.removal", _("All that somebody wrote in boards was removed")),
    Act("forums.measure-taken-back", _("What was done about somebody in boards was taken back")),
    Act("forums.promoted", _("A question and its answer became the draft of an article")),
)
