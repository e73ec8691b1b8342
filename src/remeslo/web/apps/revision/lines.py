"""The review list as the page shows it: a line for each link, filtered, with counts of every filter."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import get_language

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.revision import Change, Decision, LinkKind, Mark, ReviewItem, Run, difference
from remeslo.core.competence.revision.wording import side
from remeslo.core.competence.standards import Statement, StatementKind
from remeslo.core.competence.statestandard import StateStandard
from remeslo.interchange.revisionsheet import holder
from remeslo.interchange.sentences import as_language, say
from remeslo.web.apps.revision.queries import InForce, Opened

STATES = ("open", "decided")


@dataclass(frozen=True, slots=True)
class NewWording:
    """A statement of the new edition with its words against the old ones, and its likeness where it is a candidate."""

    statement: Statement
    runs: tuple[Run, ...]
    score: int | None = None

    @property
    def code(self) -> str:
        """What stands after the edition."""
        return self.statement.key.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person wrote into the form of a line and could not keep, with the reason: it is shown again."""

    findings: tuple[Finding, ...]
    note: str = ""
    targets: frozenset[str] = frozenset()
    other: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """
    A link as it is shown.

    Parameters
    ----------
    seen
        Id of the newest decision on it, also of one that was taken back; 0: none. The forms of the line carry it.
    """

    number: int
    item: ReviewItem
    holder: str
    decided: InForce | None
    seen: int
    typed: Typed | None
    old_runs: tuple[Run, ...]
    new: tuple[NewWording, ...]
    candidates: tuple[NewWording, ...]
    why: str
    how: str

    @property
    def anchor(self) -> str:
        """Id of the line in the page, the same in every filter."""
        return f"link-{sha256(self.item.link.key.encode()).hexdigest()[:12]}"

    @property
    def old_code(self) -> str:
        """Code of the old statement."""
        return (self.item.link.statement or "").partition(":")[2]

    @property
    def state(self) -> str:
        """``open`` or ``decided``."""
        return "decided" if self.decided else "open"

    @property
    def may_carry(self) -> bool:
        """True when the new edition has something in place of the statement."""
        return bool(self.item.new) or self.item.link.kind is LinkKind.EDITION

    @property
    def chosen(self) -> frozenset[str]:
        """Codes that are ticked: as typed where it could not be kept, else as decided."""
        return self.typed.targets if self.typed else frozenset(self.chosen_codes)

    @property
    def chosen_codes(self) -> tuple[str, ...]:
        """Their codes."""
        return tuple(t.partition(":")[2] for t in self.decided.row.targets) if self.decided else ()

    @property
    def of_functions(self) -> bool:
        """True when work functions, or what orders others in a state standard, are to be chosen."""
        return self.item.link.kind not in (LinkKind.STATEMENT, LinkKind.OUTCOME)

    @property
    def may_drop(self) -> bool:
        """False for the reference to a state standard: a programme always rests on one edition."""
        return self.item.link.kind is not LinkKind.EDITION or not self.of_state

    @property
    def of_state(self) -> bool:
        """True when the review is of a state standard."""
        return self.item.suggestion.reason == "revision.suggest_state_edition"


@dataclass(frozen=True, slots=True)
class Filters:
    """What is shown: kinds of holder, of change, states, a text; empty: everything."""

    kind: str = ""
    change: str = ""
    state: str = ""
    text: str = ""

    def shows(self, line: Line) -> bool:
        """True when a line passes every filter."""
        item = line.item
        change = item.change.change.value if item.change else ""
        said = f"{line.holder} {line.old_code} {item.held.text} {item.old_text}".casefold()
        return (
            self.kind in ("", item.link.kind.value)
            and self.change in ("", change)
            and self.state in ("", line.state)
            and self.text.casefold() in said
        )

    @property
    def query(self) -> Mapping[str, str]:
        """For addresses."""
        named = (("kind", self.kind), ("change", self.change), ("state", self.state), ("q", self.text))
        return {name: value for name, value in named if value}


def filters_of(given: Mapping[str, str]) -> Filters:
    """Filters from an address; what is no filter is passed over."""

    def known(name: str, values: object) -> str:
        value = given.get(name, "")
        return value if value in [str(v) for v in values] else ""  # type: ignore[attr-defined]

    return Filters(
        kind=known("kind", LinkKind),
        change=known("change", Change),
        state=known("state", STATES),
        text=given.get("q", "").strip()[:100],
    )


def lines(found: Opened, latest: Mapping[str, InForce]) -> list[Line]:
    """Every line of the list, in its order."""
    return [line_of(n, i, latest.get(i.link.key)) for n, i in enumerate(found.list.items, start=1)]


def line_of(number: int, item: ReviewItem, newest: InForce | None, typed: Typed | None = None) -> Line:
    """One line with the newest decision on it, in the reader's language."""
    language = as_language(get_language() or "ru")
    old = item.old_text
    change = item.change
    suggestion = item.suggestion
    how = ""
    if change is not None and change.method is not None:
        facts = {"score": change.score, "shared": change.facts.get("shared", "")}
        how = say(Finding(f"revision.by_{change.method.value}", "", facts, Severity.NOTE), language).what
    return Line(
        number=number,
        item=item,
        holder=holder(item.link, language),
        decided=None if newest is None or newest.taken_back else newest,
        seen=0 if newest is None else newest.row.pk,
        typed=typed,
        old_runs=side(item.wording(), Mark.ADDED),
        new=tuple(_against(old, s) for s in item.new),
        candidates=tuple(_against(old, c.statement, c.score) for c in change.candidates) if change else (),
        why=say(Finding(suggestion.reason, "", suggestion.facts, Severity.NOTE), language).what,
        how=how,
    )


def counted(shown: list[Line]) -> dict[str, Counter[str]]:
    """How many lines each filter has."""
    return {
        "kind": Counter(x.item.link.kind.value for x in shown),
        "change": Counter(x.item.change.change.value for x in shown if x.item.change),
        "state": Counter(x.state for x in shown),
    }


def suggested_count(shown: list[Line]) -> int:
    """Open lines whose suggestion can be taken as it is."""
    return sum(x.decided is None and x.item.suggestion.decision is not Decision.CHOOSE for x in shown)


def _against(old: str, statement: Statement, score: int | None = None) -> NewWording:
    return NewWording(statement, side(difference(old, statement.text), Mark.REMOVED), score)


def obliged(found: Opened) -> list[tuple[str, str]]:
    """Code and text of what a new edition of a state standard has besides: nothing rests on it, and it obliges."""
    if not isinstance(found.new, StateStandard):
        return []
    return [(s.key.partition(":")[2], s.text) for c in found.diff.added for s in c.new]


def choices(found: Opened, *, functions: bool) -> list[tuple[str, str]]:
    """Code and text of every statement of the new edition that may be chosen."""
    return [
        (s.key.partition(":")[2], s.text)
        for s in found.new_statements()
        if (s.kind is StatementKind.FUNCTION) == functions
    ]
