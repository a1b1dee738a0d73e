"""The button of a reader who needs a text in another language."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from learning.permissions import get_item_for
from learning.wanted import actions
from pages.languages import OWN_NAMES
from pages.moving import NotAnyMore
from people.limits import TooMany
from people.requests import SignedInRequest


@require_POST
@login_required
def want_translation(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask for it, or take that back; the button says which, so that a double click does it once."""
    item = get_item_for(request.user, pk)
    language = request.POST.get("language", "")
    words = {"language": OWN_NAMES.get(language, language)}
    try:
        match request.POST.get("then"):
            case "ask":
                actions.ask_for(by=request.user, item=item, language=language)
                said = _("Noted: you need it in %(language)s. We tell you when it is available.")
                messages.success(request, said % words)
            case "take-back":
                actions.need_no_more(by=request.user, item=item, language=language)
                messages.success(request, _("Taken back."))
            case _unknown:
                raise BadRequest("then")
    except NotAnyMore:
        messages.info(request, _("It is already available in %(language)s.") % words)
    except TooMany:
        messages.error(
            request, _("You cannot ask for more translations today. Please ask again tomorrow.")
        )
    return redirect(str(item.address))
