"""Beginning a programme at the table: its outline, and the employers' cards that are brought to it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from remeslo.core.base.keys import ProgrammeKey
from remeslo.core.competence.demand import DemandCard
from remeslo.core.competence.outline import OutlineElement, ProgrammeOutline
from remeslo.core.competence.statestandard import EntryBase, StateStandard, state_editions, state_named
from remeslo.core.curriculum.norms import NormPack
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, DocumentVersion, User, VersionedDocument
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.common.services.documents import save_version
from remeslo.web.apps.registry.contents import card_content, outline_content
from remeslo.web.apps.registry.snapshot import published_values

SCHOOL = "ООД"
"""The cycle of school subjects."""
_KINDS = (
    DocumentKind.STATE_STANDARD,
    DocumentKind.STANDARD,
    DocumentKind.NORM_PACK,
    DocumentKind.OUTLINE,
    DocumentKind.DEMAND_CARD,
)


@dataclass(frozen=True)
class Ground:
    """What a programme of the cluster can be begun on: published documents by key, in their order."""

    states: Mapping[str, StateStandard]
    standards: Mapping[str, str]
    packs: Mapping[str, NormPack]
    outlines: Mapping[str, ProgrammeOutline]
    cards: Mapping[str, DemandCard]

    def norms_for(self, state: StateStandard) -> str:
        """The pack that programmes of this kind use already, else the one named after the kind, else the first."""
        used = [o.norms for o in self.outlines.values() if self._kind(o) == state.kind and o.norms in self.packs]
        named = [key for key in self.packs if state.kind.value in key]
        return next(iter([*used, *named, *self.packs]), "")

    def drawn_on(self, state: StateStandard) -> tuple[str, ...]:
        """Codes of occupational standards at hand that the competences of a state standard name."""
        competences = (*state.general, *(c for a in state.activities for c in a.competences))
        named = dict.fromkeys(f.partition("/")[0].partition("@")[0] for c in competences for f in c.functions)
        return tuple(code for code in named if code in self.standards)

    def schools(self) -> Iterable[tuple[str, ProgrammeOutline]]:
        """Outlines that fix school subjects, which a new programme may take over."""
        return ((key, o) for key, o in self.outlines.items() if any(e.cycle == SCHOOL for e in o.elements))

    def school_for(self, state: StateStandard) -> str:
        """The outline whose school subjects fit a programme of this kind best; empty when there is none."""
        found = list(self.schools())
        same = [key for key, o in found if self._kind(o) == state.kind]
        return next(iter([*same, *(key for key, _o in found)]), "")

    def free_cards(self) -> tuple[DemandCard, ...]:
        """Cards whose employers named no programme."""
        return tuple(c for c in self.cards.values() if c.programme is None)

    def state(self, reference: str) -> StateStandard | None:
        """The state standard that a code or an edition names."""
        return state_named(self.states.values(), reference, date.max)

    def reference(self, state: StateStandard) -> str:
        """How an outline names a standard: by its code, and by its edition where the code alone could mean another."""
        return state.code if len(state_editions(self.states.values(), state.code)) == 1 else state.edition

    def _kind(self, outline: ProgrammeOutline) -> object:
        state = self.state(outline.state_standard)
        return state.kind if state else None


def ground(cluster: Cluster) -> Ground:
    """What the cluster has; two queries."""
    values = published_values(cluster, _KINDS)
    return Ground(
        states=values[DocumentKind.STATE_STANDARD],
        standards={s.code: s.title for s in values[DocumentKind.STANDARD].values()},
        packs=values[DocumentKind.NORM_PACK],
        outlines=values[DocumentKind.OUTLINE],
        cards=values[DocumentKind.DEMAND_CARD],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """A programme as it is begun; ``school`` is the outline whose school subjects are taken over, or empty."""

    title: str
    state_standard: str
    base: EntryBase
    qualification: str
    norms: str
    occupational_standards: Sequence[str] = ()
    school: str = ""
    employer_block: str = ""
    cards: Collection[str] = ()


@transaction.atomic
def found_programme(cluster: Cluster, founding: Founding, known: Ground, *, by: User) -> DocumentVersion:
    """Saves and publishes the outline of a new programme, and brings the cards chosen to it."""
    key = free_key(cluster, founding.state_standard.partition("@")[0])
    outline = ProgrammeOutline(
        key=ProgrammeKey(key),
        title=founding.title,
        state_standard=founding.state_standard,
        base=founding.base,
        qualification=founding.qualification,
        norms=founding.norms,
        occupational_standards=tuple(founding.occupational_standards),
        elements=_school(known.outlines.get(founding.school)),
        employer_block=founding.employer_block or None,
    )
    version = save_version(cluster, outline_content(outline), by=by, based_on=0, publish=True)
    bring_cards(cluster, key, founding.cards, by=by)
    return version


@transaction.atomic
def bring_cards(cluster: Cluster, programme: str, keys: Collection[str], *, by: User) -> tuple[str, ...]:
    """
    Names the programme in cards whose employers left it open, as the next version of each; gives the cards not brought.

    A card stays as it is when the person may not publish it, when it names a programme already, or when its employer
    has saved a version that is not published: that one is the employer's to finish.
    """
    rows = VersionedDocument.objects.select_for_update(of=("self",)).select_related("owner", "latest")
    rows = rows.filter(cluster=cluster, kind=DocumentKind.DEMAND_CARD, key__in=keys, withdrawn=False)
    values = published_values(cluster, (DocumentKind.DEMAND_CARD,))[DocumentKind.DEMAND_CARD]
    left = dict.fromkeys(keys)
    for row in rows:
        card: DemandCard | None = values.get(row.key)
        own = can(by, Action.EDIT_CARD, row) and can(by, Action.PUBLISH_CARD, row)
        if card is None or card.programme is not None or row.latest_id != row.published_id or not own:
            continue
        changed = replace(card, programme=ProgrammeKey(programme))
        assert row.latest is not None
        content = card_content(changed, row.owner)
        save_version(cluster, content, by=by, based_on=row.latest.number, publish=True)
        left.pop(row.key, None)
    return tuple(left)


def free_key(cluster: Cluster, code: str) -> str:
    """A key that no programme has yet: ``15-01-38-2``."""
    begins = code.replace(".", "-")
    rows = VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.OUTLINE)
    taken = set(rows.values_list("key", flat=True))
    number = 1
    while f"{begins}-{number}" in taken:
        number += 1
    return f"{begins}-{number}"


def _school(outline: ProgrammeOutline | None) -> tuple[OutlineElement, ...]:
    return tuple(e for e in outline.elements if e.cycle == SCHOOL) if outline else ()
