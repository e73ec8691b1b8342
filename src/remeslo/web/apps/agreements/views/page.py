"""What the pages of agreements have in common: the reader, the agreement that is looked at, the tabs."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import pgettext

from remeslo.core.agreements.agreement import Signatory
from remeslo.core.agreements.kinds import State
from remeslo.web.apps.agreements.scene import Paper, Scene
from remeslo.web.apps.common.access import ClusterRequest
from remeslo.web.apps.common.permissions import Action


class AgreementsPage:
    """One reader at one page."""

    def __init__(self, request: ClusterRequest, tab: str) -> None:
        self.request, self.tab = request, tab
        self.cluster = request.cluster
        self.scene = Scene(request.user, request.cluster)

    @property
    def tabs(self) -> Iterator[dict[str, Any]]:
        """Agreements, commitments."""
        labels = {
            "list": (pgettext("agreement", "Agreements"), "file"),
            "commitments": (pgettext("agreement", "Commitments"), "target"),
        }
        for name, (label, icon) in labels.items():
            yield {"url": self.link(name), "label": label, "icon": icon, "current": name == self.tab}

    def link(self, name: str, **kwargs: Any) -> str:
        """Address of a page of this cluster."""
        return reverse(f"agreements:{name}", kwargs={"cluster": self.cluster.key, **kwargs})


class PaperPage(AgreementsPage):
    """A page of one agreement; 404 for one that is not there, or not the reader's to see."""

    def __init__(self, request: ClusterRequest, key: str) -> None:
        super().__init__(request, "list")
        paper = self.scene.paper(key)
        if paper is None:
            raise Http404
        self.paper: Paper = paper
        self.value = paper.value

    @property
    def url(self) -> str:
        """The agreement's own page."""
        return self.link("detail", key=self.value.key)

    @property
    def may_edit(self) -> bool:
        """True when the reader may change it, as far as its state lets anybody."""
        return not self.paper.is_from_folder and self.scene.may(Action.EDIT_AGREEMENT, self.value)

    @property
    def is_draft(self) -> bool:
        """True while it is written."""
        return self.paper.state is State.DRAFT and not self.paper.is_from_folder

    @property
    def is_sent(self) -> bool:
        """True while it waits for signatures."""
        return self.paper.state is State.SENT and not self.paper.is_from_folder

    @property
    def is_signed(self) -> bool:
        """True when it is in force, or will be."""
        return self.paper.state in (State.SIGNED, State.IN_FORCE) and not self.paper.is_from_folder

    @property
    def to_sign(self) -> list[Signatory]:
        """Signatures that the reader may give."""
        return self.scene.mine_to_sign(self.paper)

    @property
    def to_record(self) -> list[Signatory]:
        """Signatures of persons that the reader may write down from paper."""
        return self.scene.mine_to_record(self.paper)
