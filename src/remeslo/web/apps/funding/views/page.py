"""What pages of one pack's account have in common: the pack, the day of knowledge, the reader, the tabs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from remeslo.web.apps.common.access import ClusterRequest
from remeslo.web.apps.common.models import VersionedDocument
from remeslo.web.apps.common.permissions import Action, can, can_somewhere
from remeslo.web.apps.funding.accounts import Account, account
from remeslo.web.apps.funding.audience import Audience, audience_of
from remeslo.web.apps.funding.packs import published

TABS = (
    ("home", _("Statements"), "table", Action.SEE_STATEMENT),
    ("clawbacks", _("Clawbacks"), "undo", Action.SEE_STATEMENT),
    ("ledger", _("Ledger"), "log", Action.SEE_MONEY),
    ("verification", _("Verification"), "check", Action.SEE_MONEY),
    ("simulation", _("Simulation"), "chart", Action.SEE_MONEY),
    ("packs", _("Rule packs"), "standard", Action.SEE_MONEY),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab as it stands in the page."""

    url: str
    label: Any
    icon: str
    current: bool


class MoneyPage:
    """One reader at one pack's account."""

    def __init__(self, request: ClusterRequest, tab: str) -> None:
        self.request, self.tab = request, tab
        self.cluster = request.cluster
        self.documents = published(request.cluster)
        wanted = request.GET.get("pack") or request.POST.get("pack", "")
        self.document: VersionedDocument | None = next((d for d in self.documents if d.key == wanted), None)
        if wanted and self.document is None:
            raise Http404
        if self.document is None and self.documents:
            self.document = self.documents[0]

    @property
    def tabs(self) -> Iterator[Tab]:
        """The tabs this reader may open."""
        for name, label, icon, action in TABS:
            if can_somewhere(self.request.user, action, self.cluster):
                yield Tab(self.link(name), label, icon, name == self.tab)

    @cached_property
    def account(self) -> Account:
        """The pack's account; 404 without a published pack."""
        if self.document is None:
            raise Http404
        return account(self.cluster, self.document)

    @cached_property
    def audience(self) -> Audience:
        """The reader."""
        return audience_of(self.request)

    @cached_property
    def on(self) -> date:
        """The day of knowledge: the address's, or today."""
        return day_of(self.request.GET.get("on") or self.request.POST.get("on")) or timezone.localdate()

    @property
    def settle_url(self) -> str:
        """Where a month is settled."""
        return self.link("settle")

    @property
    def currency(self) -> str:
        """The pack's currency."""
        return self.account.pack.currency

    def may(self, action: Action) -> bool:
        """True when the reader may do this in the cluster."""
        return can(self.request.user, action, self.cluster)

    def demand(self, action: Action) -> None:
        """403 unless the reader may do this in the cluster."""
        if not self.may(action):
            raise PermissionDenied(str(action))

    def link(self, name: str, **parts: Any) -> str:
        """The address of a page of this pack."""
        url = reverse(f"funding:{name}", kwargs={"cluster": self.cluster.key, **parts})
        return f"{url}?pack={self.document.key}" if self.document else url


def day_of(text: str | None) -> date | None:
    """A day of an address or a form, None when it is none."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
