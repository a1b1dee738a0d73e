"""What of this room stands in the log of what was done."""

from django.utils.translation import gettext_lazy as _

from people.audit import Act

ACTS = (
    Act("training.course-made", _("A course was made")),
    Act("training.course-changed", _("A course was changed")),
    Act("training.edition-added", _("An edition of a course was added")),
    Act("training.event-made", _("A training was entered")),
    Act("training.event-changed", _("A training was changed")),
    Act("training.event-cancelled", _("A training was cancelled")),
    Act("training.event-held", _("A training was noted as held")),
    Act("training.list-entered", _("Participants of a training were entered")),
    Act("training.list-read", _("The participants of a training were read for a purpose")),
    Act("training.list-exported", _("The list of participants of a training was taken along")),
    Act("training.row-changed", _("A participant's row was changed")),
    Act("training.row-removed", _("A participant was taken off the list of a training")),
    Act("training.certificates-issued", _("Certificates of a training were issued")),
    Act("training.certificate-revoked", _("A certificate was revoked")),
)
