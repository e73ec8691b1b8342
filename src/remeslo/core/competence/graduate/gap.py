"""
The gap: each demand line against the competences of the state standard.

covered: the standard asks for it; deepen: it does, and employers want more of it than the minimum gives (a work
function that the standard does not name is more, however like its competence is); new: it does not, the employers'
block will; rejected: such a programme cannot teach it. Each with the reason as code and facts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from remeslo.core.base.keys import CompetenceKey
from remeslo.core.competence.graduate.frame import Frame, FrameCompetence
from remeslo.core.competence.lines.library import Library
from remeslo.core.competence.matching import FITS, MatchIndex
from remeslo.core.competence.model import DemandLine, GapClass, GapLine

SAME = 0.7
"""Likeness of a line and a competence from which the standard asks for the same; from `FITS` on for something near."""
HEAVY = Fraction(2)
"""Weight above which a line is deepened: employers of most of the people cannot do without it."""
TEACHES_OTHERS = 3
"""Proficiency from which a line is deepened."""
RULED = "gap.ruled"
"""Reason of an answer that the working group gave."""


@dataclass(frozen=True, slots=True)
class _Nearest:
    competence: FrameCompetence
    score: float
    text: str


@dataclass(frozen=True, slots=True)
class GapAnalysis:
    """
    Answers demand lines.

    Parameters
    ----------
    level_max
        Highest qualification level that the programme may teach; ``None`` does not bind.
    """

    frame: Frame
    library: Library
    index: MatchIndex
    level_max: int | None

    def answer(self, lines: Sequence[DemandLine]) -> tuple[GapLine, ...]:
        """One gap line for each demand line, in their order."""
        nearest = self._nearest(lines)
        return tuple(self._one(line, near) for line, near in zip(lines, nearest, strict=True))

    def _one(self, line: DemandLine, near: _Nearest | None) -> GapLine:
        named = next((c for f in line.functions if (c := self.frame.by_function.get(f)) is not None), None)
        if named is not None:
            title = next(c.state.title for c in self.frame.competences if c.key == named)
            return _met(line, named, "gap.same_function", {"competence": named, "title": title})
        level = self.level(line)
        if self.level_max is not None and level > self.level_max:
            facts: dict[str, object] = {"level": level, "limit": self.level_max}
            return _line(line, GapClass.REJECTED, None, "gap.level_above_programme", facts)
        if near is None:
            return _line(line, GapClass.NEW, None, "gap.not_in_standard", {})
        found = {
            "competence": near.competence.key,
            "title": near.competence.state.title,
            "text": near.text,
            "score": round(100 * near.score),
        }
        if near.score < FITS:
            return _line(line, GapClass.NEW, None, "gap.not_in_standard", found)
        if near.competence.activity is None:
            return _line(line, GapClass.COVERED, near.competence.key, "gap.general_competence", found)
        if line.functions:
            return _line(line, GapClass.DEEPEN, near.competence.key, "gap.near_function", found)
        if near.score < SAME:
            return _line(line, GapClass.DEEPEN, near.competence.key, "gap.near_words", found)
        return _met(line, near.competence.key, "gap.same_words", found)

    def level(self, line: DemandLine) -> int:
        """Highest qualification level of the line's work functions; 0 where no standard gives one."""
        return max((self.library.level(f) or 0 for f in line.functions), default=0)

    def _nearest(self, lines: Sequence[DemandLine]) -> list[_Nearest | None]:
        """For each line the competence whose title or outcome is most like it; general ones only for own wordings."""
        texts = [(c, t) for c in self.frame.competences for t in c.texts]
        if not texts or not lines:
            return [None] * len(lines)
        scores = self.index.similarity([line.text for line in lines], [t for _, t in texts])
        found: list[_Nearest | None] = []
        for line, row in zip(lines, scores, strict=True):
            candidates = [
                _Nearest(c, float(score), text)
                for (c, text), score in zip(texts, row, strict=True)
                if c.activity is not None or not line.functions
            ]
            found.append(max(candidates, key=lambda n: n.score, default=None))
        return found


def _met(line: DemandLine, competence: CompetenceKey, reason: str, facts: dict[str, object]) -> GapLine:
    """Covered, or deepened when employers want mastery or most of them cannot do without."""
    if line.proficiency >= TEACHES_OTHERS:
        more: dict[str, object] = {**facts, "proficiency": line.proficiency}
        return _line(line, GapClass.DEEPEN, competence, f"{reason}_mastery", more)
    if line.weight > HEAVY:
        more = {**facts, "weight": _hundredths(line.weight)}
        return _line(line, GapClass.DEEPEN, competence, f"{reason}_weight", more)
    return _line(line, GapClass.COVERED, competence, reason, facts)


def _line(
    line: DemandLine, answer: GapClass, competence: CompetenceKey | None, reason: str, facts: dict[str, object]
) -> GapLine:
    return GapLine(line=line, answer=answer, competence=competence, reason=reason, facts=facts)


def _hundredths(value: Fraction) -> Decimal:
    return Decimal(round(100 * value)) / 100


def keep_what_fits(gap: Sequence[GapLine], places: int, budget: int) -> tuple[GapLine, ...]:
    """
    The gap with only ``places`` new lines; the others are rejected: no hours are left for them.

    Those that the working group ruled to be new come first, then the heaviest.
    """
    new = [i for i, g in enumerate(gap) if g.answer is GapClass.NEW]
    kept = set(sorted(new, key=lambda i: gap[i].reason != RULED)[:places])
    answered: list[GapLine] = []
    for i, g in enumerate(gap):
        if g.answer is GapClass.NEW and i not in kept:
            facts: dict[str, object] = {"budget": max(0, budget), "places": places}
            answered.append(_line(g.line, GapClass.REJECTED, None, "gap.no_hours", facts))
        else:
            answered.append(g)
    return tuple(answered)
