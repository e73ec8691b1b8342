"""Rows of the registry."""

from remeslo.web.apps.organisations.models.entities import EntityName, LegalEntity, Licence
from remeslo.web.apps.organisations.models.lives import StateChange
from remeslo.web.apps.organisations.models.nights import Night
from remeslo.web.apps.organisations.models.relations import MemberOf, Node, Placement
from remeslo.web.apps.organisations.models.successions import Handover, Succession, SuccessionSide
from remeslo.web.apps.organisations.models.uploads import OrganisationUpload

__all__ = [
    "EntityName",
    "Handover",
    "LegalEntity",
    "Licence",
    "MemberOf",
    "Night",
    "Node",
    "OrganisationUpload",
    "Placement",
    "StateChange",
    "Succession",
    "SuccessionSide",
]
