"""A DOCX as its parts: opened so that it cannot do harm, written so that the same parts give the same bytes."""

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from remeslo.interchange.programmebook.word.xml import Element
from remeslo.interchange.safety import MIB, Unreadable, ZipLimits, open_zip, parse_xml

LIMITS = ZipLimits(members=2_000, member_bytes=20 * MIB, total_bytes=60 * MIB)
MOST_BYTES = 10 * MIB
"""A template of more bytes is refused; a letterhead with logos has less than one."""
TYPES = "[Content_Types].xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from a part: identifier, last word of its type, what it leads to, whether that lies outside."""

    key: str
    kind: str
    target: str
    outside: bool


@dataclass
class Package:
    """
    The parts of a document.

    Parameters
    ----------
    parts
        Bytes by name, in the order of the archive.
    trees
        Parsed parts that are changed; they are written in place of the bytes.
    """

    name: str
    parts: dict[str, bytes]
    trees: dict[str, Element] = field(default_factory=dict)

    def tree(self, part: str) -> Element:
        """The tree of a part; changing it changes the document. Raises Unreadable."""
        if part not in self.trees:
            self.trees[part] = parse_xml(self.parts[part], name=f"{self.name}: {part}")
        return self.trees[part]

    def relations(self, part: str) -> tuple[Relation, ...]:
        """Where a part leads (``""``: the whole package), names of parts made absolute."""
        folder, base = posixpath.split(part)
        held = posixpath.join(folder, "_rels", f"{base}.rels") if part else "_rels/.rels"
        if held not in self.parts and held not in self.trees:
            return ()
        return tuple(_relation(r, folder) for r in self.tree(held).iterfind(f"{{{_RELATIONS}}}Relationship"))

    @property
    def main(self) -> str:
        """Name of the document's part; blank when the package has none."""
        found = [r.target for r in self.relations("") if r.kind == "officeDocument" and not r.outside]
        return found[0] if found and found[0] in self.parts else ""

    def related(self, kind: str) -> str:
        """Name of the one part of this kind that the document leads to; blank when there is none."""
        found = [r.target for r in self.relations(self.main) if r.kind == kind and not r.outside]
        return found[0] if found and found[0] in self.parts else ""

    def content_types(self) -> Mapping[str, str]:
        """Content type by name of part, where one is given for the part itself."""
        overrides = self.tree(TYPES).iterfind(f"{{{_TYPES_NS}}}Override")
        return {o.get("PartName", "").lstrip("/"): o.get("ContentType", "") for o in overrides}

    def add_part(self, part: str, data: bytes, *, kind: str, content_type: str) -> None:
        """A new part that the document leads to."""
        self.parts[part] = data
        etree.SubElement(
            self.tree(TYPES), f"{{{_TYPES_NS}}}Override", {"PartName": f"/{part}", "ContentType": content_type}
        )
        folder, base = posixpath.split(self.main)
        held = posixpath.join(folder, "_rels", f"{base}.rels")
        if held not in self.parts:
            self.parts[held] = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
        tree = self.tree(held)
        taken = {r.get("Id") for r in tree}
        key = next(f"rIdBook{n}" for n in range(1, len(taken) + 2) if f"rIdBook{n}" not in taken)
        target = posixpath.relpath(part, folder)
        attributes = {"Id": key, "Type": f"{_OFFICE}/{kind}", "Target": target}
        etree.SubElement(tree, f"{{{_RELATIONS}}}Relationship", attributes)

    def put_core(self, part: str, data: bytes) -> None:
        """The properties of the whole package; those that it has are replaced."""
        old = [r.target for r in self.relations("") if r.kind == "core-properties" and not r.outside]
        if old and old[0] in self.parts:
            self.trees.pop(old[0], None)
            self.parts[old[0]] = data
            return
        self.parts[part] = data
        types, links = self.tree(TYPES), self.tree("_rels/.rels")
        override = {"PartName": f"/{part}", "ContentType": _CORE_TYPE}
        etree.SubElement(types, f"{{{_TYPES_NS}}}Override", override)
        attributes = {"Id": "rIdBookCore", "Type": _CORE_KIND, "Target": part}
        etree.SubElement(links, f"{{{_RELATIONS}}}Relationship", attributes)

    def write(self) -> bytes:
        """The document; the same parts give the same bytes."""
        made = io.BytesIO()
        order = sorted(self.parts, key=lambda p: (p != TYPES, p != "_rels/.rels"))
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for part in order:
                entry = zipfile.ZipInfo(part, _DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o600 << 16
                entry.create_system = 3
                archive.writestr(entry, self._bytes(part))
        return made.getvalue()

    def _bytes(self, part: str) -> bytes:
        if part not in self.trees:
            return self.parts[part]
        return etree.tostring(self.trees[part], xml_declaration=True, encoding="UTF-8", standalone=True)


def open_package(data: bytes, *, name: str) -> Package:
    """The parts of a DOCX; raises Unreadable for what is no archive or a harmful one."""
    archive = open_zip(data, name=name, limits=LIMITS)
    return Package(name, {part: archive.read(part) for part in archive.names})


def _relation(element: Element, folder: str) -> Relation:
    target = element.get("Target", "")
    outside = element.get("TargetMode") == "External"
    if not outside:
        target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    kind = element.get("Type", "").rpartition("/")[2]
    return Relation(element.get("Id", ""), kind, target, outside)


__all__ = ["LIMITS", "MAIN", "MOST_BYTES", "TYPES", "Package", "Relation", "Unreadable", "open_package"]
