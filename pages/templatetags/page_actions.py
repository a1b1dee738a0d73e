"""What other rooms offer on the page of a thing."""

from typing import Any

from django import template

from pages import registries

register = template.Library()


@register.inclusion_tag("components/page_actions.html", takes_context=True)
def page_actions(context: dict[str, Any]) -> dict[str, Any]:
    """Links for the reader of this page; nothing where nobody offers any."""
    request = context["request"]
    offered = (offer(request, request.path) for offer in registries.page_actions)
    return {"actions": [action for action in offered if action is not None]}
