"""Columns of the review list: names in both languages, widths; the words of decisions."""

from collections.abc import Mapping
from dataclasses import dataclass

from remeslo.core.base.text import fold
from remeslo.core.competence.revision import Decision
from remeslo.interchange.sentences import Language, label


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, its names, its width in characters."""

    key: str
    ru: str
    en: str
    width: int

    def name(self, language: Language) -> str:
        """Its name in a language."""
        return self.ru if language == "ru" else self.en


COLUMNS = (
    Column("kind", "Что опирается", "What rests on it", 16),
    Column("holder", "Где", "Where", 18),
    Column("text", "О чём", "About", 30),
    Column("old_key", "Прежний код", "Old code", 16),
    Column("old", "Было", "Old wording", 44),
    Column("change", "Что изменилось", "What changed", 16),
    Column("new_key", "Новый код", "New code", 16),
    Column("new", "Стало", "New wording", 44),
    Column("score", "Сходство, %", "Likeness, %", 11),
    Column("suggestion", "Предложение", "Suggestion", 16),
    Column("reason", "Почему", "Why", 36),
    Column("decision", "Решение", "Decision", 18),
    Column("chosen", "Выбрано (новые коды)", "Chosen (new codes)", 22),
    Column("note", "Примечание", "Note", 28),
    Column("link", "Связь (не менять)", "Link (do not change)", 30),
    Column("seen", "Что было решено (не менять)", "What was decided (do not change)", 12),
)
"""What a person fills in: decision, chosen, note; the link tells which row it is, ``seen`` which decision
stood when the list was written."""

WIDEST_CODE = 60


def words_of_decisions() -> Mapping[str, Decision]:
    """A decision by its word in either language, folded."""
    return {fold(label(f"revision_decision.{d.value}", lang)): d for d in Decision for lang in ("ru", "en")}
