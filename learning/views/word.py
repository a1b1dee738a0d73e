"""An article, or news of an association, begun with a Word file."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from learning.actions import begin_draft, begin_news
from learning.drafting import library_for, read_key
from learning.forms import WordDraftForm, WordFile
from learning.models import LibraryItem
from people.requests import SignedInRequest
from people.space.permissions import get_association_for_keeping, get_home_of


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


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def word_news(request: SignedInRequest, pk: int) -> HttpResponse:
    """Turn a Word file into news of an association, a draft in the language of the screen."""
    association = get_association_for_keeping(request.user, pk)
    form = WordFile(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            news, lost = begin_news(
                by=request.user, association=association, file=upload, language=get_language()
            )
        except ValidationError as error:
            form.add_error("file", error)
        else:
            _say_what_was_taken_over(request, lost)
            return redirect("wagtailadmin_pages:edit", news.pk)
    home = get_home_of(pk)
    context = {
        "form": form,
        "heading": _("News from a Word file"),
        "crumbs": [{"label": association.name, "url": home.address}],
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
    _say_what_was_taken_over(request, form.lost_pictures)
    return item


def _say_what_was_taken_over(request: SignedInRequest, lost_pictures: int) -> None:
    messages.success(request, _("The text is taken over. Look through it and add the rest."))
    if lost_pictures:
        messages.warning(
            request,
            ngettext(
                "%(number)d drawing is of a kind that no browser shows. Add it as a picture.",
                "%(number)d drawings are of a kind that no browser shows. Add them as pictures.",
                lost_pictures,
            )
            % {"number": lost_pictures},
        )
