"""Last annexes: the employers' block, competence matrix, norms, the sheet that employers and college sign."""

from remeslo.core.competence.coverage import Mark, coverage
from remeslo.core.competence.model import RequestRef
from remeslo.interchange.documents.norms import HEADS, norm_rows
from remeslo.interchange.documents.titlesheet import colleges
from remeslo.interchange.programmebook.blocks import (
    Block,
    Chapter,
    Piece,
    Role,
    Row,
    RowKind,
    Table,
    cell,
    centred,
    head,
    row,
)
from remeslo.interchange.programmebook.content.annexes import employers_of
from remeslo.interchange.programmebook.scene import Scene

MARKS = {Mark.FIRST: "●", Mark.USES: "○", Mark.NAMED: "·"}
"""First taught here; used again; only named."""


def employer_block(scene: Scene) -> list[Block]:
    """ДПБ: modules ordered by employers, who ordered them, their competences and hours, the requests behind."""
    chapter = Chapter()
    block = [e for e in scene.laid.elements if e.design.employer_block]
    if not block:
        chapter.say(scene.word("word.no_employer_block"))
        return chapter.blocks
    codes = dict.fromkeys(c for e in block for c in e.design.competences)
    chapter.say(scene.word("block.ordered_by", employers="; ".join(employers_of(scene, codes)) or "—"))
    heads = head(*(scene.word(f"column.{k}") for k in ("index", "title", "kind", "hours", "competences")))
    rows = [
        row(e.design.index, e.design.title, scene.kind(e.design), e.total, ", ".join(e.design.competences))
        for e in block
    ]
    rows.append(row(cell(scene.label("document.total"), span=3), sum(e.total for e in block), "", kind=RowKind.TOTAL))
    chapter.add(Table("employer_block", scene.word("caption.employer_block"), (13, 36, 20, 9, 22), heads, tuple(rows)))
    modules = {e.design.module for e in block}
    own = {c.key: c.title for c in scene.design.model.competences if c.module in modules}
    lines = [
        row(g.competence or "", own[g.competence], g.line.text, cell(*_asking(scene, g.line.requests)))
        for g in scene.design.model.gap
        if g.competence in own
    ]
    if lines:
        heads = head(*(scene.word(f"column.{k}") for k in ("code", "competence", "request", "employers")))
        caption = scene.word("caption.block_requests")
        chapter.add(Table("block_requests", caption, (10, 30, 36, 24), heads, tuple(lines)))
    return chapter.blocks


def _asking(scene: Scene, requests: tuple[RequestRef, ...]) -> list[str]:
    asking = {r.employer for r in requests}
    return [o.name for o in scene.employers if o.key in asking]


def competence_matrix(scene: Scene) -> list[Block]:
    """Competences against programme elements; in parts when there are too many elements for one page."""
    chapter = Chapter()
    found = coverage(scene.design)
    elements = [e.design.index for e in scene.laid.elements]
    count = -(-len(elements) // MOST_ELEMENTS)
    size = -(-len(elements) // max(1, count))
    for n in range(count):
        part = elements[n * size : (n + 1) * size]
        texts = (scene.word("column.code"), scene.word("column.competence"))
        heads = (Row((*(centred(t) for t in texts), *(cell(e, turned=True) for e in part))),)
        rows = []
        for c in scene.design.model.competences:
            cells = (found.cell(c.key, e) for e in part)
            marks = (centred(MARKS[x.mark] if x else "") for x in cells)
            kind = RowKind.BLOCK if c.origin == "employer" else RowKind.PLAIN
            rows.append(row(c.key, c.title, *marks, kind=kind))
        of = f" ({n + 1}/{count})" if count > 1 else ""
        widths = (14.0, 66.0, *(6.0 for _ in part))
        caption = scene.label("document.matrix") + of
        chapter.add(Table(f"matrix:{n + 1}", caption, widths, heads, tuple(rows), small=True))
    first, uses, named = (MARKS[m] for m in (Mark.FIRST, Mark.USES, Mark.NAMED))
    chapter.say(scene.word("word.elements_legend", first=first, uses=uses, named=named), role=Role.NOTE)
    return chapter.blocks


MOST_ELEMENTS = 34
"""Columns of elements that one part of the matrix shows legibly."""


def norms(scene: Scene) -> list[Block]:
    """Every norm that the plan was held to: value, source, whether that was verified."""
    chapter = Chapter()
    rows = [row(r[0], centred(r[1]), r[2], r[3]) for r in norm_rows(scene.outcome, scene.language)]
    if not rows:
        chapter.say(scene.word("word.no_norms"))
        return chapter.blocks
    heads = head(*(scene.label(f"document.{h}") for h in HEADS))
    chapter.add(Table("norms", scene.label("document.norms"), (38, 12, 34, 16), heads, tuple(rows)))
    return chapter.blocks


def approval_sheet(scene: Scene) -> list[Block]:
    """Employers and colleges with places for the person, the post, signature and date."""
    chapter = Chapter()
    chapter.say(scene.word("approval_sheet.text", title=scene.named))
    heads = head(*(scene.word(f"column.{k}") for k in ("organisation", "post_and_name", "signature_and_date")))
    rows = [row(cell(scene.word("approval_sheet.employers"), span=3), kind=RowKind.GROUP)]
    rows += [_signing(scene, o.name) for o in scene.employers] or [_signing(scene, scene.gap("employers"))]
    rows.append(row(cell(scene.word("approval_sheet.colleges"), span=3), kind=RowKind.GROUP))
    rows += [_signing(scene, name) for name in colleges(scene.cluster, scene.outcome).split("; ") if name]
    chapter.add(Table("approval", scene.word("caption.approval"), (40, 32, 28), heads, tuple(rows)))
    chapter.say(scene.gap("council"))
    return chapter.blocks


def _signing(scene: Scene, who: Piece) -> Row:
    return row(who, scene.gap("post_and_name"), cell("____________________", scene.gap("date")))
