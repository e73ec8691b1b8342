"""The report of a year as a value: what was achieved, figure by figure, and how far each can be relied on."""

from dataclasses import dataclass

from remeslo.interchange.boardsheet.pictures import Bar


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """
    A figure in words, as the page shows it.

    Parameters
    ----------
    made_of
        Above ÷ below in numbers; blank where it may not be shown.
    """

    title: str
    value: str
    made_of: str = ""
    plan: str = ""
    fulfilled: str = ""
    before: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A chapter: text (paragraphs by lines), and under it a table of parts with its picture."""

    title: str
    text: str = ""
    bars: tuple[Bar, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPaper:
    """
    What the paper says, in its language already.

    Parameters
    ----------
    heads
        Titles of the columns of the table of figures, as many as `Figure` has fields.
    approved
        Lines on who approved what when.
    notes
        What a reader must know: of hidden figures, sources that nobody has verified.
    marked
        That the data is invented; blank for real data.
    """

    heading: str
    subject: str
    facts: tuple[tuple[str, str], ...]
    figures_title: str
    heads: tuple[str, ...]
    figures: tuple[Figure, ...]
    parts: tuple[Part, ...] = ()
    approved_title: str = ""
    approved: tuple[str, ...] = ()
    notes_title: str = ""
    notes: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    marked: str = ""

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The table of figures as texts."""
        return tuple((f.title, f.value, f.made_of, f.plan, f.fulfilled, f.before, f.state) for f in self.figures)
