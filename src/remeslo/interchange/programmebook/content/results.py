"""Chapters 3 and 4: professional activity by standards, competences with their outcomes, demand and its answers."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from remeslo.core.base.keys import StatementKey
from remeslo.core.competence.model import Competence, GapClass, Origin, Outcome
from remeslo.core.competence.statestandard import OutcomeKind
from remeslo.interchange.documents.matrix import reason
from remeslo.interchange.programmebook.blocks import (
    Block,
    Chapter,
    Level,
    Role,
    Row,
    RowKind,
    Table,
    cell,
    centred,
    head,
    row,
)
from remeslo.interchange.programmebook.scene import Scene
from remeslo.interchange.sentences import wording

FULL, PART = "●", "○"
"""Signs of the graduate matrix: the function is the competence's own; some of its statements stand behind outcomes."""
MOST_COLUMNS = 22
"""Columns of functions and employers that one part of the graduate matrix shows legibly."""
_KINDS = (OutcomeKind.PRACTICE_SKILL, OutcomeKind.ABILITY, OutcomeKind.KNOWLEDGE)


def activities(scene: Scene) -> list[Block]:
    """Types of activity of the state standard with their modules and competences, then the employers' block."""
    by_module: dict[str, list[str]] = {}
    for c in scene.design.model.competences:
        if c.module:
            by_module.setdefault(c.module, []).append(c.key)
    activity = {f"ПМ.{a.number:02}": a for a in (scene.state.activities if scene.state else ())}
    rows = []
    for module in scene.modules:
        known = activity.get(module)
        title = known.title if known else scene.module_titles.get(module, "")
        origin = scene.label("origin.fgos" if known else "origin.employer")
        rows.append(row(title, module, ", ".join(by_module.get(module, ())), origin))
    heads = head(*(scene.word(f"column.{k}") for k in ("activity", "module", "competences", "origin")))
    return [Table("activities", scene.word("caption.activities"), (44, 12, 30, 14), heads, tuple(rows))]


def functions(scene: Scene) -> list[Block]:
    """Work functions of dated standards that the programme draws on, and the competences that answer to each."""
    chapter = Chapter()
    answering = _answering(scene)
    rows: list[Row] = []
    keys = scene.used_functions
    for edition, of_standard in groupby(keys, key=lambda k: scene.functions[k][0].edition):
        members = list(of_standard)
        standard = scene.functions[members[0]][0]
        day = f", {wording(standard.approved, scene.language)}" if standard.approved else ""
        named = f"{standard.code} {standard.title} ({standard.order_number or edition}{day})"
        rows.append(row(cell(named, span=4), kind=RowKind.GROUP))
        for key in members:
            _, g, f = scene.functions[key]
            general = f"{g.code} {g.name}" + (f" ({scene.word('word.level')} {g.level})" if g.level else "")
            rows.append(row(general, f.code, f.name, ", ".join(answering.get(key, ()))))
    if not rows:
        chapter.say(scene.word("word.no_functions"))
        return chapter.blocks
    heads = head(*(scene.word(f"column.{k}") for k in ("general_function", "code", "function", "competences")))
    chapter.add(Table("functions", scene.word("caption.functions"), (32, 11, 37, 20), heads, tuple(rows)))
    return chapter.blocks


def general_competences(scene: Scene) -> list[Block]:
    """ОК with their outcomes."""
    found = [c for c in scene.design.model.competences if c.module is None]
    rows = [r for c in found for r in _competence_rows(scene, c)]
    return [_outcome_table(scene, "general_competences", scene.word("caption.general_competences"), rows)]


def professional_competences(scene: Scene) -> list[Block]:
    """ПК by module with their outcomes Н/У/З, where each is first taught, and where it comes from."""
    chapter = Chapter()
    found = [c for c in scene.design.model.competences if c.module]
    for module, members in groupby(sorted(found, key=lambda c: c.module or ""), key=lambda c: c.module or ""):
        title = f"{module} {scene.module_titles.get(module, '')}".strip()
        chapter.heading(title, Level.PART)
        rows = [r for c in members for r in _competence_rows(scene, c)]
        caption = scene.word("caption.module_competences", module=module)
        chapter.add(_outcome_table(scene, f"competences:{module}", caption, rows))
    return chapter.blocks


def _outcome_table(scene: Scene, key: str, caption: str, rows: Sequence[Row]) -> Table:
    heads = head(*(scene.word(f"column.{k}") for k in ("code", "outcome", "origin", "first_in")))
    return Table(key, caption, (14, 46, 24, 16), heads, tuple(rows))


def _competence_rows(scene: Scene, competence: Competence) -> Iterable[Row]:
    origin = scene.label(f"origin.{competence.origin}")
    kind = RowKind.BLOCK if competence.origin is Origin.EMPLOYER else RowKind.GROUP
    yield row(competence.key, cell(competence.title, span=2), origin, kind=kind)
    own = [o for o in scene.design.model.outcomes if o.competence == competence.key]
    for wanted in _KINDS:
        for o in own:
            if o.kind is wanted:
                yield row(o.key, o.text, origin_words(scene, o), scene.first_in.get(o.key, ""))
    for o in scene.design.model.outcomes:
        if competence.key in o.also:
            yield row(
                o.key, o.text, scene.word("word.shared_with", competence=o.competence), scene.first_in.get(o.key, "")
            )


def origin_words(scene: Scene, outcome: Outcome) -> str:
    """Where an outcome comes from: standard and functions, or the employers that asked for it."""
    parts = list(dict.fromkeys(scene.cites(StatementKey(s.partition("#")[0])) for s in outcome.statements))
    asking = dict.fromkeys(r.employer for r in outcome.requests)
    parts += [scene.name_of(e) for e in asking]
    return "; ".join(parts) or scene.label(f"origin.{outcome.origin}")


def requests(scene: Scene) -> list[Block]:
    """Every line of merged demand, heaviest first, with its answer and the reason."""
    chapter = Chapter()
    rows = []
    for g in scene.design.model.gap:
        line = g.line
        who = tuple(dict.fromkeys(scene.name_of(r.employer) for r in line.requests))
        answer = scene.label(f"gap_answer.{g.answer}") + (f": {g.competence}" if g.competence else "")
        text = f"{scene.cites(line.function)} {line.text}" if line.function else line.text
        weight = wording(round(float(line.weight), 2), scene.language)
        why = reason(g, scene.language)
        kind = RowKind.BLOCK if g.answer is GapClass.NEW else RowKind.PLAIN
        rows.append(row(text, cell(*who), centred(weight), line.people, cell(answer, why), kind=kind))
    if not rows:
        chapter.say(scene.word("word.no_requests"))
        return chapter.blocks
    heads = head(*(scene.word(f"column.{k}") for k in ("request", "employers", "weight", "people", "answer")))
    chapter.add(Table("requests", scene.word("caption.requests"), (34, 20, 8, 10, 28), heads, tuple(rows)))
    chapter.say(scene.word("word.weight_note"), role=Role.NOTE)
    return chapter.blocks


def graduate_matrix(scene: Scene) -> list[Block]:
    """Competences against work functions and employers, in parts when there are too many columns for one page."""
    columns = [(scene.cites(key), _marks_of_function(scene, key)) for key in scene.used_functions]
    columns += [(e.name, _marks_of_employer(scene, e.key)) for e in scene.employers]
    chapter = Chapter()
    if not columns:
        chapter.say(scene.word("word.no_functions"))
        return chapter.blocks
    parts = [columns[i : i + MOST_COLUMNS] for i in range(0, len(columns), MOST_COLUMNS)]
    for n, part in enumerate(parts, start=1):
        of = f" ({n}/{len(parts)})" if len(parts) > 1 else ""
        chapter.add(_matrix_part(scene, f"graduate_matrix:{n}", scene.word("caption.graduate_matrix") + of, part))
    chapter.say(scene.word("word.matrix_legend", full=FULL, part=PART), role=Role.NOTE)
    return chapter.blocks


def _matrix_part(scene: Scene, key: str, caption: str, columns: Sequence[tuple[str, Mapping[str, str]]]) -> Table:
    texts = (scene.word("column.code"), scene.word("column.competence"), scene.word("column.part"))
    heads = (Row((*(centred(t) for t in texts), *(cell(name, turned=True) for name, _ in columns))),)
    rows = []
    for c in scene.design.model.competences:
        status = scene.word("word.variative" if c.origin is Origin.EMPLOYER else "word.mandatory")
        marks = (centred(marks.get(c.key, "")) for _, marks in columns)
        kind = RowKind.BLOCK if c.origin is Origin.EMPLOYER else RowKind.PLAIN
        rows.append(row(c.key, c.title, centred(status), *marks, kind=kind))
    widths = (14.0, 62.0, 14.0, *(8.0 for _ in columns))
    return Table(key, caption, widths, heads, tuple(rows), small=True)


def _marks_of_function(scene: Scene, key: StatementKey) -> Mapping[str, str]:
    """Full where the competence names the function; part where only statements of it stand behind its outcomes."""
    partly = {
        code: PART
        for o in scene.design.model.outcomes
        if any(s.partition("#")[0] == key for s in o.statements)
        for code in (o.competence, *o.also)
    }
    full = {c.key: FULL for c in scene.design.model.competences if key in c.functions}
    return {str(code): mark for code, mark in (partly | full).items()}


def _marks_of_employer(scene: Scene, employer: str) -> Mapping[str, str]:
    """Full where the employer's line is answered by the competence; part where only outcomes carry the request."""
    model = scene.design.model
    partly = {
        code: PART
        for o in model.outcomes
        if any(r.employer == employer for r in o.requests)
        for code in (o.competence, *o.also)
    }
    full = {
        g.competence: FULL for g in model.gap if g.competence and any(r.employer == employer for r in g.line.requests)
    }
    return {str(code): mark for code, mark in (partly | full).items()}


def _answering(scene: Scene) -> dict[str, list[str]]:
    """Competences by the function they answer to: named by it, or through outcomes."""
    found: dict[str, list[str]] = {}
    for key in scene.used_functions:
        marks = _marks_of_function(scene, key)
        lines = {g.competence for g in scene.design.model.gap if g.line.function == key and g.competence}
        found[key] = [c.key for c in scene.design.model.competences if c.key in marks or c.key in lines]
    return found
