"""The numbers that Word will show before numbered headings, for a table of contents that is right before any update."""

from lxml import etree

from remeslo.interchange.programmebook.word.xml import Element, q


class HeadingNumbers:
    """
    Numbers of headings by their styles.

    Parameters
    ----------
    styles
        Tree of the styles.
    numbering
        Tree of the lists; ``None`` when the document has none.
    """

    def __init__(self, styles: Element, numbering: Element | None) -> None:
        self.styles = {s.get(q("styleId"), ""): s for s in styles.iterfind(q("style"))}
        self.lists: dict[str, Element] = {}
        self.counts: dict[str, list[int]] = {}
        if numbering is not None:
            abstract = {a.get(q("abstractNumId")): a for a in numbering.iterfind(q("abstractNum"))}
            for num in numbering.iterfind(q("num")):
                link = num.find(q("abstractNumId"))
                found = abstract.get(link.get(q("val"))) if link is not None else None
                if found is not None:
                    self.lists[num.get(q("numId"), "")] = found

    def outline(self, style: str) -> int | None:
        """Level of a heading style from 0; ``None`` for other styles."""
        level = self._property(style, "outlineLvl")
        value = level.get(q("val"), "") if level is not None else ""
        return int(value) if value.isascii() and value.isdigit() and int(value) < 9 else None

    def next(self, style: str) -> str:
        """The number of the next heading in this style; blank for a style without numbers."""
        found = self._property(style, "numPr")
        number = found.find(q("numId")) if found is not None else None
        abstract = self.lists.get(number.get(q("val"), "")) if number is not None else None
        if found is None or abstract is None:
            return ""
        at = found.find(q("ilvl"))
        level = int(at.get(q("val"), "0")) if at is not None else self._level_of(abstract, style)
        counts = self.counts.setdefault(abstract.get(q("abstractNumId"), ""), [0] * 9)
        counts[level] += 1
        counts[level + 1 :] = [0] * (8 - level)
        return self._text(abstract, level, counts)

    def _property(self, style: str, tag: str) -> etree._Element | None:
        """A paragraph property of a style or of those it is based on."""
        for _ in range(12):
            element = self.styles.get(style)
            if element is None:
                return None
            found = element.find(f"{q('pPr')}/{q(tag)}")
            if found is not None:
                return found
            base = element.find(q("basedOn"))
            style = base.get(q("val"), "") if base is not None else ""
        return None

    @staticmethod
    def _level_of(abstract: Element, style: str) -> int:
        for level in abstract.iterfind(q("lvl")):
            named = level.find(q("pStyle"))
            if named is not None and named.get(q("val")) == style:
                return int(level.get(q("ilvl"), "0"))
        return 0

    @staticmethod
    def _text(abstract: Element, level: int, counts: list[int]) -> str:
        found = next((x for x in abstract.iterfind(q("lvl")) if x.get(q("ilvl")) == str(level)), None)
        pattern = found.find(q("lvlText")) if found is not None else None
        text = pattern.get(q("val"), "") if pattern is not None else ""
        for n in range(9):
            text = text.replace(f"%{n + 1}", str(max(1, counts[n]) if n < level else counts[n]))
        return text
