"""Chapters of a paper with their pictures, for pages."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from remeslo.interchange.boardsheet import Part, YearPaper, bars_svg


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter and its picture, blank where it has none."""

    part: Part
    picture: SafeString


def chapters_of(paper: YearPaper) -> list[Chapter]:
    """Chapters in order."""
    return [Chapter(p, mark_safe(bars_svg(p.bars, title=p.title) if p.bars else "")) for p in paper.parts]
