"""The paper as DOCX, to be printed and signed, or read before it is signed here."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from remeslo.core.agreements.agreement import Agreement
from remeslo.interchange.agreementpaper.lines import PaperLine, party_name, title_of
from remeslo.interchange.agreementpaper.scene import PaperScene
from remeslo.interchange.agreementpaper.words import word
from remeslo.interchange.coursepapers.docx import PageBreak, blocks_docx
from remeslo.interchange.programmebook.blocks import Block, Heading, Level, Paragraph, Role, Table, cell, head, row
from remeslo.interchange.sentences import Language, label, wording


def agreement_docx(
    agreement: Agreement,
    lines: Sequence[PaperLine],
    scene: PaperScene,
    *,
    language: Language,
    signed: Mapping[str, date] | None = None,
) -> bytes:
    """
    A document of these lines with a place for every signature.

    Parameters
    ----------
    lines
        Of the version that is printed (see `paper_lines`).
    signed
        Days on which signatories signed here, by their keys.
    """
    note = label("word.illustrative", language) if scene.illustrative else ""
    title = f"{title_of(agreement, language)} {word('head.number', language, number=agreement.key)}"
    blocks = _blocks(agreement, lines, scene, language, signed or {})
    return blocks_docx(blocks, language=language, title=title, note=note)


def _blocks(
    agreement: Agreement,
    lines: Sequence[PaperLine],
    scene: PaperScene,
    language: Language,
    signed: Mapping[str, date],
) -> Iterator[Block | PageBreak]:
    place = scene.settlement or word("head.to_write", language)
    for line in lines:
        if line.key == "title":
            yield Heading(line.text, Level.PLAIN)
    yield Paragraph((word("head.place_and_day", language, place=place),), Role.NAME)
    body = [line for line in lines if line.key != "title"]
    for section, own in groupby(body, key=lambda line: line.label.partition(",")[0]):
        yield Heading(section, Level.PLAIN)
        for line in own:
            mark = line.key.removeprefix("clause/") + ". " if line.key.startswith("clause/") else ""
            yield Paragraph((f"{mark}{line.text}",))
    yield Heading(word("section.signatures", language), Level.PLAIN)
    yield _signatures(agreement, scene, language, signed)
    text = agreement.text
    hashed = word("sign.hash", language, hash=text.sha256) if text is not None else word("sign.draft", language)
    yield Paragraph((hashed,), Role.NOTE)


def _signatures(agreement: Agreement, scene: PaperScene, language: Language, signed: Mapping[str, date]) -> Table:
    rows = []
    for one in agreement.signatories:
        day = signed.get(str(one.key))
        given = word("sign.signed", language, day=wording(day, language)) if day is not None else "_" * 20
        name = party_name(agreement.party_of[one.party], scene, language)
        rows.append(row(name, cell(one.authority.post, one.name), cell(given, word("sign.seal", language))))
    heads = head(*(word(f"sign.{k}", language) for k in ("side", "who", "signature")))
    return Table("agreement-signatures", "", (1.4, 1.2, 1.2), heads, tuple(rows))
