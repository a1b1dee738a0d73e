"""How allauth behaves here: no open sign-up yet, and `next` stays on this site."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation, which is a later part; nobody signs up at the door."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
