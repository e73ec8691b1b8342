"""What an hour more is worth to employers, element by element: the demand lines behind the competences it forms."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import CompetenceKey, ElementKey
from remeslo.core.competence.model import GapClass, GapLine
from remeslo.core.competence.programme.choices import Choices
from remeslo.core.competence.programme.slot import Slot


def demand_weights(
    slots: Sequence[Slot],
    gap: Iterable[GapLine],
    modules: Mapping[CompetenceKey, str | None],
    choices: Choices,
    factors: Mapping[str, Fraction] | None = None,
) -> dict[ElementKey, Fraction]:
    """
    Weight of each element: each line's weight (a covered one's in part) divided over the elements of its competence.

    In a module the kinds share by ``Choices.split`` and elements of one kind equally; a general competence's lines go
    to the disciplines that form it. The weights of all elements sum to those of the lines that reach any.

    ``factors`` has, by line, what the working group's rulings make of its weight (see `graduate.ruled`).
    """
    weights: dict[ElementKey, Fraction] = {}
    for g in gap:
        if g.answer is GapClass.REJECTED or g.competence is None:
            continue
        factor = choices.covered_share if g.answer is GapClass.COVERED else Fraction(1)
        factor *= (factors or {}).get(g.line.key, Fraction(1))
        if not factor:
            continue
        for key, share in _shares(slots, g.competence, modules.get(g.competence), choices).items():
            weights[key] = weights.get(key, Fraction(0)) + factor * g.line.weight * share
    return weights


def _shares(
    slots: Sequence[Slot], competence: CompetenceKey, module: str | None, choices: Choices
) -> dict[ElementKey, Fraction]:
    """Parts of one line, summing to 1, or nothing when no element forms its competence."""
    inside = [s for s in slots if s.module == module and choices.split(s.kind) > 0 and not s.outside_share]
    forming = [s for s in inside if competence in s.competences]
    chosen = forming or (inside if module is not None else [])
    by_kind: dict[ElementKind, list[Slot]] = {}
    for s in chosen:
        by_kind.setdefault(ElementKind.THEORY if s.is_course else s.kind, []).append(s)
    together = sum((choices.split(kind) for kind in by_kind), Fraction(0))
    return {s.index: choices.split(kind) / together / len(group) for kind, group in by_kind.items() for s in group}
