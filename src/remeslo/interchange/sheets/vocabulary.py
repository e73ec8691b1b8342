"""How columns, kinds and links are called in tables, in Russian and English; compared without case and spaces."""

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from remeslo.core.base.text import fold, squeeze
from remeslo.core.competence.framework import ItemKind, LinkKind, Necessity
from remeslo.interchange.sentences import label
from remeslo.interchange.sheets.grid import plain


class Role(StrEnum):
    """What a column holds."""

    KEY = "key"
    CODE = "code"
    TEXT = "text"
    KIND = "kind"
    PARENT = "parent"
    """Key, code or text of the item above."""
    DEPTH = "depth"
    """How deep the item stands: 1, 2, 3; the rows are in order."""
    GROUP = "group"
    """Name of a group that the item belongs to; several such columns are levels, the highest first."""
    LEVEL = "level"
    DESCRIPTION = "description"
    ALTERNATIVE = "alternative"
    SHORT = "short"
    NOTE = "note"
    URI = "uri"
    STATUS = "status"
    TYPE = "type"
    LANGUAGE = "language"


_COLUMNS: Mapping[Role, tuple[str, ...]] = {
    Role.KEY: ("ключ", "идентификатор", "id", "identifier", "uuid", "key"),
    Role.CODE: (
        *("код", "шифр", "индекс", "код компетенции", "код элемента", "обозначение"),
        *("code", "notation", "human coding scheme", "competency code"),
    ),
    Role.TEXT: (
        *("наименование", "название", "формулировка", "текст", "компетенция", "содержание", "результат", "требование"),
        *("наименование компетенции", "формулировка компетенции", "наименование элемента", "показатель"),
        *("title", "name", "text", "statement", "full statement", "preferred label", "label", "competency", "skill"),
        *("competence", "task", "learning outcome", "requirement"),
    ),
    Role.KIND: (
        "вид",
        "вид элемента",
        "тип",
        "kind",
        "type",
        "skill type",
        "item type",
        "cf item type",
        "concept type",
    ),
    Role.PARENT: (
        *("родитель", "код родителя", "вышестоящий", "вышестоящий код", "входит в", "подчинён"),
        *("parent", "parent code", "parent id", "broader", "is child of", "broader uri"),
    ),
    Role.DEPTH: ("вложенность", "уровень вложенности", "depth", "indent", "nesting", "hierarchy level"),
    Role.GROUP: (
        *("раздел", "подраздел", "группа", "категория", "область", "вид деятельности", "модуль"),
        *("group", "category", "area", "domain", "strand", "subgroup", "cluster"),
    ),
    Role.LEVEL: ("уровень", "уровень квалификации", "разряд", "level", "grade", "education level", "proficiency"),
    Role.DESCRIPTION: ("описание", "определение", "пояснение", "description", "definition"),
    Role.ALTERNATIVE: (
        *("синонимы", "другие названия", "иные названия", "варианты"),
        *("alternative labels", "alt labels", "synonyms", "alternative label", "also known as"),
    ),
    Role.SHORT: ("краткое наименование", "сокращение", "кратко", "short", "abbreviation", "abbreviated statement"),
    Role.NOTE: ("примечание", "примечания", "комментарий", "note", "notes", "comment"),
    Role.URI: ("адрес", "uri", "url", "ссылка", "concept uri"),
    Role.STATUS: ("статус", "состояние", "status"),
    Role.TYPE: ("вид у издателя", "publisher's kind"),
    Role.LANGUAGE: ("язык", "language", "lang"),
}

ROLE_OF_COLUMN: Mapping[str, Role] = MappingProxyType(
    {plain(n): r for r, names in _COLUMNS.items() for n in names if plain(n)}
)

BY_LANGUAGE = (Role.TEXT, Role.DESCRIPTION, Role.ALTERNATIVE, Role.SHORT, Role.NOTE)
"""Roles whose columns may name a language: ``Наименование (en)``, ``title_ru``."""
_TAIL = re.compile(r"^(?P<base>.+?)[\s_\-]*[(\[]?(?P<language>[a-z]{2}(?:-[a-z]{2,4})?)[)\]]?$", re.IGNORECASE)
_SPELT: Mapping[str, str] = {"рус": "ru", "русск": "ru", "англ": "en"}


def role_of(header: str) -> tuple[Role, str] | None:
    """Role and language (``""``: the table's) of a column by its name; None when the name says nothing."""
    if role := ROLE_OF_COLUMN.get(plain(header)):
        return role, ""
    for spelt, language in _SPELT.items():
        if (at := fold(header).find(spelt)) > 0 and (role := ROLE_OF_COLUMN.get(plain(header[:at]))) in BY_LANGUAGE:
            return (role, language) if role else None
    found = _TAIL.match(squeeze(header))
    if found is None or not re.search(r"[\s_\-(\[]", squeeze(header)[found.end("base") :]):
        return None
    role = ROLE_OF_COLUMN.get(plain(found["base"]))
    return (role, found["language"].lower()) if role in BY_LANGUAGE and role is not None else None


_KINDS: tuple[tuple[ItemKind, tuple[str, ...]], ...] = (
    (ItemKind.GROUP, ("группа", "раздел", "подраздел", "область", "group", "strand", "cluster", "domain", "category")),
    (ItemKind.OCCUPATION, ("профессия", "должность", "специальность", "occupation", "job")),
    (
        ItemKind.FUNCTION,
        ("функция", "трудовая функция", "обобщённая трудовая функция", "отф", "тф", "вид деятельности", "function"),
    ),
    (ItemKind.TASK, ("действие", "трудовое действие", "задача", "практический опыт", "навык по", "task", "action")),
    (ItemKind.ACTIVITY, ("вид работ", "работа", "activity", "work activity")),
    (ItemKind.SKILL, ("умение", "навык", "skill", "skill/competence")),
    (ItemKind.KNOWLEDGE, ("знание", "knowledge")),
    (ItemKind.ABILITY, ("способность", "ability")),
    (
        ItemKind.COMPETENCE,
        ("компетенция", "ок", "пк", "ук", "опк", "competence", "competency", "standard", "statement"),
    ),
    (ItemKind.TECHNOLOGY, ("технология", "программа", "technology", "software")),
    (ItemKind.TOOL, ("инструмент", "оборудование", "tool", "equipment")),
    (ItemKind.OTHER, ("прочее", "other")),
)
KIND_OF_WORD: Mapping[str, ItemKind] = MappingProxyType(
    {plain(w): k for k, words in _KINDS for word in words for w in (word, word + "s", f"{word[:-1]}ы", f"{word[:-1]}и")}
    | {plain(label(f"item_kind.{k}", language)): k for k in ItemKind for language in ("ru", "en")}
    | {plain(k.value): k for k in ItemKind}
    | {plain(w): k for w, k in (("знания", ItemKind.KNOWLEDGE), ("умения", ItemKind.SKILL), ("навыки", ItemKind.SKILL))}
)

OWN_WORDS = frozenset(
    plain(w) for k in ItemKind for w in (k.value, *(label(f"item_kind.{k}", x) for x in ("ru", "en")))
)
"""Words that say a kind and nothing more; any other word is kept as the publisher's own."""

LINK_WORDS: Mapping[str, LinkKind] = MappingProxyType({plain(k.value): k for k in LinkKind})
NECESSITY_WORDS: Mapping[str, Necessity] = MappingProxyType(
    {
        **{plain(n.value): n for n in Necessity},
        plain("обязательно"): Necessity.ESSENTIAL,
        plain("желательно"): Necessity.OPTIONAL,
    }
)
ATTRIBUTE = ("сведения:", "attribute:")
"""How the header of a column of further details begins in tables that we write."""
