"""Wagtail's room of users with our pages in it."""

from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(WagtailUsersAppConfig):
    user_viewset = "people.cms_accounts.AccountsViewSet"
