"""An article begun with a Word file."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from learning.actions import begin_draft
from learning.drafting import library_for, read_key
from learning.forms import WordDraftForm
from learning.models import LibraryItem
from people.requests import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def word_draft(request: SignedInRequest) -> HttpResponse:
    """Turn a Word file into a draft, and go on with it in the form of an article."""
    form = WordDraftForm(request.POST or None, request.FILES or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        item = _begin(request, form)
        if item is not None:
            return redirect("draft", pk=item.pk)
    context = {
        "form": form,
        "heading": _("Begin with a Word file"),
        "crumbs": [{"label": _("My drafts"), "url": reverse("drafts")}],
    }
    return render(request, "learning/word_form.html", context)


def _begin(request: SignedInRequest, form: WordDraftForm) -> LibraryItem | None:
    """The draft, or None where the file cannot be read, with the reason on the form."""
    library = library_for(request.user, get_language())
    key = read_key(request.user, form.cleaned_data["key"])
    try:
        item = begin_draft(by=request.user, library=library, key=key, form=form)
    except ValidationError as error:
        form.add_error("file", error)
        return None
    messages.success(request, _("The text is taken over. Look through it and add the rest."))
    if form.lost_pictures:
        messages.warning(
            request,
            ngettext(
                "%(number)d drawing is of a kind that no browser shows. Add it as a picture.",
                "%(number)d drawings are of a kind that no browser shows. Add them as pictures.",
                form.lost_pictures,
            )
            % {"number": form.lost_pictures},
        )
    return item
