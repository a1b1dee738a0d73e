"""The lists on the first page of the CMS name own pages only, and none behind a closed barrier."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import Media
from wagtail.admin.ui.components import Component

from pages.cms_reach import may_work_on

# What Wagtail's panels list, by the name in their context, and where the page is in each entry.
LISTS: dict[str, Callable[[Any], Any]] = {
    "states": lambda entry: entry["obj"],
    "workflow_states": lambda state: state.content_object,
    "last_edits": lambda edit: edit[1],
    "locked_pages": lambda page: page,
}


class OpenPanel(Component):
    """A panel of Wagtail's without the pages that this editor may not know of any more."""

    def __init__(self, panel: Any) -> None:
        self._panel = panel
        self.name, self.order = panel.name, panel.order
        self.template_name = panel.template_name

    @property
    def media(self) -> Media:
        return self._panel.media

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The context of the panel, its lists narrowed; one or two queries for each entry."""
        context = dict(self._panel.get_context_data(parent_context))
        person = parent_context["request"].user
        for name, page_of in LISTS.items():
            if name in context:
                context[name] = [
                    entry for entry in context[name] if may_work_on(person, page_of(entry))
                ]
        return context
