"""An outline whose choices are elements: what the constructor, the term and the papers work with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import ElementKey
from remeslo.core.base.text import fold as fold_text
from remeslo.core.competence.outline import OutlineElement, ProgrammeOutline
from remeslo.core.competence.statestandard import StateStandard
from remeslo.core.competence.structure.choices import ElementChoice, Joint, followed, joint
from remeslo.core.competence.structure.rules import StructureRule
from remeslo.core.competence.structure.ways import MOST_WAYS, TooMany, Ways


@dataclass(frozen=True, slots=True)
class Folded:
    """
    The outline with an element for each choice.

    Parameters
    ----------
    choices
        What stands behind these elements, in the order of the outline.
    findings
        What is wrong with the nodes; a node that cannot be used leaves its elements as they were: all are taken.
    """

    outline: ProgrammeOutline
    choices: tuple[ElementChoice, ...] = ()
    findings: tuple[Finding, ...] = ()


def fold(outline: ProgrammeOutline, state: StateStandard | None = None) -> Folded:
    """
    The outline with its choices folded; the same outline where there are none.

    ``state``, where given, says which elements nobody may leave out (`obliged`).
    """
    return _Folding(outline, state).folded() if outline.structure else Folded(outline)


def obliged(element: OutlineElement, state: StateStandard) -> bool:
    """
    True for what no rule of a college may leave to choice: a discipline that the state standard lists.

    The one place that says so. Professional modules are in every programme too; they are made, not offered.
    """
    if element.module is not None:
        return False
    names = {fold_text(n) for d in state.disciplines for n in (d.index, d.title)}
    return fold_text(element.index) in names or fold_text(element.title) in names


class _Folding:
    def __init__(self, outline: ProgrammeOutline, state: StateStandard | None) -> None:
        self.outline = outline
        self.state = state
        self.rules: dict[str, StructureRule] = {r.key: r for r in outline.structure if r.below}
        self.elements: dict[str, OutlineElement] = {}
        for e in outline.elements:
            self.elements.setdefault(e.index, e)
        self.ways = Ways(self.rules, self.elements)
        self.findings: list[Finding] = []

    def folded(self) -> Folded:
        if not self._sound():
            return Folded(self.outline, (), tuple(self.findings))
        below = {child for r in self.rules.values() for child in r.below}
        made = {j.choice.index: j for key, r in self.rules.items() if key not in below for j in self._joints(r)}
        behind = {ElementKey(c): key for key in made for c in self._below(self.rules[key]) if c in self.elements}
        waiting = dict(made)
        kept: list[OutlineElement] = []
        for e in self.outline.elements:
            choice = behind.get(e.index)
            if choice is None:
                kept.append(e)
            elif choice in waiting:
                kept.append(waiting.pop(choice).element)
        elements = tuple(followed(kept, behind))
        place = {e.index: n for n, e in enumerate(elements)}
        choices = tuple(sorted((j.choice for j in made.values()), key=lambda c: place[c.index]))
        return Folded(replace(self.outline, elements=elements), choices, tuple(self.findings))

    def _sound(self) -> bool:
        """True when nodes make a forest over things that are there or may be made."""
        parents: dict[str, list[str]] = {}
        for r in self.rules.values():
            for child in r.below:
                parents.setdefault(child, []).append(r.key)
        whole = True
        for child, above in parents.items():
            if len(above) > 1:
                whole = False
                self.findings.append(Finding("structure.below_twice", child, {"key": child, "nodes": tuple(above)}))
        for key in self.rules:
            if key in self.elements:
                whole = False
                self.findings.append(Finding("structure.node_is_element", key, {"node": key}))
        for circle in self._circles({c: a[0] for c, a in parents.items()}):
            whole = False
            self.findings.append(Finding("structure.circle", circle[0], {"circle": " → ".join(circle)}))
        return whole

    def _circles(self, parent: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
        done: set[str] = set()
        for start in self.rules:
            path: list[str] = []
            here: str | None = start
            while here is not None and here not in done and here not in path:
                path.append(here)
                here = parent.get(here)
            if here is not None and here in path:
                yield (*path[path.index(here) :], here)
            done.update(path)

    def _joints(self, rule: StructureRule) -> Iterator[Joint]:
        """Elements for the outermost choices at and below a node."""
        if rule.is_choice:
            made = self._joint(rule)
            if made is not None:
                yield made
            return
        for child in rule.below:
            if child in self.rules:
                yield from self._joints(self.rules[child])

    def _joint(self, rule: StructureRule) -> Joint | None:
        facts: dict[str, object] = {"node": rule.key, "title": rule.title}
        strangers = tuple(c for c in self._below(rule) if c not in self.elements and c not in self.rules)
        if strangers:
            self.findings.append(Finding("structure.choice_of_unknown", rule.key, {**facts, "keys": strangers}))
            return None
        try:
            ways = self.ways.of(rule.key)
        except TooMany:
            self.findings.append(Finding("structure.too_many_ways", rule.key, {**facts, "most": MOST_WAYS}))
            return None
        if not ways:
            told = {**facts, "least": rule.hours_min, "most": rule.hours_max}
            self.findings.append(Finding("structure.no_way", rule.key, told))
            return None
        made = joint(rule, ways)
        self.findings += made.findings
        offered = {e.index for e in made.choice.offered}
        if never := tuple(c for c in self._below(rule) if c in self.elements and c not in offered):
            self.findings.append(Finding("structure.never_taken", rule.key, {**facts, "elements": never}))
        for e in made.choice.offered:
            everywhere = all(e.index in way for way in made.choice.ways)
            if self.state is not None and not everywhere and obliged(e, self.state):
                told = {**facts, "element": e.index, "name": e.title, "standard": self.state.code}
                self.findings.append(Finding("structure.obliged_by_choice", rule.key, told))
        return made

    def _below(self, rule: StructureRule) -> Iterator[str]:
        for child in rule.below:
            yield child
            if child in self.rules:
                yield from self._below(self.rules[child])
