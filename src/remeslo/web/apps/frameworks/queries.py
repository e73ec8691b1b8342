"""Questions over standards: what there is, and who leans on it."""

from dataclasses import dataclass, field
from typing import Any

from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.statestandard import StateStandard
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, VersionedDocument
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.common.queries import documents
from remeslo.web.apps.frameworks.catalogue import Catalogue, catalogue
from remeslo.web.apps.registry.snapshot import published_values


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition in the list."""

    document: VersionedDocument
    in_force: bool
    used: int


@dataclass(slots=True)
class Uses:
    """Who names a standard: programmes, state standards, and cards (those the reader may open; the others counted)."""

    programmes: list[tuple[str, str]] = field(default_factory=list)
    state: list[tuple[str, str]] = field(default_factory=list)
    cards: list[tuple[str, str]] = field(default_factory=list)
    other_cards: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return len(self.programmes) + len(self.state) + len(self.cards) + self.other_cards


def edition_rows(cluster: Cluster, user: Any, text: str = "") -> list[EditionRow]:
    """Editions by code, the newest first within a code; six queries at most."""
    known = catalogue(cluster)
    uses = uses_by_code(cluster, user)
    rows = [
        EditionRow(
            d,
            in_force=bool((s := known.in_force.get(d.summary["code"])) and s.edition == d.key),
            used=uses[d.summary["code"]].total if d.summary["code"] in uses else 0,
        )
        for d in documents(cluster, DocumentKind.STANDARD, text)
    ]
    return sorted(rows, key=lambda r: (r.document.summary["code"], r.document.summary["approved"] or ""), reverse=False)


def uses_by_code(cluster: Cluster, user: Any) -> dict[str, Uses]:
    """By code of an occupational standard, who names it; three queries."""
    values = published_values(cluster, (DocumentKind.OUTLINE, DocumentKind.STATE_STANDARD, DocumentKind.DEMAND_CARD))
    heads = {
        d.key: d
        for d in VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.DEMAND_CARD).select_related(
            "owner"
        )
    }
    found: dict[str, Uses] = {}
    outline: ProgrammeOutline
    for key, outline in values[DocumentKind.OUTLINE].items():
        for code in {_code(reference) for reference in outline.occupational_standards}:
            found.setdefault(code, Uses()).programmes.append((key, outline.title))
    state: StateStandard
    for key, state in values[DocumentKind.STATE_STANDARD].items():
        references = (f for a in state.activities for c in a.competences for f in c.functions)
        for code in {_code(reference) for reference in references}:
            found.setdefault(code, Uses()).state.append((key, f"{state.code} {state.title}"))
    for key, card in values[DocumentKind.DEMAND_CARD].items():
        for code in {_code(f) for r in card.requirements for f in r.functions}:
            uses = found.setdefault(code, Uses())
            if can(user, Action.SEE_CARD, heads[key]):
                uses.cards.append((key, card.job))
            else:
                uses.other_cards += 1
    return found


def state_rows(cluster: Cluster, text: str = "") -> list[VersionedDocument]:
    """State standards; one query."""
    return list(documents(cluster, DocumentKind.STATE_STANDARD, text))


def framework_rows(cluster: Cluster, text: str = "") -> list[VersionedDocument]:
    """Frameworks by title, with whether they are open to everyone; one query."""
    rows = documents(cluster, DocumentKind.FRAMEWORK, text).select_related("opened__version", "owner", "latest__author")
    return list(rows.order_by("title", "key"))


def editions_of_framework(cluster: Cluster, framework: str, *, but: str) -> list[str]:
    """Keys of the other editions of a framework; one query."""
    rows = VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.FRAMEWORK, withdrawn=False)
    return list(
        rows.filter(summary__framework=framework).exclude(key=but).order_by("key").values_list("key", flat=True)
    )


def plan_rows(cluster: Cluster, text: str = "") -> list[VersionedDocument]:
    """Study plans; one query."""
    return list(documents(cluster, DocumentKind.STUDY_PLAN, text))


def document_of(cluster: Cluster, kind: DocumentKind, key: str) -> VersionedDocument | None:
    """A document's head, if the cluster has it; one query."""
    rows = VersionedDocument.objects.filter(cluster=cluster, kind=kind, key=key, latest__isnull=False)
    return rows.select_related("cluster", "latest__author").defer("latest__body").first()


def editions_of(known: Catalogue, code: str) -> list[str]:
    """Editions of a code that are held."""
    return [s.edition for s in known.standards if s.code == code]


def _code(reference: str) -> str:
    """40.002 of ``40.002@701н-2013-12-02/A/01.2``."""
    return reference.partition("/")[0].partition("@")[0]
