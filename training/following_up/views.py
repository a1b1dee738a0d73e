"""The page behind the mail that asks what came of a training."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from pages.form_fields import LineField
from people.joining.views.links import for_link
from training.answers import or_too_late
from training.following_up.actions import answer, read_token
from training.models import Asked, FollowUp
from training.models.follow_up import LONGEST_ANSWER

YES_OR_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]


class FollowUpForm(forms.Form):
    """What came of it; only the first question has to be answered."""

    uses_it = forms.TypedChoiceField(
        label=gettext_lazy("Is what was learnt in use?"),
        choices=YES_OR_NO,
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    with_whom = LineField(
        label=gettext_lazy("With whom, or where?"), max_length=LONGEST_ANSWER, required=False
    )
    trained_others = forms.IntegerField(
        label=gettext_lazy("How many others were trained since?"),
        min_value=0,
        max_value=5_000,
        required=False,
    )
    in_the_way = LineField(
        label=gettext_lazy("What is in the way?"), max_length=LONGEST_ANSWER, required=False
    )
    has_left = forms.TypedChoiceField(
        label=gettext_lazy("Has whoever took part left the organisation since?"),
        choices=YES_OR_NO,
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )


@for_link
@require_http_methods(["GET", "HEAD", "POST"])
@or_too_late
def follow_up_by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Some questions and one button; nobody has to sign in (P18). No name stands on the page."""
    number = read_token(token)
    asked = (
        FollowUp.objects.select_related("participation__event").filter(pk=number).first()
        if number
        else None
    )
    if asked is None:
        raise Http404
    form = FollowUpForm(request.POST or None)
    is_said = request.method == "POST" and form.is_valid()
    if is_said:
        answer(follow_up=asked, said=form.cleaned_data)
    context = {
        "form": form,
        "event": asked.participation.event,
        "is_supervisor": asked.whom == Asked.SUPERVISOR,
        "is_said": is_said or asked.answered_at is not None,
    }
    return render(request, "training/follow_up.html", context)
