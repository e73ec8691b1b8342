"""The review list of a new edition: every link of a programme that it touches, with wordings and a suggestion."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from remeslo.core.base.keys import EditionKey, ProgrammeKey, StatementKey
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.revision.links import Held, Link, LinkKind, links
from remeslo.core.competence.revision.state_links import state_links
from remeslo.core.competence.revision.state_suggest import suggest_state
from remeslo.core.competence.revision.suggest import Decision, Suggestion, suggest
from remeslo.core.competence.revision.values import Change, EditionDiff, StatementChange
from remeslo.core.competence.revision.wording import Run, difference
from remeslo.core.competence.standards import Statement
from remeslo.core.competence.statestandard import StateStandard


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """
    One link to be reviewed.

    Parameters
    ----------
    change
        What became of the statement; ``None`` for the edition as a whole, and for a statement that the old edition
        as given does not have (then somebody must say what it means now).
    """

    held: Held
    change: StatementChange | None
    suggestion: Suggestion

    @property
    def link(self) -> Link:
        """The link."""
        return self.held.link

    @property
    def old_text(self) -> str:
        """Old wording."""
        return self.change.old.text if self.change and self.change.old else ""

    @property
    def new(self) -> tuple[Statement, ...]:
        """What stands for the statement in the new edition."""
        return self.change.new if self.change else ()

    def wording(self) -> tuple[Run, ...]:
        """Old and new wording word by word; of several new ones the first."""
        return difference(self.old_text, self.new[0].text) if self.new else difference(self.old_text, "")


@dataclass(frozen=True)
class ReviewList:
    """
    What a new edition does to one programme.

    Parameters
    ----------
    items
        Links to statements that are not verbatim where they were; each link once.
    carried
        Links to statements that were kept: nothing is to be decided, they go over by themselves.
    targets
        Of carried links, the statement of the new edition.
    """

    programme: ProgrammeKey
    old: EditionKey
    new: EditionKey
    items: tuple[ReviewItem, ...]
    carried: tuple[Held, ...]
    targets: Mapping[StatementKey, StatementKey]

    @cached_property
    def by_key(self) -> Mapping[str, ReviewItem]:
        """Items by the key of their link."""
        return {i.link.key: i for i in self.items}

    @property
    def links(self) -> frozenset[Link]:
        """Every link of the programme to the old edition."""
        return frozenset((*(i.link for i in self.items), *(h.link for h in self.carried)))

    def counts(self) -> Mapping[Decision, int]:
        """How many items are suggested to be decided in each way; every way is listed."""
        found = Counter(i.suggestion.decision for i in self.items)
        return {d: found[d] for d in Decision}


def review(design: ProgrammeDesign, outline: ProgrammeOutline, diff: EditionDiff) -> ReviewList:
    """
    The review list of one programme.

    ``design`` is the programme as it was made of ``outline`` on the old edition. A link stands in ``items`` when its
    statement is not kept (`Change.KEPT`), or the old edition as given has no such statement; the reference of the
    outline itself when anything changed at all.
    """
    return _listed(design, diff, links(design, outline, diff.old), lambda held, change: suggest(held, change, diff))


def review_state(
    design: ProgrammeDesign, outline: ProgrammeOutline, standard: StateStandard, diff: EditionDiff
) -> ReviewList:
    """The review list of one programme for a new edition of its state standard; ``standard`` is the old one."""
    held = state_links(design, outline, standard)
    return _listed(design, diff, held, lambda h, change: suggest_state(h, change, diff, design))


def _listed(
    design: ProgrammeDesign,
    diff: EditionDiff,
    found: Iterable[Held],
    suggested: Callable[[Held, StatementChange | None], Suggestion],
) -> ReviewList:
    """Links to statements that changed are to be reviewed, the others go over."""
    items: list[ReviewItem] = []
    carried: list[Held] = []
    targets: dict[StatementKey, StatementKey] = {}
    for held in found:
        statement = held.link.statement
        change = diff.by_old.get(statement) if statement is not None else None
        if change is not None and change.change is Change.KEPT:
            carried.append(held)
            targets[change.old.key if change.old else change.new[0].key] = change.new[0].key
        elif held.link.kind is LinkKind.EDITION and diff.is_same:
            carried.append(held)
        else:
            items.append(ReviewItem(held, change, suggested(held, change)))
    return ReviewList(design.key, diff.old, diff.new, tuple(items), tuple(carried), targets)


def review_all(
    programmes: Iterable[tuple[ProgrammeDesign, ProgrammeOutline]], diff: EditionDiff
) -> tuple[ReviewList, ...]:
    """The lists of the programmes that rest on the old edition; the others are left out."""
    lists = (review(design, outline, diff) for design, outline in programmes)
    return tuple(r for r in lists if r.items or r.carried)
