"""What a password must be (safeguards, section 4), said in our words."""

import re
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

SHORTEST = 12
# What must be left of a password without the words that anybody could guess.
SHORTEST_REST = 8
PLACE_WORDS = ("peerhall", "password", "municipality", "association", "government", "council")


class LongEnough:
    """At least twelve signs."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) < SHORTEST:
            raise ValidationError(
                _(
                    "At least %(shortest)s signs are needed, and this has %(length)s. A few words"
                    " in a row are easy to keep in mind."
                )
                % {"length": len(password), "shortest": SHORTEST},
                code="password_too_short",
            )

    def get_help_text(self) -> str:
        return _("At least %(shortest)s signs; a few words in a row do well.") % {
            "shortest": SHORTEST
        }


class NotCommon:
    """None that stands in Django's list of common ones, also not twice in a row or with a year."""

    @cached_property
    def _list(self) -> set[str]:
        common: set[str] = CommonPasswordValidator().passwords
        return common

    def validate(self, password: str, user: Any = None) -> None:
        word = re.sub(r"[\W\d_]+$", "", password.lower().strip())
        for one in (password.lower().strip(), word):
            if one in self._list or _repeated(one) in self._list or (one and len(set(one)) < 4):
                raise ValidationError(
                    _("Many people use this password, so it is tried first. Take another one."),
                    code="password_too_common",
                )

    def get_help_text(self) -> str:
        return _("None that many people use.")


class NotAboutYou:
    """No password made of the own name, address, organisation or the name of this site."""

    def validate(self, password: str, user: Any = None) -> None:
        rest = password.lower()
        for word in sorted(_words_about(user), key=len, reverse=True):
            rest = rest.replace(word, "")
        if rest != password.lower() and len(re.sub(r"[\W\d_]", "", rest)) < SHORTEST_REST:
            raise ValidationError(
                _(
                    "This is made of your name, your address, your organisation or this site’s"
                    " name, which others know. Take other words."
                ),
                code="password_about_you",
            )

    def get_help_text(self) -> str:
        return _("Not made of your name, your address or your organisation.")


def _repeated(text: str) -> str:
    """`abc` for `abcabc`; the text itself where it repeats nothing."""
    at = (text + text).find(text, 1)
    return text[:at]


def _words_about(person: Any) -> set[str]:
    """Words of three letters and more that others know of this person."""
    texts = list(PLACE_WORDS)
    if person is not None:
        texts += [person.name, person.email or ""]
        if person.pk is not None:
            posts = person.appointments.holding_on().select_related("organisation")
            texts += [post.organisation.name for post in posts]
    return {word for text in texts for word in re.split(r"[\W_]+", text.lower()) if len(word) > 2}
