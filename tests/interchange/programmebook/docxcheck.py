"""A DOCX looked at as a strict reader would: parts, links, identifiers, tables and their text."""

from functools import cache
from io import BytesIO
from posixpath import dirname, join, normpath
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def parts(data):
    """Bytes by name of part; a broken archive or a repeated name fails here."""
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == len(set(names))
        return {name: archive.read(name) for name in names}


@cache
def trees(data):
    """Every part as a tree; one that is no XML fails here."""
    return {name: etree.fromstring(body) for name, body in parts(data).items() if name.endswith((".xml", ".rels"))}


def faults(data):
    """What a strict reader would refuse: dangling links, types, styles, lists; repeated identifiers; bad tables."""
    found = trees(data)
    document = found["word/document.xml"]
    wrong = [*_links(found), *_types(found), *_identifiers(document), *_styles(found)]
    for n, table in enumerate(document.iter(f"{W}tbl"), start=1):
        wrong += [f"table {n}: {fault}" for fault in _table(table)]
    return wrong


def _links(found):
    names = set(found)
    for part, tree in found.items():
        if not part.endswith(".rels"):
            continue
        folder = dirname(dirname(part))
        keys = [r.get("Id") for r in tree.iter(RELATIONS)]
        if len(keys) != len(set(keys)):
            yield f"{part}: repeated link"
        for r in tree.iter(RELATIONS):
            if r.get("TargetMode") != "External" and normpath(join(folder, r.get("Target"))) not in names:
                yield f"{part}: {r.get('Target')} is not there"


def _types(found):
    tree = found["[Content_Types].xml"]
    named = [o.get("PartName").lstrip("/") for o in tree if o.get("PartName")]
    for name in named:
        if name not in found:
            yield f"content type of {name}, which is not there"
    if len(named) != len(set(named)):
        yield "two content types of one part"


def _identifiers(document):
    for what in ("bookmarkStart", "bookmarkEnd"):
        keys = [e.get(f"{W}id") for e in document.iter(f"{W}{what}")]
        if len(keys) != len(set(keys)):
            yield f"{what}: repeated id"
    controls = [e.get(f"{W}val") for e in document.iterfind(f".//{W}sdtPr/{W}id")]
    if len(controls) != len(set(controls)):
        yield "content control: repeated id"
    names = {e.get(f"{W}name") for e in document.iter(f"{W}bookmarkStart")}
    for link in document.iter(f"{W}hyperlink"):
        if link.get(f"{W}anchor") not in names:
            yield f"link to {link.get(f'{W}anchor')}, which is not there"
    depth = 0
    for mark in document.iter(f"{W}fldChar"):
        depth += {"begin": 1, "end": -1}.get(mark.get(f"{W}fldCharType"), 0)
    if depth:
        yield "a field does not end"


def _styles(found):
    known = {s.get(f"{W}styleId") for s in found["word/styles.xml"].iter(f"{W}style")}
    keys = [s.get(f"{W}styleId") for s in found["word/styles.xml"].iter(f"{W}style")]
    if len(keys) != len(known):
        yield "two styles with one identifier"
    for tag in ("pStyle", "rStyle", "tblStyle"):
        for use in found["word/document.xml"].iter(f"{W}{tag}"):
            if use.get(f"{W}val") not in known:
                yield f"style {use.get(f'{W}val')} is not there"
    lists = {n.get(f"{W}numId") for n in found["word/numbering.xml"].iter(f"{W}num")}
    for use in found["word/styles.xml"].iter(f"{W}numId"):
        if use.get(f"{W}val") not in lists:
            yield f"list {use.get(f'{W}val')} is not there"


def _table(table):
    widths = [int(c.get(f"{W}w")) for c in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    if sum(widths) != int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w")):
        yield "columns do not add up to the table"
    if min(widths) <= 0:
        yield "a column without width"
    head_over = False
    for row in table.iterfind(f"{W}tr"):
        if sum(_span(c) for c in row.iter(f"{W}tc")) != len(widths):
            yield "a row is not as wide as the table"
        if row.find(f"{W}trPr/{W}cantSplit") is None:
            yield "a row may be split"
        is_head = row.find(f"{W}trPr/{W}tblHeader") is not None
        if is_head and head_over:
            yield "a head row below the body"
        head_over = head_over or not is_head
        if any(len(c.findall(f"{W}p")) == 0 for c in row.iter(f"{W}tc")):
            yield "a cell without a paragraph"


def _span(cell):
    found = cell.find(f"{W}tcPr/{W}gridSpan")
    return int(found.get(f"{W}val")) if found is not None else 1


def text(element):
    """The text of an element, its paragraphs on lines of their own."""
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in element.iter(f"{W}p"))


def tables(data):
    """Rows of texts by the table's description, as the document itself says them; heads are left out."""
    found = {}
    for table in trees(data)["word/document.xml"].iter(f"{W}tbl"):
        key = table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val")
        rows = [r for r in table.iterfind(f"{W}tr") if r.find(f"{W}trPr/{W}tblHeader") is None]
        assert key not in found, f"two tables {key}"
        found[key] = [[text(c) for c in row.iter(f"{W}tc")] for row in rows]
    return found


def text_widths(data):
    """Width of the text where each table of the body stands, and the width of the table."""
    found, waiting = [], []
    for block in trees(data)["word/document.xml"].find(f"{W}body"):
        if block.tag == f"{W}tbl":
            waiting.append(int(block.find(f"{W}tblPr/{W}tblW").get(f"{W}w")))
        section = block if block.tag == f"{W}sectPr" else block.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
            width = int(size.get(f"{W}w")) - int(margins.get(f"{W}left")) - int(margins.get(f"{W}right"))
            found += [(width, w) for w in waiting]
            waiting = []
    return found
