"""The way from a person's page to everything that is held about the person."""

from typing import Any

from django import template

from remeslo.web.apps.privacy.access import may_open

register = template.Library()


@register.inclusion_tag("privacy/parts/about.html", takes_context=True)
def about_person(context: dict[str, Any], who: str, key: str) -> dict[str, Any]:
    """``{% about_person "learner" key %}``: a button for those who may read it, nothing for the others."""
    request = context["request"]
    return {"cluster": request.cluster.key, "who": who, "key": key, "is_open": may_open(request, who, key)}
