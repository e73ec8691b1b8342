"""The graduate model of one programme: competences of the state and of employers, their outcomes, the gap behind."""

from collections.abc import Mapping, Sequence

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import CompetenceKey, EditionKey, ProgrammeKey
from remeslo.core.competence.graduate.book import OutcomeBook
from remeslo.core.competence.graduate.decompose import Decomposition
from remeslo.core.competence.graduate.frame import Frame
from remeslo.core.competence.lines.library import Library
from remeslo.core.competence.matching import MatchIndex
from remeslo.core.competence.model import Competence, DemandLine, GapClass, GapLine, GraduateModel, Origin
from remeslo.core.competence.studio.values import TitleRuling

GENERAL_MARK = "о"
"""Outcomes of general competences are ``Уо 01.01``, as in model programmes, so that they differ from ``У 1.1.01``."""


def build_model(
    programme: ProgrammeKey,
    *,
    frame: Frame,
    gap: Sequence[GapLine],
    employers: Mapping[str, tuple[CompetenceKey, str]],
    modules: Mapping[int, str],
    library: Library,
    index: MatchIndex,
    editions: frozenset[EditionKey],
    titles: Mapping[CompetenceKey, TitleRuling] | None = None,
) -> GraduateModel:
    """
    The graduate model.

    Parameters
    ----------
    employers
        For each new line the competence of the employers' block and its module.
    modules
        Professional module of each type of activity.
    titles
        Titles that the working group gave to competences of the employers' block.
    """
    book = OutcomeBook(index.stems)
    keys = {line: competence for line, (competence, _) in employers.items()}
    findings: list[Finding] = Decomposition(frame, library, index, keys, editions, book).write(gap)
    answered = tuple(_answered(g, keys) for g in gap)
    competences = (*_state(frame, answered, modules, general=False), *_employer(answered, employers, titles or {}))
    competences = (*competences, *_state(frame, answered, modules, general=True))
    return GraduateModel(
        programme=programme,
        competences=competences,
        outcomes=book.outcomes(_numbers(competences)),
        gap=answered,
        findings=tuple(findings),
    )


def _answered(g: GapLine, keys: Mapping[str, CompetenceKey]) -> GapLine:
    """A new line with the competence that the employers' block made of it."""
    if g.answer is not GapClass.NEW:
        return g
    return GapLine(line=g.line, answer=g.answer, competence=keys[g.line.key], reason=g.reason, facts=g.facts)


def _state(frame: Frame, gap: Sequence[GapLine], modules: Mapping[int, str], *, general: bool) -> list[Competence]:
    found = []
    for c in frame.general if general else frame.professional:
        lines = [g.line for g in gap if g.competence == c.key and g.answer is not GapClass.REJECTED]
        functions = dict.fromkeys((*c.functions, *(f for line in lines for f in line.functions)))
        found.append(
            Competence(
                key=c.key,
                title=c.state.title,
                origin=Origin.STATE,
                module=None if c.activity is None else modules[c.activity],
                functions=tuple(functions),
                lines=tuple(line.key for line in lines),
            )
        )
    return found


def _employer(
    gap: Sequence[GapLine],
    employers: Mapping[str, tuple[CompetenceKey, str]],
    titles: Mapping[CompetenceKey, TitleRuling],
) -> list[Competence]:
    lines = {g.line.key: g.line for g in gap}
    return [
        Competence(
            key=key,
            title=_title(titles.get(key), lines[line]),
            origin=Origin.EMPLOYER,
            module=module,
            functions=lines[line].functions,
            lines=(line,),
        )
        for line, (key, module) in employers.items()
    ]


def _title(ruled: TitleRuling | None, line: DemandLine) -> str:
    """The ruled title, unless the code has gone to another line since."""
    return ruled.title if ruled is not None and ruled.line in ("", line.key) else line.text


def _numbers(competences: Sequence[Competence]) -> dict[CompetenceKey, str]:
    """Number of each competence; codes that would give one number twice (``ПК 1.1`` and ``ВК 1.1``) stand whole."""
    short = {c.key: _number(c) for c in competences}
    shared = {n for n in short.values() if list(short.values()).count(n) > 1}
    return {key: f" {key}" if number in shared else number for key, number in short.items()}


def _number(c: Competence) -> str:
    """What stands between the letter and the running number: `` 2.1`` of ``ПК 2.1``, ``о 01`` of ``ОК 01``."""
    number = c.key.partition(" ")[2].strip() or c.key
    return f"{GENERAL_MARK} {number}" if c.module is None else f" {number}"
