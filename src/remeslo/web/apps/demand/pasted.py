"""A pasted vacancy on its way to a card: its phrases, what each may mean, and what the person decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict

from remeslo.core.base.text import squeeze
from remeslo.interchange.pasted import Pasted, Phrase, PhraseKind
from remeslo.web.apps.demand.fields import MAX_REQUIREMENTS, MAX_TEXT, CardFields, RequirementFields, latin_reference
from remeslo.web.apps.demand.suggestions import Suggestion, suggestions_for
from remeslo.web.apps.frameworks.catalogue import Catalogue

OFFERED: Final = 3
"""Work functions offered for a phrase."""


@dataclass(frozen=True, slots=True)
class OfferedRow:
    """A phrase, whether it is taken unless the person says otherwise, and what it may mean."""

    index: int
    phrase: Phrase
    taken: bool
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def keeps_own_words(self) -> bool:
        """True when nothing fits: the employer's own wording stays."""
        return not any(s.fits for s in self.suggestions)


@dataclass(frozen=True, slots=True)
class OfferedVacancy:
    """Rows in three parts: what is asked for, what the work is, what a card has no use for."""

    title: str
    asked: tuple[OfferedRow, ...]
    duties: tuple[OfferedRow, ...]
    rest: tuple[OfferedRow, ...]

    @property
    def matched(self) -> int:
        """Rows to which a work function fits."""
        return sum(not r.keeps_own_words for r in (*self.asked, *self.duties))

    @property
    def worth_matching(self) -> int:
        """Requirements and duties."""
        return len(self.asked) + len(self.duties)


def offered(pasted: Pasted, known: Catalogue) -> OfferedVacancy:
    """Each phrase with what it may mean."""
    phrases = [p for p in pasted.phrases if p.text][:MAX_REQUIREMENTS]
    rows = [
        OfferedRow(n, p, p.kind.can_be_matched, _suggestions(known, p) if p.kind.can_be_matched else ())
        for n, p in enumerate(phrases)
    ]
    return OfferedVacancy(
        title=pasted.title,
        asked=_of(rows, PhraseKind.REQUIREMENT),
        duties=_of(rows, PhraseKind.DUTY),
        rest=tuple(r for r in rows if not r.phrase.kind.can_be_matched),
    )


def taken(post: QueryDict, *, employer: str) -> CardFields:
    """The card's fields from what the person kept: rows in the order of the page, numbered anew."""
    rows = [r for r in post.getlist("row")[:MAX_REQUIREMENTS] if r.isdecimal() and post.get(f"p{r}-take")]
    texts = [(r, squeeze(post.get(f"p{r}-text", ""))[:MAX_TEXT]) for r in rows]
    return CardFields(
        employer=employer,
        job=squeeze(post.get("job", ""))[:300],
        requirements=tuple(
            RequirementFields(
                number=number,
                text=text,
                functions=tuple(dict.fromkeys(latin_reference(f) for f in post.getlist(f"p{row}-functions"))),
                criticality=_criticality(post.get(f"p{row}-criticality")),
            )
            for number, (row, text) in enumerate((pair for pair in texts if pair[1]), start=1)
        ),
    )


def _criticality(text: str | None) -> str:
    return text if text in ("1", "2", "3") else "2"


def _suggestions(known: Catalogue, phrase: Phrase) -> tuple[Suggestion, ...]:
    return tuple(suggestions_for(known, phrase.text, OFFERED))


def _of(rows: Iterable[OfferedRow], kind: PhraseKind) -> tuple[OfferedRow, ...]:
    return tuple(r for r in rows if r.phrase.kind is kind)
