"""An organisation's value with what a form says of its requisites and place."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from remeslo.core.registry.entity import LegalEntity as CoreEntity
from remeslo.web.apps.organisations.models import LegalEntity
from remeslo.web.apps.organisations.values import entity_value


def with_requisites(entity: LegalEntity, told: Mapping[str, Any]) -> CoreEntity:
    """The organisation as it is, these fields as told."""
    return replace(entity_value(entity), **told)
