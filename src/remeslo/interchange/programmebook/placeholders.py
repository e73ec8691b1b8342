"""The closed list of names that a template may use: words in a line, and blocks that fill a paragraph's place."""

from collections.abc import Callable, Mapping
from typing import Final

from remeslo.interchange.documents.titlesheet import colleges, planned_hours, standard_term, term_words
from remeslo.interchange.programmebook.blocks import Block
from remeslo.interchange.programmebook.content import annexes, closing, conditions, opening, results, structure
from remeslo.interchange.programmebook.scene import Scene
from remeslo.interchange.sentences import number, wording

LINES: Final[Mapping[str, Callable[[Scene], str]]] = {
    "code": lambda s: s.design.state_standard,
    "title": lambda s: s.design.title,
    "code_and_title": lambda s: s.named,
    "programme": lambda s: str(s.outcome.key),
    "qualification": lambda s: s.design.qualification,
    "kind": lambda s: s.label(f"programme_kind.{s.design.kind}"),
    "entry_base": lambda s: s.label(f"entry_base.{s.design.base}"),
    "start_year": lambda s: str(s.cluster.start_year),
    "term": lambda s: term_words(s.outcome, s.language),
    "standard_term": lambda s: standard_term(s.cluster, s.outcome, s.language),
    "hours": lambda s: number(planned_hours(s.outcome), s.language),
    "practice_hours": opening.practice_hours,
    "cluster": lambda s: s.cluster.name,
    "industry": lambda s: s.cluster.industry,
    "region": lambda s: s.cluster.region,
    "college": lambda s: colleges(s.cluster, s.outcome),
    "employers_line": lambda s: "; ".join(o.name for o in s.employers),
    "day": lambda s: wording(s.cluster.day, s.language),
    "illustrative": lambda s: s.label("word.illustrative") if s.cluster.illustrative else "",
}
"""Placeholders inside a line of text, headers and footers too; none is obliged to stand in a template."""

BLOCKS: Final[Mapping[str, Callable[[Scene], list[Block]]]] = {
    "approvals": opening.approvals,
    "notice": opening.notice,
    "title_facts": opening.title_facts,
    "contents": opening.contents,
    "basis": opening.basis,
    "abbreviations": opening.abbreviations,
    "passport": opening.passport,
    "employers": opening.employers,
    "activities": results.activities,
    "functions": results.functions,
    "general_competences": results.general_competences,
    "professional_competences": results.professional_competences,
    "requests": results.requests,
    "graduate_matrix": results.graduate_matrix,
    "curriculum": structure.curriculum,
    "calendar": structure.calendar,
    "programmes_list": structure.programmes_list,
    "upbringing": structure.upbringing,
    "workshops": conditions.workshops,
    "staff": conditions.staff,
    "practice_bases": conditions.practice_bases,
    "costs": conditions.costs,
    "final_attestation": conditions.final_attestation,
    "attestations": conditions.attestations,
    "annex_programmes": annexes.annex_programmes,
    "employer_block": closing.employer_block,
    "competence_matrix": closing.competence_matrix,
    "norms": closing.norms,
    "approval_sheet": closing.approval_sheet,
}
"""Placeholders that stand alone in a paragraph of the document's body."""

OPTIONAL: Final = frozenset({"approvals", "title_facts", "abbreviations"})
"""Blocks that a template may leave out; the others are the outline of the document, or the mark of invented data."""

REQUIRED: Final = frozenset(BLOCKS) - OPTIONAL

WIDE_MM: Final[Mapping[str, int]] = {
    "graduate_matrix": 230,
    "curriculum": 250,
    "calendar": 250,
    "competence_matrix": 230,
}
"""Blocks with tables of very many columns, and the width of text that they need to stay legible, millimetres."""
