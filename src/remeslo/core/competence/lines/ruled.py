"""What the working group ruled on requests and lines, held against the cards and standards at hand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import DemandKey, EditionKey, StatementKey
from remeslo.core.competence.demand import DemandCard, Requirement
from remeslo.core.competence.lines.library import Library
from remeslo.core.competence.matching import edition_of
from remeslo.core.competence.model import DemandLine
from remeslo.core.competence.studio.place import OF_LINES, OF_REQUESTS, Place, PlaceKind
from remeslo.core.competence.studio.rulings import Ruling, Rulings
from remeslo.core.competence.studio.values import (
    Decision,
    LineRuling,
    ProficiencyRuling,
    RejectedRuling,
    RequestRuling,
    WordingRuling,
)

OWN = "own:"
Request = tuple[DemandKey, int]


@dataclass(frozen=True, slots=True)
class RuledRequests:
    """Rulings on requests that hold; those that do not are told in ``findings`` and change nothing."""

    decisions: Mapping[Request, RequestRuling] = field(default_factory=dict)
    refusals: Mapping[Request, frozenset[StatementKey]] = field(default_factory=dict)
    lines: Mapping[Request, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def decision(self, card: DemandKey, number: int) -> RequestRuling | None:
        """What a request means by ruling."""
        return self.decisions.get((card, number))

    def rejected(self, card: DemandKey, number: int) -> frozenset[StatementKey]:
        """Work functions that a request does not mean."""
        return self.refusals.get((card, number), frozenset())

    def line(self, card: DemandKey, number: int) -> str | None:
        """Key of the line in which a request was put."""
        return self.lines.get((card, number))


NOTHING_RULED = RuledRequests()


def ruled_requests(
    rulings: Rulings, cards: Iterable[DemandCard], library: Library, editions: frozenset[EditionKey]
) -> RuledRequests:
    """
    The rulings on requests of these cards.

    Parameters
    ----------
    editions
        Editions that the programme draws on: a work function of another edition of the same standard is refused.
    """
    return _Requests(cards, library, editions).read(rulings) if len(rulings) else NOTHING_RULED


class _Requests:
    """Rulings held against requests and work functions, one by one."""

    def __init__(self, cards: Iterable[DemandCard], library: Library, editions: frozenset[EditionKey]) -> None:
        self.requests: dict[Request, Requirement] = {(c.key, r.number): r for c in cards for r in c.requirements}
        self.library = library
        self.drawn: dict[str, list[EditionKey]] = {}
        for e in sorted(editions):
            self.drawn.setdefault(e.partition("@")[0], []).append(e)
        self.decisions: dict[Request, RequestRuling] = {}
        self.refusals: dict[Request, frozenset[StatementKey]] = {}
        self.lines: dict[Request, str] = {}
        self.findings: list[Finding] = []

    def read(self, rulings: Rulings) -> RuledRequests:
        """All of them: decisions first, since a dropped request stands in no line."""
        known = [r for r in rulings if r.place.kind in OF_REQUESTS and self._known(r.place)]
        for kind in (PlaceKind.REQUEST, PlaceKind.REJECTED, PlaceKind.LINE):
            for ruling in (r for r in known if r.place.kind is kind):
                self._one(ruling)
        return RuledRequests(self.decisions, self.refusals, self.lines, tuple(self.findings))

    def _known(self, place: Place) -> bool:
        card, number = place.request
        if (card, number) in self.requests:
            return True
        self._tell("ruling.request_gone", place, {"card": card, "number": number})
        return False

    def _one(self, ruling: Ruling) -> None:
        match ruling.value:
            case RequestRuling() as value:
                self._decision(ruling.place, value)
            case RejectedRuling() as value:
                self._refusal(ruling.place, value)
            case LineRuling() as value:
                self._line(ruling.place, value)

    def _decision(self, place: Place, value: RequestRuling) -> None:
        requirement = self.requests[place.request]
        if value.decision is Decision.OWN and not requirement.text.strip():
            self._tell("ruling.own_without_text", place, {"functions": requirement.functions})
            return
        if value.decision is Decision.DROPPED:
            facts = {"text": requirement.text or ", ".join(requirement.functions), "note": value.note}
            self._tell("ruling.request_dropped", place, facts, Severity.NOTE)
        held = tuple(f for f in value.functions if self._held(place, f))
        if held or value.decision is not Decision.ACCEPTED:
            self.decisions[place.request] = replace(value, functions=held)

    def _refusal(self, place: Place, value: RejectedRuling) -> None:
        """Refused work functions; what the request was ruled to mean is not refused by this."""
        decision = self.decisions.get(place.request)
        both = () if decision is None else tuple(f for f in value.rejected if f in decision.functions)
        if both:
            self._tell("ruling.accepted_and_rejected", place, {"functions": both})
        held = frozenset(f for f in value.rejected if f not in both and self._held(place, f))
        requirement = self.requests[place.request]
        named = {f for r in requirement.functions for f in self.library.resolve(r, "").functions}
        if decision is None and not requirement.text.strip() and named <= held:
            self._tell("ruling.nothing_left", place, {"functions": requirement.functions})
            return
        self.refusals[place.request] = held

    def _line(self, place: Place, value: LineRuling) -> None:
        decision = self.decisions.get(place.request)
        if decision is not None and decision.decision is Decision.DROPPED:
            self._tell("ruling.dropped_has_no_line", place, {"line": value.line})
            return
        if value.line.startswith(OWN):
            if not self._stands(value.line):
                self._tell("ruling.line_gone", place, {"line": value.line})
                return
        elif (
            "@" in value.line and not value.line.startswith("line:") and not self._held(place, StatementKey(value.line))
        ):
            return
        self.lines[place.request] = value.line

    def _stands(self, own: str) -> bool:
        """True when the request of ``own:CARD/N`` is there and was not dropped."""
        card, _, number = own.removeprefix(OWN).rpartition("/")
        request = (DemandKey(card), int(number) if number.isdecimal() else 0)
        decision = self.decisions.get(request)
        return request in self.requests and (decision is None or decision.decision is not Decision.DROPPED)

    def _held(self, place: Place, function: StatementKey) -> bool:
        """True for a work function at hand, of the edition that the programme draws on where it draws on one."""
        edition = edition_of(function)
        code = edition.partition("@")[0]
        drawn = self.drawn.get(code, [edition])
        if function not in self.library.functions:
            current = self.library.current(code)
            facts: dict[str, object] = {"function": function}
            if current is not None:
                facts["edition"] = current.edition
            self._tell("ruling.function_gone", place, facts)
            return False
        if edition not in drawn:
            self._tell("ruling.function_other_edition", place, {"function": function, "edition": drawn[-1]})
            return False
        return True

    def _tell(
        self, code: str, place: Place, facts: Mapping[str, object], severity: Severity = Severity.WARNING
    ) -> None:
        self.findings.append(Finding(code, str(place), facts, severity))


def rule_lines(lines: Sequence[DemandLine], rulings: Rulings) -> tuple[tuple[DemandLine, ...], list[Finding]]:
    """The lines with the wording and proficiency that were ruled; a finding for each ruling on a line that is gone."""
    if not len(rulings):
        return tuple(lines), []
    there = {line.key: line for line in lines}
    findings = []
    for r in rulings:
        line = there.get(r.place.key)
        if r.place.kind not in OF_LINES:
            continue
        if line is None:
            facts = {"line": r.place.key}
            findings.append(Finding("ruling.line_gone", str(r.place), facts, Severity.WARNING))
        elif isinstance(r.value, WordingRuling):
            there[line.key] = replace(line, text=r.value.text)
        elif isinstance(r.value, ProficiencyRuling):
            there[line.key] = replace(line, proficiency=r.value.proficiency)
    return tuple(there.values()), findings
