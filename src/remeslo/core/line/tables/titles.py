"""Titles of the professional modules of a programme, for tables that have a row for each."""

from collections.abc import Mapping

from remeslo.core.competence.statestandard import state_named
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.outcome import ProgrammeOutcome


def module_titles(cluster: Cluster, outcome: ProgrammeOutcome) -> Mapping[str, str]:
    """
    Title by module (``ПМ.01``), strongest first: the state standard's activity of that number, the name the outline
    gives to the employers' block, the module's first competence.
    """
    design = outcome.design
    if design is None:
        return {}
    titles: dict[str, str] = {}
    for competence in design.model.competences:
        if competence.module:
            titles.setdefault(competence.module, competence.title)
    outline = cluster.outline(outcome.key)
    if outline and outline.employer_block:
        block = {e.module: outline.employer_block for e in design.elements if e.employer_block and e.module}
        titles.update(block)
    state = state_named(cluster.state_standards, design.state_reference, cluster.day)
    titles.update({f"ПМ.{a.number:02}": a.title for a in (state.activities if state else ())})
    return titles
