"""One person, with or without an account, with or without an e-mail address."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from pages.lines import one_line
from people.fields import FormerMember, PersonNameField

from .person_queryset import PersonQuerySet
from .profile import Profile, visibility_is_known


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    def create_user(
        self, email: str | None, password: str | None = None, **fields: Any
    ) -> "Person":
        """A person who can log in when both e-mail and password are given."""
        person = self.model(email=(email or "").strip().lower() or None, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """A technical administrator; has no standing right to sensitive records (safeguards R7)."""
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Whoever signs in with this address, however it is written.

        In small letters as Python makes them, which limits count by as well: a database folds more
        signs into one, and each spelling would have attempts of its own.
        """
        return self.annotate(written=Lower("email")).get(written=(username or "").strip().lower())


class Person(Profile, AbstractBaseUser, PermissionsMixin):
    """Somebody of this field: login, author, contact, participant.

    The e-mail is the login where there is one. It may be missing: participants of trainings,
    people behind a shared mailbox. Organisation and role are no fields here but dated appointments.
    `claimed_at` is set when the person takes over a record that somebody else made.
    """

    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    name = PersonNameField(_("name"), max_length=150)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default="en"
    )
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    is_active = models.BooleanField(_("account is active"), default=True)
    joined_at = models.DateTimeField(_("joined"), default=now)
    claimed_at = models.DateTimeField(_("claimed"), null=True, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_once_per_email"),
            models.CheckConstraint(condition=~models.Q(email=""), name="person_email_never_empty"),
            models.CheckConstraint(condition=~models.Q(name=""), name="person_has_a_name"),
            visibility_is_known(),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.email = (self.email or "").strip().lower() or None
        self.name = one_line(self.name, 150)

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @property
    def is_staff(self) -> bool:
        """Whether the CMS is open: Wagtail and allauth ask under this name."""
        return self.is_active and self.has_perm("wagtailadmin.access_admin")

    @property
    def zone(self) -> datetime.tzinfo:
        """The person's time zone; UTC where its name is none that this machine knows."""
        try:
            return ZoneInfo(self.time_zone)
        except (KeyError, ValueError):
            return datetime.UTC

    @property
    def is_former_member(self) -> bool:
        """Whether this person was erased: a number that authorship hangs on, and nothing else."""
        return isinstance(self.name, FormerMember)
