"""The state standard as the gap analysis sees it: competences with their work functions resolved and their texts."""

from collections.abc import Mapping
from dataclasses import dataclass

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import CompetenceKey, StatementKey
from remeslo.core.competence.lines.library import Library
from remeslo.core.competence.statestandard import StateCompetence, StateStandard


@dataclass(frozen=True, slots=True)
class FrameCompetence:
    """
    A competence of the state standard.

    Parameters
    ----------
    activity
        Number of the type of activity; ``None`` for a general competence.
    functions
        Work functions it answers to, resolved.
    """

    state: StateCompetence
    activity: int | None
    functions: tuple[StatementKey, ...]

    @property
    def key(self) -> CompetenceKey:
        """Code."""
        return self.state.code

    @property
    def texts(self) -> tuple[str, ...]:
        """Title and outcomes."""
        return (self.state.title, *(o.text for o in self.state.outcomes))


@dataclass(frozen=True, slots=True)
class Frame:
    """
    All competences of the state standard, professional ones first.

    Parameters
    ----------
    by_function
        The first competence that answers to a work function.
    """

    competences: tuple[FrameCompetence, ...]
    by_function: Mapping[StatementKey, CompetenceKey]

    @property
    def professional(self) -> tuple[FrameCompetence, ...]:
        """ПК."""
        return tuple(c for c in self.competences if c.activity is not None)

    @property
    def general(self) -> tuple[FrameCompetence, ...]:
        """ОК."""
        return tuple(c for c in self.competences if c.activity is None)


def frame(state: StateStandard, library: Library) -> tuple[Frame, tuple[Finding, ...]]:
    """The frame of a state standard, and what is wrong with its references; a competence code counts once."""
    found: dict[CompetenceKey, FrameCompetence] = {}
    findings: list[Finding] = []
    listed = [(c, a.number) for a in state.activities for c in a.competences]
    for competence, activity in (*listed, *((c, None) for c in state.general)):
        if competence.code in found:
            facts = {"competence": competence.code, "code": state.code}
            findings.append(Finding("competence.competence_twice", state.code, facts))
            continue
        resolved = [library.resolve(r, f"{state.code}, {competence.code}") for r in competence.functions]
        findings += [f for r in resolved for f in r.findings]
        functions = tuple(dict.fromkeys(k for r in resolved for k in r.functions))
        found[competence.code] = FrameCompetence(competence, activity, functions)
    by_function: dict[StatementKey, CompetenceKey] = {}
    for c in found.values():
        for function in c.functions:
            by_function.setdefault(function, c.key)
    return Frame(tuple(found.values()), by_function), tuple(findings)
