"""Accounts in the CMS: administrators see who has one, shut it, and do nothing else there.

Wagtail's pages change addresses, passwords, rights and whole persons, past the second person (R12),
the log (D08) and erasure, and show the address of everybody to who looks (2A).
"""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column
from wagtail.users.views.users import EditView, IndexView, UserViewSet

from people.audit import record
from people.models import Person


class AccountForm(forms.ModelForm):
    """Whether an account is open; the own one stays so."""

    class Meta:
        model = Person
        fields = ["is_active"]

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_active"].disabled = editing_self


class AccountsView(IndexView):
    """Names and states; no address, by which nobody is found or ordered either."""

    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "wagtailadmin/generic/index_results.html"
    search_fields = ("name",)

    @cached_property
    def columns(self) -> list[Column]:
        return [
            column
            for column in super().columns
            if not isinstance(column, BulkActionsCheckboxColumn) and column.name != "email"
        ]

    def get_add_url(self) -> None:
        return None

    def get_delete_url(self, instance: Person) -> None:
        return None


class AccountView(EditView):
    """Shuts an account, with the next request, or opens it again; both are noted."""

    template_name = "wagtailadmin/generic/edit.html"

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.can_delete = False

    def get_delete_url(self) -> None:
        return None

    @transaction.atomic
    def save_instance(self) -> Person:
        person: Person = super().save_instance()
        if "is_active" in self.form.changed_data:
            record(
                "people.account-opened" if person.is_active else "people.account-shut",
                by=self.request.user,
                thing=person,
                person=person,
            )
        return person


class AccountsViewSet(UserViewSet):
    """In the place of Wagtail's own."""

    ordering = "pk"
    menu_label = _("Accounts")
    index_view_class = AccountsView
    edit_view_class = AccountView
    template_prefix = ""
    edit_template_name = "wagtailadmin/generic/edit.html"
    index_template_name = "wagtailadmin/generic/index.html"
    index_results_template_name = "wagtailadmin/generic/index_results.html"

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return AccountForm

    def register_search_area(self) -> None:
        """None: one finds accounts in their own list."""
