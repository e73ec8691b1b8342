"""Rows of tables into items and their places."""

import re
from collections.abc import Iterator

from remeslo.core.base.findings import Severity
from remeslo.core.base.text import fold, latin_code, squeeze
from remeslo.core.competence.framework import Association, FrameworkItem, ItemKey, ItemKind, LinkKind
from remeslo.interchange.frameworks.building import Building, Draft
from remeslo.interchange.frameworks.digest import digest
from remeslo.interchange.frameworks.remarks import Remarks
from remeslo.interchange.sheets.grid import Row, Table, plain
from remeslo.interchange.sheets.mapping import Mapping
from remeslo.interchange.sheets.vocabulary import ATTRIBUTE, KIND_OF_WORD, OWN_WORDS, Role

_LABELS = re.compile(r"\s*[;|]\s*")


class ItemRows:
    """Reads tables one after another; parents are looked up when all are read."""

    def __init__(self, remarks: Remarks, language: str, where: str) -> None:
        self.where = where
        self.remarks = remarks
        self.language = language
        self.languages: dict[str, None] = {}
        self.building = Building()
        self.known: dict[str, ItemKey] = {}
        """Keys, then codes, then texts, all folded."""
        self.parents: list[tuple[ItemKey, str, str, int]] = []
        """Item, what its row says of its parent, table and row."""

    def items(self) -> tuple[FrameworkItem, ...]:
        """All items."""
        return self.building.finished_items()

    def read(self, table: Table, mapping: Mapping) -> Iterator[ItemKey | None]:
        """The key of each row's item, None for a row that is left out."""
        columns = _Columns(table, mapping)
        stack: list[tuple[int, ItemKey]] = []
        for row in table.rows:
            text = columns.text(row)
            if not text:
                self.remarks.add("sheets.rows_without_text", table.name, row.number, Severity.WARNING)
                yield None
                continue
            draft = self._item(table, columns, row, text)
            self._place(table, columns, row, draft, stack)
            yield draft.key
        if columns.further:
            for header in columns.further.values():
                self.remarks.add("sheets.columns_as_attributes", table.name, header)

    def associations(self, *, by_code: bool) -> Iterator[Association]:
        """
        The hierarchy: groups and depths as they were met, then what rows say of parents.

        Where no row says anything of that kind and ``by_code`` allows it, codes tell: 1.2 stands under 1.
        """
        for key, said, name, number in self.parents:
            above = self.known.get(fold(said)) or self.known.get(code_of(said))
            if above is None or above == key:
                self.remarks.add("sheets.parents_unknown", name, number, Severity.WARNING)
                continue
            self.building.link(LinkKind.CHILD_OF, key, above)
        if by_code and not self.parents and not self.building.links:
            for draft in list(self.building.items.values()):
                above = self._by_code(draft.code)
                if above is not None and above != draft.key:
                    self.building.link(LinkKind.CHILD_OF, draft.key, above)
                    self.remarks.add("sheets.parents_by_code", self.where, draft.code)
        yield from self.building.finished_links()

    def _by_code(self, code: str) -> ItemKey | None:
        at = code_of(code)
        while "." in at:
            at = at.rpartition(".")[0]
            if at in self.known:
                return self.known[at]
        return None

    def _item(self, table: Table, columns: "_Columns", row: Row, text: str) -> Draft:
        code = columns.one(row, Role.CODE)
        language = columns.one(row, Role.LANGUAGE).lower() or self.language
        key = self._key(table, row, columns.one(row, Role.KEY) or code, text)
        draft = self.building.add(key, self._kind(table, columns.one(row, Role.KIND)), "", language, code=code)
        draft.words.clear()
        said = columns.one(row, Role.KIND)
        draft.type_name = columns.one(row, Role.TYPE) or ("" if plain(said) in OWN_WORDS else said)
        draft.uri = columns.one(row, Role.URI)
        draft.level = columns.one(row, Role.LEVEL)
        draft.status = columns.one(row, Role.STATUS)
        for role, name in _WORDS:
            for at, its in columns.numbers(role):
                value = squeeze(row[at])
                if value:
                    setattr(draft.in_language(its or language), name, value)
        for at, its in columns.numbers(Role.ALTERNATIVE):
            draft.in_language(its or language).alternative |= dict.fromkeys(_several(row[at]))
        for at, header in columns.further.items():
            if value := squeeze(row[at]):
                draft.attributes[header] = value
        self.languages |= dict.fromkeys(x for x in draft.words if x)
        for name in (key, code, text):
            if name:
                self.known.setdefault(fold(name), key)
        if code:
            self.known.setdefault(code_of(code), key)
        return draft

    def _key(self, table: Table, row: Row, said: str, text: str) -> ItemKey:
        """What the row is known by; the second row of one name gets ``~2``."""
        name = said or f"text-{digest(text)}"
        key, times = name, 1
        while ItemKey(key) in self.building.items:
            times += 1
            key = f"{name}~{times}"
        if times > 1:
            self.remarks.add("sheets.codes_repeat", table.name, f"{name} ({row.number})", Severity.WARNING)
        return ItemKey(key)

    def _kind(self, table: Table, said: str) -> ItemKind:
        if not said:
            return ItemKind.COMPETENCE
        kind = KIND_OF_WORD.get(plain(said))
        if kind is None:
            self.remarks.add("sheets.kinds_unknown", table.name, said)
            return ItemKind.COMPETENCE
        return kind

    def _place(
        self, table: Table, columns: "_Columns", row: Row, draft: Draft, stack: list[tuple[int, ItemKey]]
    ) -> None:
        if parent := columns.one(row, Role.PARENT):
            self.parents.append((draft.key, parent, table.name, row.number))
        depth = columns.one(row, Role.DEPTH)
        if depth.isascii() and depth.isdigit() and len(depth) < 4:
            while stack and stack[-1][0] >= int(depth):
                stack.pop()
            if stack and not parent:
                self.building.link(LinkKind.CHILD_OF, draft.key, stack[-1][1])
            stack.append((int(depth), draft.key))
        elif not parent:
            self._under_groups(columns, row, draft)

    def _under_groups(self, columns: "_Columns", row: Row, draft: Draft) -> None:
        above: ItemKey | None = None
        path = ""
        for at, _ in columns.numbers(Role.GROUP):
            if not (name := squeeze(row[at])) or name == draft.in_language(self.language).preferred:
                continue
            path = f"{path}/{name}"
            group = self.building.refer(ItemKey(f"group-{digest(path)}"), ItemKind.GROUP, name, self.language)
            if above is not None:
                self.building.link(LinkKind.CHILD_OF, group.key, above)
            above = group.key
        if above is not None:
            self.building.link(LinkKind.CHILD_OF, draft.key, above)


_WORDS = (
    (Role.TEXT, "preferred"),
    (Role.DESCRIPTION, "description"),
    (Role.SHORT, "short"),
    (Role.NOTE, "note"),
)


class _Columns:
    """Where in a table what stands."""

    def __init__(self, table: Table, mapping: Mapping) -> None:
        self.table = table
        self._numbers = {role: mapping.numbers(table, role) for role in Role}
        used = {at for columns in self._numbers.values() for at, _ in columns}
        self.further = {
            at: _attribute(table.header[at])
            for at in table.columns.values()
            if at not in used and any(r[at].strip() for r in table.rows)
        }

    def numbers(self, role: Role) -> tuple[tuple[int, str], ...]:
        """Columns of a role with their languages."""
        return self._numbers[role]

    def one(self, row: Row, role: Role) -> str:
        """The first value of a role."""
        return next((v for at, _ in self._numbers[role] if (v := squeeze(row[at]))), "")

    def text(self, row: Row) -> str:
        """The item's text in whichever language stands first."""
        return self.one(row, Role.TEXT)


def _attribute(header: str) -> str:
    for beginning in ATTRIBUTE:
        if header.lower().startswith(beginning):
            return header[len(beginning) :].strip()
    return header


def _several(cell: str) -> list[str]:
    """Labels of a cell: by lines; in a single line by ``;`` or ``|``."""
    pieces = re.split(r"[\r\n]+", cell) if "\n" in cell or "\r" in cell else _LABELS.split(cell)
    return [t for p in pieces if (t := squeeze(p))]


def code_of(code: str) -> str:
    """A code for comparing: look-alike letters Latin, no case, no spaces, no trailing dot."""
    return latin_code(code).casefold().rstrip(".")
