"""The report of a year as PDF, with its pictures."""

import json
from importlib import resources

import typst

from remeslo.interchange.boardsheet.paper import YearPaper
from remeslo.interchange.boardsheet.pictures import bars_svg
from remeslo.interchange.sentences import Language


def year_pdf(paper: YearPaper, *, language: Language) -> bytes:
    """A4, upright; texts are never read as markup. The same values give the same bytes."""
    data = {
        "language": language,
        "heading": paper.heading,
        "subject": paper.subject,
        "facts": [list(f) for f in paper.facts],
        "figures_title": paper.figures_title,
        "heads": list(paper.heads),
        "rows": [list(r) for r in paper.rows()],
        "parts": [
            {
                "title": p.title,
                "text": [line for line in p.text.splitlines() if line.strip()],
                "picture": bars_svg(p.bars, title=p.title) if p.bars else "",
                "heads": list(p.heads),
                "rows": [list(r) for r in p.rows],
            }
            for p in paper.parts
        ],
        "approved_title": paper.approved_title,
        "approved": list(paper.approved),
        "notes_title": paper.notes_title,
        "notes": list(paper.notes),
        "signs": list(paper.signs),
        "marked": paper.marked,
    }
    source = (resources.files(__package__) / "year.typ").read_bytes()
    text = json.dumps(data, ensure_ascii=False)
    made: bytes = typst.compile(source, sys_inputs={"data": text}, ignore_system_fonts=True)
    return made
