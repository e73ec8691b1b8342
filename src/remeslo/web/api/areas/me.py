"""Whose token it is, what it was made for, and where it may be used."""

from datetime import datetime

from pydantic import BaseModel

from remeslo.web.api.access import ApiRequest, usable_in
from remeslo.web.api.area import Area
from remeslo.web.api.enums import Scope
from remeslo.web.apps.common.permissions import memberships

AREA = Area("me", Scope.CLUSTERS_READ)


class RoleHere(BaseModel):
    """What the person does in a cluster."""

    cluster: str
    role: str
    organisation: str | None


class Me(BaseModel):
    """The token as its program may know it."""

    name: str
    token: str
    scopes: list[str]
    expires_at: datetime
    roles: list[RoleHere]


@AREA.get("/me", out=Me, scope=None)
def me(request: ApiRequest) -> Me:
    """Tell what this token may do, and where. Every token may ask this, whatever its scopes."""
    token = request.token
    return Me(
        name=request.user.get_full_name(),
        token=token.prefix,
        scopes=token.scopes,
        expires_at=token.expires_at,
        roles=[
            RoleHere(cluster=m.cluster.key, role=m.role, organisation=m.organisation.key if m.organisation else None)
            for m in memberships(request.user)
            if usable_in(token, request.user, m.cluster)
        ],
    )
