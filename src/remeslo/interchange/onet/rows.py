"""Rows of O*NET's tables into items and links, one method a table."""

from collections.abc import Callable, Mapping
from datetime import date

from remeslo.core.base.findings import Severity
from remeslo.core.competence.framework import ItemKey, ItemKind, LinkKind, Rating
from remeslo.interchange.frameworks.building import Building
from remeslo.interchange.frameworks.claims import (
    Claim,
    Claims,
    attribute_claim,
    level_claim,
    link_claim,
    rating_claim,
    text_claim,
)
from remeslo.interchange.frameworks.remarks import Remarks
from remeslo.interchange.onet import recognise as r
from remeslo.interchange.onet.cells import Cells
from remeslo.interchange.onet.columns import KEPT
from remeslo.interchange.onet.names import (
    commodity_key,
    element_kind,
    emerging_key,
    example_key,
    parent_code,
    task_key,
)
from remeslo.interchange.onet.recognise import Kind
from remeslo.interchange.sheets.grid import Table

ORDER = tuple(Kind)
"""Tables in the order in which they are read: what others refer to comes first."""


class Rows:
    """Reads tables one after another into one ``Building``."""

    def __init__(self, language: str, where: str) -> None:
        self.language = language
        self.where = where
        self.building = Building()
        self.remarks = Remarks()
        self.latest: date | None = None

    def read(self, kind: Kind, table: Table) -> Claims:
        """One table: each row becomes a claim, or is left out with a remark."""
        claims = Claims(kind.value, table.name, table.found)
        read_row = self._readers()[kind]
        for row in table.rows:
            cells = Cells(table, row)
            claim = read_row(cells)
            if claim is None:
                claims.left_out += 1
                self.remarks.add("onet.rows_incomplete", table.name, row.number, Severity.WARNING)
            else:
                claims.claims.append(claim)
            self._note_date(cells("Date"))
        if kind in KEPT:
            for column in table.unknown(KEPT[kind]):
                self.remarks.add("onet.columns_not_kept", table.name, column)
        return claims

    def finish(self) -> None:
        """What only shows when all tables are read: the hierarchy of elements, and things that no table describes."""
        self._element_tree()
        for draft in self.building.stubs:
            code = "onet.occupation_without_row" if draft.kind is ItemKind.OCCUPATION else "onet.thing_without_row"
            self.remarks.add(code, self.where, draft.code or draft.key)
        for draft in self.building.nameless:
            self.remarks.add("framework.link_to_nameless", self.where, draft.code or draft.key, Severity.WARNING)

    def _readers(self) -> Mapping[Kind, "Callable[[Cells], Claim | None]"]:
        return {
            Kind.OCCUPATIONS: self._occupation,
            Kind.TASKS: self._task,
            Kind.EMERGING: self._emerging,
            Kind.TASK_ACTIVITIES: self._task_activity,
            Kind.ACTIVITIES: self._activity,
            Kind.INTERMEDIATE: self._intermediate,
            Kind.ELEMENTS: self._element,
            Kind.RATINGS: self._rating,
            Kind.CATEGORIES: self._category,
            Kind.TASK_RATINGS: self._task_rating,
            Kind.TECHNOLOGY: lambda c: self._example(c, ItemKind.TECHNOLOGY),
            Kind.TOOLS: lambda c: self._example(c, ItemKind.TOOL),
            Kind.TITLES: self._title,
            Kind.REPORTED: self._title,
            Kind.RELATED: self._related,
            Kind.ZONES: self._zone,
            Kind.ELEMENT_LINKS: self._element_link,
        }

    def _occupation(self, c: "Cells") -> Claim | None:
        code, title = c(r.OCCUPATION), c("Title")
        if not code or not title:
            return None
        draft = self.building.add(ItemKey(code), ItemKind.OCCUPATION, title, self.language, code=code)
        draft.in_language(self.language).description = c("Description")
        return text_claim(code, self.language, title)

    def _occupation_of(self, c: "Cells") -> ItemKey | None:
        code = c(r.OCCUPATION)
        if not code:
            return None
        return self.building.refer(ItemKey(code), ItemKind.OCCUPATION, c("Title"), self.language, code=code).key

    def _task(self, c: "Cells") -> Claim | None:
        occupation, number, text = self._occupation_of(c), c("Task ID"), c("Task")
        if occupation is None or not number or not text:
            return None
        draft = self.building.add(task_key(number), ItemKind.TASK, text, self.language, code=number)
        draft.type_name = c("Task Type")
        draft.attributes |= c.named("Incumbents Responding", "Date", "Domain Source")
        self.building.link(LinkKind.CHILD_OF, draft.key, occupation)
        return text_claim(draft.key, self.language, text)

    def _emerging(self, c: "Cells") -> Claim | None:
        occupation, text = self._occupation_of(c), c("Task")
        if occupation is None or not text:
            return None
        draft = self.building.add(emerging_key(occupation, text), ItemKind.TASK, text, self.language)
        draft.type_name = f"Emerging: {c('Category')}".rstrip(": ")
        draft.attributes |= c.named("Date", "Domain Source", "Original Task")
        self.building.link(LinkKind.CHILD_OF, draft.key, occupation)
        if original := c("Original Task ID"):
            task = self.building.refer(task_key(original), ItemKind.TASK, c("Original Task"), self.language)
            self.building.link(LinkKind.REPLACED_BY, task.key, draft.key)
        return text_claim(draft.key, self.language, text)

    def _task_activity(self, c: "Cells") -> Claim | None:
        occupation, number, dwa = self._occupation_of(c), c("Task ID"), c(*r.DWA_ID)
        if occupation is None or not number or not dwa:
            return None
        task = self.building.refer(task_key(number), ItemKind.TASK, c("Task"), self.language, code=number)
        activity = self._activity_of(dwa, c(*r.DWA_TITLE))
        self.building.link(LinkKind.CHILD_OF, task.key, occupation)
        link = self.building.link(LinkKind.REALISES, task.key, activity)
        link.attributes |= c.named("Date", "Domain Source")
        return link_claim(LinkKind.REALISES, task.key, activity)

    def _activity_of(self, code: str, title: str) -> ItemKey:
        return self.building.refer(ItemKey(code), ItemKind.ACTIVITY, title, self.language, code=code).key

    def _activity(self, c: "Cells") -> Claim | None:
        dwa, title, iwa = c(*r.DWA_ID), c(*r.DWA_TITLE), c(*r.IWA_ID)
        if not dwa or not title or not iwa:
            return None
        draft = self.building.add(ItemKey(dwa), ItemKind.ACTIVITY, title, self.language, code=dwa)
        draft.type_name = "DWA"
        above = self.building.refer(ItemKey(iwa), ItemKind.ACTIVITY, c(*r.IWA_TITLE), self.language, code=iwa)
        self.building.link(LinkKind.CHILD_OF, draft.key, above.key)
        self._under_element(above.key, c)
        return text_claim(dwa, self.language, title)

    def _intermediate(self, c: "Cells") -> Claim | None:
        iwa, title = c(*r.IWA_ID), c(*r.IWA_TITLE)
        if not iwa or not title:
            return None
        draft = self.building.add(ItemKey(iwa), ItemKind.ACTIVITY, title, self.language, code=iwa)
        draft.type_name = "IWA"
        self._under_element(draft.key, c)
        return text_claim(iwa, self.language, title)

    def _under_element(self, key: ItemKey, c: "Cells") -> None:
        if element := c(*r.GWA_ID):
            self.building.link(LinkKind.CHILD_OF, key, self._element_of(element, c(*r.GWA_TITLE)))

    def _element(self, c: "Cells") -> Claim | None:
        code, name = c("Element ID"), c("Element Name")
        if not code or not name:
            return None
        draft = self.building.add(ItemKey(code), element_kind(code), name, self.language, code=code)
        draft.in_language(self.language).description = c("Description")
        return text_claim(code, self.language, name)

    def _element_of(self, code: str, name: str) -> ItemKey:
        return self.building.refer(ItemKey(code), element_kind(code), name, self.language, code=code).key

    def _rating(self, c: "Cells", category: str = "") -> Claim | None:
        occupation, code, scale, value = self._occupation_of(c), c("Element ID"), c("Scale ID"), c.number("Data Value")
        if occupation is None or not code or not scale or value is None:
            return None
        element = self._element_of(code, c("Element Name"))
        scale = f"{scale}/{category}" if category else scale
        kind = LinkKind.REQUIRES if element_kind(code) in _REQUIRED else LinkKind.RELATED
        rating = Rating(scale=scale, value=value, is_usable=c.is_usable)
        self.building.link(kind, occupation, element).ratings[rating] = None
        return rating_claim(occupation, element, scale, value)

    def _category(self, c: "Cells") -> Claim | None:
        return self._rating(c, c("Category"))

    def _task_rating(self, c: "Cells") -> Claim | None:
        occupation, number, scale, value = self._occupation_of(c), c("Task ID"), c("Scale ID"), c.number("Data Value")
        if occupation is None or not number or not scale or value is None:
            return None
        task = self.building.refer(task_key(number), ItemKind.TASK, c("Task"), self.language, code=number).key
        scale = f"{scale}/{c('Category')}" if c("Category") else scale
        link = self.building.link(LinkKind.CHILD_OF, task, occupation)
        link.ratings[Rating(scale=scale, value=value, is_usable=c.is_usable)] = None
        return rating_claim(task, occupation, scale, value)

    def _example(self, c: "Cells", kind: ItemKind) -> Claim | None:
        occupation, text, commodity = self._occupation_of(c), c("Example", "Workplace Example"), c("Commodity Code")
        if occupation is None or not text:
            return None
        draft = self.building.add(example_key(kind, text), kind, text, self.language)
        if commodity:
            name = c("Commodity Title") or commodity
            group = self.building.add(commodity_key(commodity), ItemKind.GROUP, name, self.language, code=commodity)
            group.type_name = "UNSPSC"
            self.building.link(LinkKind.CHILD_OF, draft.key, group.key)
        draft.in_language(self.language).alternative[text] = None
        link = self.building.link(LinkKind.USES, occupation, draft.key, mark=commodity)
        link.attributes |= c.named("Hot Technology", "In Demand") | {"Commodity Code": commodity}
        if commodity:
            return attribute_claim(LinkKind.USES, occupation, draft.key, "Commodity Code", commodity)
        return link_claim(LinkKind.USES, occupation, draft.key)

    def _title(self, c: "Cells") -> Claim | None:
        occupation, title = self._occupation_of(c), c("Alternate Title", "Reported Job Title")
        if occupation is None or not title:
            return None
        labels = self.building.items[occupation].in_language(self.language).alternative
        labels[title] = None
        if short := c("Short Title"):
            labels[short] = None
        return text_claim(occupation, self.language, title)

    def _related(self, c: "Cells") -> Claim | None:
        occupation, other = self._occupation_of(c), c("Related O*NET-SOC Code")
        if occupation is None or not other:
            return None
        title = c("Related Title")
        there = self.building.refer(ItemKey(other), ItemKind.OCCUPATION, title, self.language, code=other).key
        link = self.building.link(LinkKind.RELATED, occupation, there)
        index = c("Index")
        link.order = int(index) if index.isascii() and index.isdigit() and len(index) < 10 else None
        link.attributes |= c.named("Relatedness Tier")
        return link_claim(LinkKind.RELATED, occupation, there)

    def _zone(self, c: "Cells") -> Claim | None:
        occupation, zone = self._occupation_of(c), c("Job Zone")
        if occupation is None or not zone:
            return None
        self.building.items[occupation].level = zone
        return level_claim(occupation, zone)

    def _element_link(self, c: "Cells") -> Claim | None:
        first, second = r.linked(c.table)
        if not c(first) or not c(second):
            return None
        ends = [self._element_of(c(end), c(end.replace("Element ID", "Element Name"))) for end in (first, second)]
        self.building.link(LinkKind.RELATED, ends[0], ends[1])
        return link_claim(LinkKind.RELATED, ends[0], ends[1])

    def _element_tree(self) -> None:
        """An element stands under the one whose code its own code begins with; those that have others are groups."""
        items = self.building.items.values()
        elements = [d for d in items if d.code == d.key and d.kind in _IN_TREE and "-" not in d.key]
        codes = {d.key for d in elements}
        for draft in elements:
            above = ItemKey(parent_code(draft.code))
            if above in codes and not draft.type_name:
                self.building.link(LinkKind.CHILD_OF, draft.key, above)
                if not self.building.items[above].type_name:
                    self.building.items[above].kind = ItemKind.GROUP

    def _note_date(self, text: str) -> None:
        first, _, second = text.partition("/")
        if first.isdigit() and second.isdigit() and 1 <= int(first) <= 12 and 1900 <= int(second) <= 2100:
            day = date(int(second), int(first), 1)
            self.latest = day if self.latest is None else max(self.latest, day)


_REQUIRED = (ItemKind.SKILL, ItemKind.KNOWLEDGE, ItemKind.ABILITY, ItemKind.ACTIVITY)
_IN_TREE = (*_REQUIRED, ItemKind.OTHER, ItemKind.GROUP)
