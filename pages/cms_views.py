"""Views of the CMS that behave otherwise here."""

from django.db.models import ProtectedError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.snippets.views.snippets import DeleteView


class DeleteWhatIsFreeView(DeleteView):
    """Says so where something else still needs the thing, instead of failing."""

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            return super().form_valid(form)
        except ProtectedError:
            messages.error(self.request, _("It is still used elsewhere, and stays."))
            return redirect(self.index_url_name)
