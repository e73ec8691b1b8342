"""XML from outside: a tree, or a finding with line and cause; no entity, no address, no file, no exhaustion."""

from __future__ import annotations

import codecs
import socket
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.base.findings import Finding
from remeslo.interchange.safety import Unreadable, XmlLimits, parse_xml, read_xml

SAMPLE = '<?xml version="1.0" encoding="utf-8"?>\n<root>\n <a k="1">Станок</a>\n <b>&lt;ЧПУ&gt; &#1071;</b>\n</root>\n'
BODY = "<root><a>Наладка и контроль станков по чертежу</a></root>"


def refused(data: bytes | str, **kwargs: XmlLimits) -> Finding:
    with pytest.raises(Unreadable) as caught:
        parse_xml(data.encode() if isinstance(data, str) else data, name="s.xml", **kwargs)
    (finding,) = caught.value.findings
    assert finding.hard
    return finding


def read_or_refuse(data: bytes) -> None:
    try:
        assert parse_xml(data, name="s.xml").tag is not None
    except Unreadable as refusal:
        assert refusal.findings
        assert all(f.hard and f.code.split(".")[0] in {"file", "xml"} for f in refusal.findings)


@given(st.binary(max_size=500))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read_or_refuse(data)


@given(st.integers(0, len(SAMPLE.encode())))
def test_any_truncation_is_read_or_refused(size: int) -> None:
    read_or_refuse(SAMPLE.encode()[:size])


@given(st.lists(st.tuples(st.integers(0, len(SAMPLE.encode()) - 1), st.integers(0, 7)), max_size=6))
def test_any_bit_flips_are_read_or_refused(flips: list[tuple[int, int]]) -> None:
    data = bytearray(SAMPLE.encode())
    for place, bit in flips:
        data[place] ^= 1 << bit
    read_or_refuse(bytes(data))


@given(
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "windows-1251", "koi8-r", "cp866"]),
    st.sampled_from(["utf-8", "utf-16", "windows-1251", "koi8-r", "idna", "unicode_escape", "x-unknown", "zlib"]),
)
def test_any_encoding_under_any_declaration_is_never_read_as_other_letters(real: str, declared: str) -> None:
    data = f'<?xml version="1.0" encoding="{declared}"?>{BODY}'.encode(real)
    try:
        document = read_xml(data, name="s.xml")
    except Unreadable:
        return
    text = document.root.findtext("a")

    assert text == "Наладка и контроль станков по чертежу" or {real, declared} <= {"windows-1251", "koi8-r", "cp866"}


@pytest.mark.parametrize("real", ["utf-8", "utf-8-sig", "utf-16", "windows-1251"])
def test_declaration_that_is_wrong_is_told_and_the_bytes_are_believed(real: str) -> None:
    declared = "utf-8" if real in ("windows-1251", "utf-16") else "windows-1251"
    document = read_xml(f'<?xml version="1.0" encoding="{declared}"?>{BODY}'.encode(real), name="s.xml")

    assert document.root.findtext("a") == "Наладка и контроль станков по чертежу"
    assert [(f.code, f.facts["declared"]) for f in document.findings] == [("xml.encoding_differs", declared)]
    assert not any(f.hard for f in document.findings)


def test_western_declaration_is_believed_only_when_the_bytes_are_nothing_better() -> None:
    russian = read_xml(('<?xml version="1.0" encoding="iso-8859-1"?>' + BODY).encode("windows-1251"), name="s.xml")
    western = read_xml('<?xml version="1.0" encoding="iso-8859-1"?><r>Zürich, café</r>'.encode("latin-1"), name="s.xml")

    assert russian.root.findtext("a") == "Наладка и контроль станков по чертежу"
    assert western.root.text == "Zürich, café"


def test_windows_1251_declared_or_not_is_read_and_told() -> None:
    for declaration in (
        "",
        '<?xml version="1.0" encoding="windows-1251"?>',
        "<?xml version='1.0' encoding='CP1251' ?>",
    ):
        document = read_xml((declaration + BODY).encode("windows-1251"), name="s.xml")

        assert document.root.findtext("a") == "Наладка и контроль станков по чертежу"
        assert [f.code for f in document.findings] == ["file.read_as"]


def test_lines_before_the_declaration_are_forgiven_and_counted() -> None:
    assert parse_xml(("\n\n" + SAMPLE).encode(), name="s.xml").find("a").sourceline == 5  # type: ignore[union-attr]


ENTITIES = {
    "local file": '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///path">]><r>&x;</r>',
    "address": '<!DOCTYPE r [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]><r>&x;</r>',
    "parameter": '<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]><r/>',
    "external document type": '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd"><r/>',
    "public document type": '<?xml version="1.0"?><!-- a --><?pi b?>\n<!DOCTYPE r PUBLIC "-//X//Y" "x.dtd"><r/>',
    "laughs": "<!DOCTYPE r [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY a{n} '{('&a' + str(n - 1) + ';') * 10}'>" for n in range(1, 12)).replace("&a0;", "&a;")
    + "]><r>&a11;</r>",
    "quadratic": f"<!DOCTYPE r [<!ENTITY a '{'x' * 50_000}'>]><r>{'&a;' * 50_000}</r>",
    "attribute default": "<!DOCTYPE r [<!ATTLIST r a CDATA 'v'>]><r/>",
}


@pytest.mark.parametrize("kind", ENTITIES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_document_type_is_refused_by_name(kind: str, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("the network was asked"))
    started = time.monotonic()

    finding = refused(ENTITIES[kind].encode(encoding))

    assert (finding.code, finding.facts["doctype"]) == ("xml.entities_refused", "r")
    assert time.monotonic() - started < 2


def test_document_type_after_the_root_or_an_unknown_entity_is_broken_xml() -> None:
    assert refused("<r/><!DOCTYPE r [<!ENTITY a 'b'>]>").code == "xml.broken"
    assert refused("<r>&a;</r>").code == "xml.broken"


def test_inclusions_and_style_sheets_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<secret/>")
    text = f"""<?xml-stylesheet href="{secret.as_uri()}"?><r xmlns:xi="http://www.w3.org/2001/XInclude"
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="{secret.as_uri()}">
        <xi:include href="{secret.as_uri()}"/></r>"""

    assert [child.tag for child in parse_xml(text.encode(), name="s.xml")] == [
        "{http://www.w3.org/2001/XInclude}include"
    ]


def test_deep_nesting_ends_in_a_finding() -> None:
    assert refused("<a>" * 100_000 + "</a>" * 100_000).code == "xml.too_deep"
    assert parse_xml(("<a>" * 250 + "</a>" * 250).encode(), name="s.xml").tag == "a"


def test_too_much_markup_is_refused_before_the_tree_is_built() -> None:
    limits = XmlLimits(elements=1000, attributes=1000)
    exactly = refused("<r>" + "<a/>" * 1000 + "</r>", limits=limits)

    assert (exactly.code, exactly.facts) == ("xml.too_many_elements", {"elements": 1001, "limit": 1000})
    attributes = refused("<r " + " ".join(f'a{n}=""' for n in range(1001)) + "/>", limits=limits)
    assert attributes.facts == {"attributes": 1001, "limit": 1000}
    assert len(parse_xml(("<r>" + "<a></a>" * 999 + "</r>").encode(), name="s.xml", limits=limits)) == 999


def test_one_endless_text_is_refused() -> None:
    assert refused("<a>" + "x" * 11_000_000 + "</a>").code == "xml.text_too_long"


def test_broken_xml_tells_line_column_and_reason() -> None:
    finding = refused('<?xml version="1.0"?>\n<r>\n  <a>один</b>\n</r>')

    assert (finding.code, finding.where) == ("xml.broken", "s.xml:3")
    assert finding.facts["line"] == 3
    assert isinstance(finding.facts["column"], int)
    assert "mismatch" in str(finding.facts["reason"])


@pytest.mark.parametrize("text", [SAMPLE[:-10], SAMPLE[:-18], SAMPLE[:70], "<r><a", '<r><a b="c'])
def test_document_without_its_end_is_called_cut_short(text: str) -> None:
    assert refused(text).code == "xml.cut_short"


@pytest.mark.parametrize(
    "page", ["<!DOCTYPE html><html><body>502</body></html>", "\n<HTML><p>x", "<!-- saved --><!doctype HTML>x"]
)
def test_saved_web_page_is_called_so(page: str) -> None:
    assert refused(page).code == "xml.web_page"


def test_other_things_in_an_xml_file_are_named() -> None:
    assert refused("код;название\n1;Станок").facts == {"begins": "код;название"}
    assert refused('{"standards": []}').code == "xml.not_xml"
    assert refused(codecs.BOM_UTF8 + b"<?xml version='1.0'?>  ").code == "file.empty"
    assert refused(b"PK\x03\x04").code == "file.binary"


@settings(max_examples=30)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_text_comes_back_unchanged_whatever_its_characters(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if any(c in "￾￿" for c in text):
        return

    assert (parse_xml(f"<r>{escaped}</r>".encode(), name="s.xml").text or "") == text


PUBLIC = '<!DOCTYPE root PUBLIC "-//Somebody//DTD//EN" "file:///etc/passwd">'


@pytest.mark.parametrize("doctype", [PUBLIC, "<!DOCTYPE root>", "<!-- a -->\n<!DOCTYPE root SYSTEM\n 'x.dtd' >"])
def test_a_permitted_document_type_that_declares_nothing_is_blanked_and_lines_keep_their_numbers(doctype: str) -> None:
    limits = XmlLimits(doctypes=frozenset({"root"}))
    root = parse_xml(f'<?xml version="1.0"?>\n{doctype}\n{BODY}'.encode(), name="s.xml", limits=limits)

    assert root.getroottree().docinfo.internalDTD is None
    assert root.sourceline == 3 + doctype.count("\n")


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE root [<!ENTITY a "b">]>',
        '<!DOCTYPE root PUBLIC "x" "y" [<!ENTITY a "b">]>',
        "<!DOCTYPE other>",
        "<!DOCTYPE root><!DOCTYPE root>",
        '<!DOCTYPE root SYSTEM "x" [ ]>',
    ],
)
def test_any_other_document_type_is_refused_even_where_one_is_permitted(doctype: str) -> None:
    assert refused(doctype + BODY, limits=XmlLimits(doctypes=frozenset({"root"}))).code == "xml.entities_refused"
