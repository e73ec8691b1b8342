"""
A vacancy pasted whole into phrases by kind.

Lines of plain text; what is personal goes first; headings («Требования:», "Responsibilities") say what the phrases
below them are, and where there is no heading the phrase's own words do. Nothing is invented and nothing merged: every
phrase stands in the text.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.text import fold
from remeslo.interchange.pasted.cues import criticality, kind_by_words
from remeslo.interchange.pasted.headings import Heading, broken_at_headings, heading_of
from remeslo.interchange.pasted.phrase import Dropped, Pasted, Phrase, PhraseKind
from remeslo.interchange.pasted.plaintext import lines_of
from remeslo.interchange.pasted.privacy import cleaned
from remeslo.interchange.pasted.splitting import joined, phrases_of, tidy
from remeslo.interchange.safety import decode_text
from remeslo.interchange.safety.unreadable import refuse

LONGEST = 60_000
"""Characters; a longer text is no vacancy."""
_TITLE_WORDS, _TITLE_LENGTH = 12, 120


@dataclass(frozen=True, slots=True)
class _Said:
    """A phrase with the heading above it, ``None`` before the first one."""

    line: int
    text: str
    heading: Heading | None


def read(source: str | bytes, *, name: str = "vacancy") -> Pasted:
    """
    The phrases of a vacancy, plain text or HTML, Russian or English; each told once.

    Raises
    ------
    Unreadable
        ``pasted.too_long``; for bytes what ``safety.decode_text`` raises. An empty text is no error: it has no phrases.
    """
    text = decode_text(source, name).text if isinstance(source, bytes) else source
    if len(text) > LONGEST:
        raise refuse("pasted.too_long", name, length=len(text), limit=LONGEST)
    counts: Counter[Dropped] = Counter()
    lines = [(n, cleaned(line, counts)) for n, line in enumerate(lines_of(text), start=1)]
    title, rest = _title(joined(lines))
    phrases = _told_once(_phrase(said) for said in _said(rest))
    dropped = tuple((kind, counts[kind]) for kind in Dropped if counts[kind])
    return Pasted(title=title, phrases=phrases, dropped=dropped, findings=tuple(_findings(name, phrases, dropped)))


def _title(lines: list[tuple[int, str]]) -> tuple[str, list[tuple[int, str]]]:
    """The job, when the first line is short, has no heading in it and more lines follow; and the lines left."""
    if len(lines) < 2:
        return "", lines
    first = lines[0][1]
    short = len(first) <= _TITLE_LENGTH and len(first.split()) <= _TITLE_WORDS and first[-1] not in ".;:,"
    if not short or heading_of(first) is not None or kind_by_words(first) not in (None, PhraseKind.DUTY):
        return "", lines
    return tidy(first), lines[1:]


def _said(lines: Iterable[tuple[int, str]]) -> Iterable[_Said]:
    heading: Heading | None = None
    for number, line in lines:
        for part in broken_at_headings(line):
            rest = part
            if found := heading_of(part):
                heading, rest = found
            for text in phrases_of(rest):
                yield _Said(number, text, heading)


def _phrase(said: _Said) -> Phrase:
    """Under a heading the phrase is what the heading says, but for formal wishes and for pay among the demands."""
    own = kind_by_words(said.text)
    above = said.heading.kind if said.heading else None
    kind = above or own or PhraseKind.OTHER
    if own is PhraseKind.FORMAL and above in (None, PhraseKind.REQUIREMENT, PhraseKind.DUTY):
        kind = PhraseKind.FORMAL
    sure = above is not None and kind in (above, PhraseKind.FORMAL)
    weight = criticality(said.text, said.heading.criticality if said.heading else 2)
    return Phrase(text=said.text, kind=kind, line=said.line, sure=sure, criticality=weight)


def _told_once(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Each phrase of a kind once, the first time it is said."""
    kept: dict[tuple[str, PhraseKind], Phrase] = {}
    for phrase in phrases:
        kept.setdefault((fold(phrase.text), phrase.kind), phrase)
    return tuple(kept.values())


def _findings(name: str, phrases: tuple[Phrase, ...], dropped: tuple[tuple[Dropped, int], ...]) -> Iterable[Finding]:
    for kind, count in dropped:
        if kind is Dropped.AGE_OR_SEX:
            yield Finding("pasted.age_or_sex_dropped", name, {"count": count}, Severity.WARNING)
    personal = tuple(kind.value for kind, _count in dropped if kind is not Dropped.AGE_OR_SEX)
    if personal:
        total = sum(count for kind, count in dropped if kind is not Dropped.AGE_OR_SEX)
        yield Finding("pasted.personal_dropped", name, {"count": total, "kinds": personal}, Severity.NOTE)
    asked = [p for p in phrases if p.kind.can_be_matched]
    if not asked:
        yield Finding("pasted.nothing_asked", name, {"phrases": len(phrases)}, Severity.WARNING)
    elif not any(p.sure for p in asked):
        yield Finding("pasted.no_headings", name, {"count": len(asked)}, Severity.NOTE)
