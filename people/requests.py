"""The type of a request that has passed `login_required`."""

from django.http import HttpRequest

from people.models import Person


class SignedInRequest(HttpRequest):
    """For signatures of views behind `login_required`: `user` is a person."""

    user: Person
