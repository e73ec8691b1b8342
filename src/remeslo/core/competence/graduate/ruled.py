"""The working group's answers to demand lines, and who pays for them: what the law and the standard allow of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import CompetenceKey
from remeslo.core.competence.graduate.gap import RULED, GapAnalysis
from remeslo.core.competence.model import DemandLine, GapClass, GapLine
from remeslo.core.competence.programme.choices import Choices
from remeslo.core.competence.studio.place import PlaceKind
from remeslo.core.competence.studio.rulings import Ruling, Rulings
from remeslo.core.competence.studio.values import AnswerRuling, Payer, PayerRuling, ProficiencyRuling

EMPLOYER_PAYS = "gap.employer_pays"
"""Reason of a line that leaves the programme: its employers pay for it as a course of their own."""
EMPLOYER_PAYS_MORE = "gap.employer_pays_more"
"""Reason of a line that the standard covers and that is deepened outside the programme at the employers' cost."""

_MET = (GapClass.COVERED, GapClass.DEEPEN)


@dataclass(frozen=True, slots=True)
class RuledGap:
    """
    The gap under rulings.

    Parameters
    ----------
    factors
        By line, what its weight counts for when variative hours are spread, where a ruling says otherwise than usual.
    """

    gap: tuple[GapLine, ...]
    factors: Mapping[str, Fraction] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def rule_gap(
    gap: Sequence[GapLine],
    asked: Mapping[str, DemandLine],
    rulings: Rulings,
    analysis: GapAnalysis,
    choices: Choices,
) -> RuledGap:
    """
    The gap with ruled answers and payers.

    Parameters
    ----------
    asked
        Lines by key as they were before rulings on proficiency.
    """
    if not len(rulings):
        return RuledGap(tuple(gap))
    return _Ruling(asked, analysis, choices).gap(gap, rulings)


class _Ruling:
    """Rulings applied to gap lines, first answers, then payers."""

    def __init__(self, asked: Mapping[str, DemandLine], analysis: GapAnalysis, choices: Choices) -> None:
        self.asked = asked
        self.analysis = analysis
        self.choices = choices
        self.findings: list[Finding] = []
        self.factors: dict[str, Fraction] = {}

    def gap(self, gap: Sequence[GapLine], rulings: Rulings) -> RuledGap:
        """The whole gap; a line without rulings stays as it is."""
        answers = {r.place.key: r for r in rulings.of_kind(PlaceKind.ANSWER)}
        payers = {r.place.key: r for r in rulings.of_kind(PlaceKind.PAYER)}
        levels = {r.place.key: r for r in rulings.of_kind(PlaceKind.PROFICIENCY)}
        ruled = []
        for g in gap:
            key = g.line.key
            if key in answers:
                g = self._answered(g, answers[key])
            if key in levels and isinstance(value := levels[key].value, ProficiencyRuling):
                self._weigh(key, Fraction(value.proficiency, self.asked[key].proficiency))
            if key in payers:
                g = self._paid(g, payers[key])
            ruled.append(g)
        factors = {k: f for k, f in self.factors.items() if f != 1}
        return RuledGap(tuple(ruled), factors, tuple(self.findings))

    def _answered(self, g: GapLine, ruling: Ruling) -> GapLine:
        value = ruling.value
        assert isinstance(value, AnswerRuling)
        level, limit = self.analysis.level(g.line), self.analysis.level_max
        if value.answer is not GapClass.REJECTED and limit is not None and level > limit:
            self._tell("ruling.level_above_programme", ruling, {"text": g.line.text, "level": level, "limit": limit})
            return g
        facts: dict[str, object] = {"answer": value.answer.value, "would": g.answer.value, "note": value.note}
        if value.answer not in _MET:
            return _line(g.line, value.answer, None, RULED, facts)
        competence = value.competence or self._nearest(g)
        titles = {c.key: c.state.title for c in self.analysis.frame.competences}
        if competence is None:
            self._tell("ruling.no_competence", ruling, {"text": g.line.text})
            return g
        if competence not in titles:
            self._tell("ruling.competence_gone", ruling, {"competence": competence})
            return g
        facts |= {"competence": competence, "title": titles[competence]}
        return _line(g.line, value.answer, competence, RULED, facts)

    def _nearest(self, g: GapLine) -> CompetenceKey | None:
        """The competence that answers the line anyway, else the one most like it."""
        told = g.facts.get("competence")
        return g.competence or (CompetenceKey(told) if isinstance(told, str) else None)

    def _paid(self, g: GapLine, ruling: Ruling) -> GapLine:
        value = ruling.value
        assert isinstance(value, PayerRuling)
        facts: dict[str, object] = {"text": g.line.text, "payer": value.payer.value}
        if g.answer is GapClass.REJECTED and g.reason != EMPLOYER_PAYS:
            self._tell("ruling.payer_of_rejected", ruling, facts)
            return g
        match value.payer:
            case Payer.EMPLOYER:
                return self._by_employer(g, ruling, value)
            case Payer.CORE if g.answer is GapClass.NEW:
                self._tell("ruling.core_cannot_pay", ruling, facts)
            case Payer.CORE:
                self._weigh(g.line.key, Fraction(0))
            case Payer.VARIABLE if g.answer is GapClass.COVERED:
                self._weigh(g.line.key, 1 / self.choices.covered_share)
        return g

    def _by_employer(self, g: GapLine, ruling: Ruling, value: PayerRuling) -> GapLine:
        """New competences leave the programme; a deepened line keeps what the standard covers."""
        employers = tuple(dict.fromkeys(r.employer for r in g.line.requests))
        facts: dict[str, object] = {**g.facts, "employers": employers, "note": value.note}
        if g.answer is GapClass.NEW:
            return _line(g.line, GapClass.REJECTED, None, EMPLOYER_PAYS, facts)
        if g.answer is GapClass.DEEPEN:
            return _line(g.line, GapClass.COVERED, g.competence, EMPLOYER_PAYS_MORE, facts)
        self._tell("ruling.employer_pays_covered", ruling, {"text": g.line.text, "competence": g.competence})
        return g

    def _weigh(self, line: str, factor: Fraction) -> None:
        self.factors[line] = self.factors.get(line, Fraction(1)) * factor

    def _tell(self, code: str, ruling: Ruling, facts: Mapping[str, object]) -> None:
        self.findings.append(Finding(code, str(ruling.place), facts, Severity.WARNING))


def not_taken(gap: Sequence[GapLine], kept: Sequence[GapLine]) -> list[Finding]:
    """Lines that were ruled to be new and for which no hours are left."""
    return [
        Finding(
            "ruling.no_hours_for_new",
            f"{PlaceKind.ANSWER}:{g.line.key}",
            {"text": g.line.text, **{k: after.facts[k] for k in ("budget", "places")}},
            Severity.WARNING,
        )
        for g, after in zip(gap, kept, strict=True)
        if g.reason == RULED and g.answer is GapClass.NEW and after.answer is GapClass.REJECTED
    ]


def _line(
    line: DemandLine, answer: GapClass, competence: CompetenceKey | None, reason: str, facts: Mapping[str, object]
) -> GapLine:
    return GapLine(line=line, answer=answer, competence=competence, reason=reason, facts=dict(facts))
