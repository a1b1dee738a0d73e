"""The columns of a list of who took part."""

from django.utils.translation import gettext_lazy, pgettext_lazy

from pages.tables import Columns

COLUMNS = Columns(
    labels={
        "name": gettext_lazy("name"),
        "organisation": gettext_lazy("organisation"),
        "function": gettext_lazy("function"),
        "role": gettext_lazy("role"),
        "email": gettext_lazy("e-mail"),
        "phone": gettext_lazy("phone"),
        "sex": pgettext_lazy("column of a list", "sex"),
        "age": pgettext_lazy("column of a list", "age"),
        "days": gettext_lazy("days attended"),
        "before": gettext_lazy("score before"),
        "after": gettext_lazy("score after"),
    },
    needed=("name",),
    also_called={
        "name": "name",
        "full name": "name",
        "participant": "name",
        "organisation": "organisation",
        "organization": "organisation",
        "municipality": "organisation",
        "town": "organisation",
        "function": "function",
        "post": "function",
        "position": "function",
        "role": "role",
        "mail": "email",
        "email": "email",
        "e-mail": "email",
        "phone": "phone",
        "telephone": "phone",
        "sex": "sex",
        "gender": "sex",
        "age": "age",
        "days": "days",
        "before": "before",
        "pre-test": "before",
        "after": "after",
        "post-test": "after",
    },
)
