"""A person's own pages."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.querysets import lines_of_the_desk


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """My desk: one list, sorted by due date."""
    return render(request, "people/desk.html", {"lines": lines_of_the_desk(request.user)})
