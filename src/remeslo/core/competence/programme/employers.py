"""The employers' block: new lines become competences of one or more modules paid from variative hours."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import CompetenceKey
from remeslo.core.competence.limits import Limits
from remeslo.core.competence.model import DemandLine
from remeslo.core.competence.programme.choices import Choices
from remeslo.core.competence.programme.names import EMPLOYERS_BLOCK, ModuleNames, module_number
from remeslo.core.competence.programme.skeleton import module_slot
from remeslo.core.competence.programme.slot import PRACTICES, Slot


@dataclass(frozen=True, slots=True)
class EmployersBlock:
    """
    The employers' part of a programme.

    Parameters
    ----------
    competences
        For each new line its competence and module.
    slots
        Elements made for it.
    """

    competences: Mapping[str, tuple[CompetenceKey, str]]
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class BlockRoom:
    """
    What the employers' block may use.

    Parameters
    ----------
    budget
        Variative hours left when all minima are held.
    given
        Hours (most) of the block's elements that the college fixed; they are in the minima already.
    """

    budget: int
    given: int

    def places(self, limits: Limits, choices: Choices) -> int:
        """How many new competences there are hours for; 0 when not even the smallest module fits."""
        if not self.given and self.budget < _smallest(limits, choices):
            return 0
        return max(1, (max(0, self.budget) + self.given) // choices.hours_per_new)


def block_room(slots: Iterable[Slot], budget: int) -> BlockRoom:
    """Room for the block beside the elements that are there."""
    return BlockRoom(budget, sum(s.hours_max for s in slots if s.employer_block))


def employers_block(
    lines: Sequence[DemandLine],
    slots: Sequence[Slot],
    *,
    title: str | None,
    taken: Iterable[CompetenceKey],
    activities: Iterable[int],
    room: BlockRoom,
    limits: Limits,
    choices: Choices,
) -> EmployersBlock:
    """
    Competences and elements for the new lines, the heaviest first.

    The module that the college marked as the employers' takes them all; else modules are made, numbered after the
    last one, as few as hold the lines and as many as there are hours for.
    """
    if not lines:
        return EmployersBlock({}, ())
    used = set(taken)
    given = next((s.module for s in slots if s.employer_block and s.module is not None), None)
    numbers = [n for s in slots if s.module is not None and (n := module_number(s.module)) is not None]
    first = max((*numbers, *activities), default=0) + 1
    if given is not None:
        groups = [(module_number(given) or first, given, list(lines))]
    else:
        groups = [
            (first + i, ModuleNames(first + i, "").module, group)
            for i, group in enumerate(_groups(lines, room.budget, limits, choices))
        ]
    competences: dict[str, tuple[CompetenceKey, str]] = {}
    made: list[Slot] = []
    for n, (number, module, group) in enumerate(groups):
        codes = _codes(number, len(group), used)
        competences |= {line.key: (code, module) for line, code in zip(group, codes, strict=True)}
        names = ModuleNames(number, _title(title, n, len(groups)))
        budget = room.budget // len(groups)
        made += _slots(names, module, codes, [s for s in slots if s.module == module], budget, limits, choices)
    return EmployersBlock(competences, tuple(made))


def _groups(lines: Sequence[DemandLine], budget: int, limits: Limits, choices: Choices) -> list[list[DemandLine]]:
    wanted = -(-len(lines) // choices.competences_per_module)
    count = max(1, min(wanted, budget // _smallest(limits, choices)))
    size = -(-len(lines) // count)
    return [list(lines[i : i + size]) for i in range(0, len(lines), size)]


def _codes(number: int, count: int, used: set[CompetenceKey]) -> list[CompetenceKey]:
    """``ПК 3.1``, ``ПК 3.2`` ...: codes that nobody has yet."""
    codes: list[CompetenceKey] = []
    n = 0
    while len(codes) < count:
        n += 1
        code = CompetenceKey(f"ПК {number}.{n}")
        if code not in used:
            used.add(code)
            codes.append(code)
    return codes


def _title(title: str | None, n: int, count: int) -> str:
    name = title or EMPLOYERS_BLOCK
    return name if count == 1 else f"{name} ({n + 1})"


def _smallest(limits: Limits, choices: Choices) -> int:
    return choices.block_course_hours_min + limits.practice_step + choices.module_exam_hours


def _slots(
    names: ModuleNames,
    module: str,
    codes: Sequence[CompetenceKey],
    given: Sequence[Slot],
    budget: int,
    limits: Limits,
    choices: Choices,
) -> list[Slot]:
    """Course, practice at work, the exam, and training practice before it when there are hours: what is not given."""
    step = limits.practice_step
    kinds = {s.kind for s in given}
    wanted = [(ElementKind.THEORY, choices.block_course_hours_min)]
    if budget >= _smallest(limits, choices) + step:
        wanted.append((ElementKind.TRAINING_PRACTICE, step))
    wanted += [(ElementKind.WORK_PRACTICE, step), (ElementKind.ATTESTATION, choices.module_exam_hours)]
    if given:
        wanted = [
            (kind, hours)
            for kind, hours in wanted
            if kind not in kinds and not (kind is ElementKind.THEORY and ElementKind.LABORATORY in kinds)
            if not (kind in PRACTICES and kinds & PRACTICES)
        ]
        if sum(hours for _, hours in wanted) > budget:
            return []
    return [module_slot(names, module, kind, hours, tuple(codes), employers=True) for kind, hours in wanted]
