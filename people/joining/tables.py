"""The columns of a list of people to invite."""

from django.utils.translation import gettext_lazy

from pages.tables import Columns

COLUMNS = Columns(
    labels={
        "name": gettext_lazy("name"),
        "email": gettext_lazy("e-mail"),
        "organisation": gettext_lazy("organisation"),
        "post": gettext_lazy("post"),
        "level": gettext_lazy("level"),
        "language": gettext_lazy("language"),
    },
    needed=("name", "post"),
    also_called={
        "mail": "email",
        "email": "email",
        "e-mail": "email",
        "e-mail address": "email",
        "name": "name",
        "organisation": "organisation",
        "organization": "organisation",
        "municipality": "organisation",
        "post": "post",
        "position": "post",
        "level": "level",
        "language": "language",
    },
)
