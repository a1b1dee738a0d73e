"""What the programme's editors keep in the CMS: organisations, memberships, posts, groups."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib.admin.utils import unquote
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from pages.cms_doors import whole_numbers
from pages.cms_views import DeleteWhatIsFreeView
from pages.models import File
from people.cms_views import (
    ChoosePersonResultsView,
    ChoosePersonView,
    ChosenPersonsView,
    ChosenPersonView,
    narrow_filters,
)
from people.models import (
    Appointment,
    AssociationMembership,
    ClosedGroup,
    Organisation,
    Person,
)
from people.signals import bring_documents_in_line


class PersonChooserViewSet(ChooserViewSet):
    """Persons by name, those that the editor may know of. No address is shown."""

    model = Person
    choose_view_class = ChoosePersonView
    choose_results_view_class = ChoosePersonResultsView
    chosen_view_class = ChosenPersonView
    chosen_multiple_view_class = ChosenPersonsView
    icon = "user"
    choose_one_text = _("Choose a person")
    choose_another_text = _("Choose another person")
    url_filter_parameters: list[str] = []


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    delete_view_class = DeleteWhatIsFreeView
    icon = "home"
    list_display = ["name", "kind", "country", "population", "confirmed_on"]
    list_filter = ["kind", "country"]
    search_fields = ["name"]


class MembershipViewSet(SnippetViewSet):
    model = AssociationMembership
    icon = "link"
    list_display = ["member", "association", "from_on", "until_on"]
    list_filter = ["association"]
    search_fields = ["member__name", "association__name"]


class AppointmentViewSet(SnippetViewSet):
    model = Appointment
    icon = "user"
    list_display = ["person", "post", "organisation", "level", "from_on", "until_on"]
    list_filter = ["level"]
    search_fields = ["person__name", "post", "organisation__name"]


class ClosedGroupViewSet(SnippetViewSet):
    """The programme's own groups; that one of an association exists, only who is in it learns."""

    model = ClosedGroup
    icon = "group"
    list_display = ["name"]
    search_fields = ["name"]
    panels = [FieldPanel("name"), FieldPanel("members")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ClosedGroup]:
        return ClosedGroup.objects.filter(association=None)

    def construct_view(self, view_class: Any, **words: Any) -> Callable[..., Any]:
        view: Callable[..., Any] = super().construct_view(view_class, **words)

        @wraps(view)
        def of_the_programme(request: HttpRequest, **place: Any) -> Any:
            if "pk" in place and not _is_of_the_programme(unquote(str(place["pk"]))):
                raise Http404
            return view(request, **place)

        return of_the_programme


def _is_of_the_programme(pk: str) -> bool:
    numbers = whole_numbers({pk})
    return ClosedGroup.objects.filter(pk__in=numbers, association=None).exists()


class PeopleViewSetGroup(SnippetViewSetGroup):
    items = (OrganisationViewSet, MembershipViewSet, AppointmentViewSet, ClosedGroupViewSet)
    menu_icon = "group"
    menu_label = _("People and organisations")
    menu_order = 310


person_chooser = PersonChooserViewSet("person_chooser")


@hooks.register("register_admin_viewset")
def register_person_chooser() -> PersonChooserViewSet:
    """Also used wherever a page names a person."""
    return person_chooser


@hooks.register("after_bulk_action")
def files_moved_many_at_once(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> None:
    """Wagtail moves files to another collection without saving them one by one."""
    files = [one for one in objects if isinstance(one, File)]
    if files:
        now = File.objects.filter(pk__in=[file.pk for file in files])
        bring_documents_in_line(
            {file.pk for file in files}, set(now.values_list("collection_id", flat=True))
        )


def no_picture_of_a_person(panel: AvatarSettingsPanel) -> bool:
    """Wagtail would keep one as it was sent, with the place where it was taken (U06)."""
    return False


register_snippet(PeopleViewSetGroup)
narrow_filters()
AvatarSettingsPanel.is_active = no_picture_of_a_person
