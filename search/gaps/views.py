"""The editors' page of what readers look for, and the two buttons on it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from learning.wanted.querysets import wanted_translations
from pages.languages import OWN_NAMES
from pages.paging import read_number
from people.requests import SignedInRequest
from people.second_step import for_roles
from search.gaps import actions
from search.gaps.permissions import gaps_for, get_gap_for
from search.gaps.stale import stale_texts

MOST = 50


@require_safe
@for_roles
def gaps(request: SignedInRequest) -> HttpResponse:
    """Searches without a result, translations that are wanted, texts that nobody has confirmed."""
    found = gaps_for(request.user)
    context = {
        "gaps": [
            {"row": one, "language_name": OWN_NAMES.get(one.language, one.language)}
            for one in found.order_by("-times", "words", "pk")[:MOST]
        ],
        "wanted": [
            {"row": one, "language_name": OWN_NAMES.get(one.language, one.language)}
            for one in wanted_translations(request.user)[:MOST]
        ],
        "stale": stale_texts(request.user, MOST),
        "most": MOST,
    }
    return render(request, "search/gaps.html", context)


@require_POST
@for_roles
def gap_write(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin a draft under these words, or go on with the one begun; its page once it is out."""
    page = actions.begin_text(by=request.user, gap=get_gap_for(request.user, pk))
    return redirect(str(page.address)) if page.live else redirect("draft", pk=page.pk)


@require_POST
@for_roles
def gap_done(request: SignedInRequest, pk: int) -> HttpResponse:
    """It is dealt with; `times` is how often it had been sought when the editor saw it."""
    gap = get_gap_for(request.user, pk)
    actions.settle(by=request.user, gap=gap, times=read_number(request.POST.get("times", ""), 9))
    messages.success(request, _("Done. It comes back when somebody looks for it again."))
    return redirect("gaps")
