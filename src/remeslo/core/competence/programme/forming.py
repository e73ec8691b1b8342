"""Which element forms which competences: as given where it makes sense, completed so that nothing stands empty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import CompetenceKey, ElementKey
from remeslo.core.base.text import fold
from remeslo.core.competence.model import Competence
from remeslo.core.competence.programme.slot import Slot
from remeslo.core.competence.statestandard import StateStandard


@dataclass(frozen=True, slots=True)
class Forming:
    """Competences of a programme, and the lists that the state standard gives its disciplines."""

    competences: Sequence[Competence]
    state: StateStandard

    def complete(self, slots: Sequence[Slot]) -> tuple[list[Slot], list[Finding]]:
        """The slots with competences: unknown codes out (named), empty lists filled, every competence somewhere."""
        known, findings = self._known(slots)
        filled = [self._filled(s) for s in known]
        filled, said = self._placed(filled)
        for s in filled:
            if not s.competences and s.kind is not ElementKind.SCHOOL:
                facts = {"title": s.title}
                said.append(Finding("programme.element_without_competence", s.index, facts, Severity.WARNING))
        return filled, [*findings, *said]

    def _known(self, slots: Sequence[Slot]) -> tuple[list[Slot], list[Finding]]:
        """Codes as the model writes them (``ПК1.1`` is ``ПК 1.1``); those nobody defines are named once each."""
        spelt = {_bare(c.key): c.key for c in self.competences}
        unknown: dict[CompetenceKey, list[ElementKey]] = {}
        kept = []
        for s in slots:
            codes = [spelt.get(_bare(code)) for code in s.competences]
            for code, found in zip(s.competences, codes, strict=True):
                if found is None:
                    unknown.setdefault(code, []).append(s.index)
            kept.append(replace(s, competences=tuple(dict.fromkeys(c for c in codes if c is not None))))
        return kept, [
            Finding(
                "competence.unknown_competence",
                elements[0],
                {"competence": code, "elements": tuple(elements)},
                Severity.WARNING,
            )
            for code, elements in unknown.items()
        ]

    def _filled(self, s: Slot) -> Slot:
        """An empty list: a module's element forms all of its module, the final attestation all professional ones."""
        if s.employer_block and s.module is not None:
            own = [c.key for c in self._of_module(s.module)]
            return replace(s, competences=tuple(dict.fromkeys((*own, *s.competences))))
        if s.competences:
            return s
        if s.module is not None:
            return replace(s, competences=tuple(c.key for c in self._of_module(s.module)))
        if s.kind is ElementKind.FINAL_ATTESTATION:
            return replace(s, competences=tuple(c.key for c in self.competences if c.module is not None))
        if s.kind is ElementKind.PREDIPLOMA_PRACTICE:
            return replace(s, competences=tuple(c.key for c in self.competences if c.module is not None))
        keys = {c.key for c in self.competences}
        listed = next((d.competences for d in self.state.disciplines if fold(d.index) == fold(s.index)), ())
        return replace(s, competences=tuple(k for k in listed if k in keys))

    def _of_module(self, module: str) -> list[Competence]:
        return [c for c in self.competences if c.module == module]

    def _placed(self, slots: list[Slot]) -> tuple[list[Slot], list[Finding]]:
        """
        Competences that no element forms yet (the final attestation only judges).

        A professional one goes to the elements of its module; a general one to the courses and practice of the modules.
        """
        formed = {k for s in slots if s.kind is not ElementKind.FINAL_ATTESTATION for k in s.competences}
        added: dict[ElementKey, list[CompetenceKey]] = {}
        findings = []
        for c in self.competences:
            if c.key in formed:
                continue
            homes = [s for s in slots if self._may_form(s, c)]
            for s in homes:
                added.setdefault(s.index, []).append(c.key)
            facts = {"competence": c.key, "elements": tuple(s.index for s in homes)}
            if not homes:
                findings.append(Finding("competence.formed_nowhere", c.key, {"competence": c.key}))
            elif not all(s.made for s in homes):
                findings.append(Finding("competence.placed", c.key, facts, Severity.NOTE))
        return [_with(s, added) for s in slots], findings

    def _may_form(self, s: Slot, c: Competence) -> bool:
        if c.module is not None:
            return s.module == c.module
        return s.module is not None and (s.is_course or s.is_practice)


def _with(s: Slot, added: Mapping[ElementKey, list[CompetenceKey]]) -> Slot:
    return replace(s, competences=(*s.competences, *added.get(s.index, ())))


def _bare(code: str) -> str:
    return fold(code).replace(" ", "")
