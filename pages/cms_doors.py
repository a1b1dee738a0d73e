"""Which doors of the CMS open to whom: an editor works on own pages and learns of no others.

Wagtail asks for permission where something is changed. Lists, choosers, reports, its API and some
messages show titles of anything to whoever may enter the CMS (safeguards L28, L30). So each of its
addresses is named here, or stays shut for an association's editors; ids in addresses and forms are
asked about first; and for all, nothing shows that stands behind a barrier closed to them.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from wagtail.documents.permissions import permission_policy as file_policy
from wagtail.images import permissions as picture_permissions
from wagtail.models import Page, ReferenceIndex, WorkflowState
from wagtail_localize.models import TranslationSource

from pages.cms_reach import edits_everywhere, may_explore, may_link_to, may_work_on, only_reads
from pages.middleware import ADMIN_PREFIX
from pages.models import File, Picture
from pages.permissions import can_enter

# Shut for all: Wagtail's own login and password forms know nothing of the second factor, its
# privacy dialogs nothing of our audiences, and embeds make the server fetch what a reader names.
SHUT = (
    "wagtailadmin_login",
    "wagtailadmin_password_reset",
    "wagtailadmin_pages:set_privacy",
    "wagtailadmin_collections:set_privacy",
    "wagtailadmin_error_test",
    "wagtailembeds:",
    # No chooser makes a person.
    "person_chooser:create",
    # Accounts come by invitation and go by erasure: people/cms_accounts.py.
    "wagtailusers_users:add",
    "wagtailusers_users:copy",
    "wagtailusers_users:delete",
    "wagtailusers_users:usage",
    # Rights come by roles, for which a second person stands; groups of editors follow them.
    "wagtailusers_groups:",
    # They offer every tag there is; ours, at the same address, asks who may know of it.
    "wagtailadmin_tag_autocomplete",
    "wagtailadmin_tag_model_autocomplete",
    # A raw file that waited for its title; our form never leaves one.
    "wagtaildocs:create_multiple_from_uploaded_document",
    "wagtailimages:create_multiple_from_uploaded_image",
)
# For administrators: they list everything, whoever it belongs to.
FOR_ADMINISTRATORS = (
    "wagtailadmin_reports:",
    "wagtailadmin_workflows:usage",
    "wagtail_localize:translations_report",
)
# For an association's editors: these, and doors to a thing of their own.
FOR_ALL_EDITORS = (
    "wagtailadmin_home",
    "wagtailadmin_account",
    "wagtailadmin_logout",
    "wagtailadmin_dismissibles",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "wagtail_localize:javascript_catalog",
    "wagtailadmin_block_preview",
    "wagtailadmin_editing_sessions:release",
    # Lists of what the person may explore; the choosers' are narrowed in pages/wagtail_hooks.py.
    "wagtailadmin_explore_root",
    "wagtailadmin_pages:search",
    "wagtailadmin_pages:type_use",
    "wagtailadmin_pages:choose_parent",
    "wagtailadmin_api:pages:listing",
    "wagtailadmin_choose_page",
    "wagtailimages:index",
    "wagtailimages:add",
    "wagtailimages_chooser:choose",
    "wagtailimages_chooser:create",
    "wagtaildocs:index",
    "wagtaildocs:add",
    "wagtaildocs_chooser:choose",
    "wagtaildocs_chooser:create",
    # Wagtail shows and takes those only in which the editor may make collections.
    "wagtailadmin_collections:",
    # Names that stand on public pages.
    "wagtailsnippetchoosers_people_organisation:cho",
    "wagtailsnippetchoosers_pages_theme:cho",
    # Narrowed in people/cms_views.py and learning/cms_views.py.
    "person_chooser:cho",
    "offered_tags",
)
# Where a page is only walked through, it may stand above own ones; where it is linked to, it may be
# anybody's that the editor can read. Everywhere else it must be an own one.
WALKS = ("wagtailadmin_explore", "wagtailadmin_api:pages:")
LINKS = ("wagtailadmin_choose_page",)
PAGE_NAMES = frozenset(
    {"page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk"}
)
PICTURE_NAMES = frozenset({"image_id"})
FILE_NAMES = frozenset({"document_id", "doc_id"})
# Names of pages in queries and forms of Wagtail's own.
TARGET_FIELDS = frozenset({"new_parent_page", "parent_page", "chooser"})
LIST_FIELDS = frozenset({"childOf", "child_of", "descendant_of", "ancestor_of", "translation_of"})
PEOPLE = "people"
BULK = {("wagtailcore", "page"), ("pages", "picture"), ("pages", "file")}
# They name every page that uses a thing: shut when one of these is closed to the editor.
USAGES = ("wagtailimages:image_usage", "wagtaildocs:document_usage")
LARGEST_ID = 2**63 - 1


class CmsDoorsMiddleware:
    """Answers 404, like for an address that is not there, at a door that is not open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if not request.path_info.startswith(ADMIN_PREFIX) or request.resolver_match is None:
            return None
        name = request.resolver_match.view_name
        if name == "wagtailadmin_login":
            return redirect("account_login")
        if name == "wagtailadmin_logout" and request.method != "POST":
            # Wagtail's view refuses, too, but takes the session's cookie away (P18).
            return HttpResponseNotAllowed(["POST"])
        if name.startswith(SHUT):
            raise Http404
        person: Any = request.user
        if not person.is_authenticated:
            return None
        if not person.has_perm("wagtailadmin.access_admin"):
            # Wagtail would send them to the login page, which sends back who is signed in.
            raise Http404
        _check(request, person, name, args, kwargs)
        return None


def _check(
    request: HttpRequest, person: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> None:
    """Raise Http404 unless this door is open to this editor."""
    if name.startswith(FOR_ADMINISTRATORS) and not person.is_superuser:
        raise Http404
    pages = _pages_in_address(name, args, kwargs)
    pictures, files = _items_in(request, name, kwargs)
    if name == "wagtail_bulk_action":
        more = _in_bulk(request, person, kwargs)
        pages, pictures, files = pages | more[0], pictures | more[1], files | more[2]
    if name == "wagtailadmin_choose_page_chosen_multiple":
        pages |= _numbers(request, {"id"})
    is_open = (
        edits_everywhere(person)
        or name.startswith(FOR_ALL_EDITORS)
        or bool(pages or pictures or files)
    )
    if not is_open:
        raise Http404
    may = may_explore if name.startswith(WALKS) else may_work_on
    may = may_link_to if name.startswith(LINKS) else may
    _check_each(pages, Page, lambda page: may(person, page))
    if request.method not in ("GET", "HEAD") and only_reads(person, pages):
        raise PermissionDenied
    _check_each(_numbers(request, TARGET_FIELDS), Page, lambda page: may_work_on(person, page))
    _check_each(_numbers(request, LIST_FIELDS), Page, lambda page: may_explore(person, page))
    picture_policy = picture_permissions.permission_policy
    _check_each(pictures, Picture, lambda one: _may_use(person, picture_policy, one))
    _check_each(files, File, lambda one: _may_use(person, file_policy, one))
    if name in USAGES:
        users = _pages_using(Picture, pictures) | _pages_using(File, files)
        _check_each(users, Page, lambda page: can_enter(person, page.pk))


def _pages_using(model: Any, ids: set[int]) -> set[int]:
    """Pages that a list of usage would name, drafts included."""
    rows = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id__in=[str(pk) for pk in ids],
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    return whole_numbers(set(rows.values_list("object_id", flat=True)))


def _pages_in_address(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> set[int]:
    ids = {kwargs[key] for key in PAGE_NAMES & kwargs.keys()}
    if name == "wagtailadmin_pages:revisions_compare":
        ids.add(int(args[0]))
    if name.startswith("wagtailadmin_api:pages:") and "pk" in kwargs:
        ids.add(kwargs["pk"])
    if name == "wagtailadmin_editing_sessions:ping":
        ids |= whole_numbers({str(kwargs["object_id"])})
    return ids | _translated_pages(kwargs) | _pages_under_approval(kwargs)


def _pages_under_approval(kwargs: dict[str, Any]) -> set[int]:
    """The page that a step of an approval is about: Wagtail takes any beside an own page."""
    states = WorkflowState.objects.none()
    if "task_state_id" in kwargs:
        states = WorkflowState.objects.filter(task_states=kwargs["task_state_id"])
    if "workflow_state_id" in kwargs:
        states = WorkflowState.objects.filter(pk=kwargs["workflow_state_id"])
    about = states.filter(base_content_type=ContentType.objects.get_for_model(Page))
    return whole_numbers(set(about.values_list("object_id", flat=True)))


def _translated_pages(kwargs: dict[str, Any]) -> set[int]:
    """The page that a translation is made of, and all that are made of it."""
    sources = TranslationSource.objects.none()
    if "translation_source_id" in kwargs:
        sources = TranslationSource.objects.filter(pk=kwargs["translation_source_id"])
    if "translation_id" in kwargs:
        sources = TranslationSource.objects.filter(translations=kwargs["translation_id"])
    keys = sources.values("object_id")
    return set(Page.objects.filter(translation_key__in=keys).values_list("pk", flat=True))


def _items_in(request: HttpRequest, name: str, kwargs: dict[str, Any]) -> tuple[set[int], set[int]]:
    """Pictures and files that an address or a chooser names."""
    pictures = {kwargs[key] for key in PICTURE_NAMES & kwargs.keys()}
    files = {kwargs[key] for key in FILE_NAMES & kwargs.keys()}
    chosen = whole_numbers({str(kwargs.get("pk", ""))}) | _numbers(request, {"id"})
    if name.startswith("wagtailimages_chooser:chosen"):
        pictures |= chosen
    if name.startswith("wagtaildocs_chooser:chosen"):
        files |= chosen
    return pictures, files


def _in_bulk(
    request: HttpRequest, person: Any, kwargs: dict[str, Any]
) -> tuple[set[int], set[int], set[int]]:
    """What a bulk action is asked to touch; "all" only below a page, whose id is asked about.

    Persons, posts and groups never: what is done to one of them is done to one, and noted.
    """
    kind = (kwargs["app_label"], kwargs["model_name"])
    ids = _numbers(request, {"id"})
    is_for_all = "all" in request.GET.getlist("id")
    if kind[0] == PEOPLE:
        raise Http404
    if edits_everywhere(person):
        is_for_all = False
    elif kind not in BULK or (is_for_all and "childOf" not in request.GET):
        raise Http404
    if kind == ("wagtailcore", "page"):
        above = _numbers(request, {"childOf"}) if is_for_all else set()
        return ids | above, set(), set()
    return set(), ids if kind[1] == "picture" else set(), ids if kind[1] == "file" else set()


def _numbers(request: HttpRequest, names: Iterable[str]) -> set[int]:
    values = (
        value
        for name in names
        for sent in (request.GET, request.POST)
        for value in sent.getlist(name)
    )
    return whole_numbers(set(values))


def whole_numbers(values: set[str]) -> set[int]:
    """What of `values` can be an id; the rest is left out."""
    numbers = {int(value) for value in values if value.isascii() and value.isdecimal()}
    return {number for number in numbers if number <= LARGEST_ID}


def _check_each(ids: set[int], model: Any, may: Callable[[Any], bool]) -> None:
    """Raise Http404 unless each of `ids` is there and allowed; one of them spoils all."""
    found = list(model.objects.filter(pk__in=ids))
    if len(found) < len(ids) or not all(may(one) for one in found):
        raise Http404


def _may_use(person: Any, policy: Any, thing: Any) -> bool:
    actions = ["add", "change", "delete", "choose"]
    return bool(policy.user_has_any_permission_for_instance(person, actions, thing))
