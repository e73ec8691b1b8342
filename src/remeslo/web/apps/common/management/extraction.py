"""Texts to translate in Python and templates, found without the gettext tools (which a bare machine does not have)."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.template.base import Lexer, TokenType
from django.utils.translation import trim_whitespace

_SINGLE = {"gettext", "gettext_lazy", "gettext_noop", "_"}
_PLURAL = {"ngettext", "ngettext_lazy"}
_CONTEXT = {"pgettext", "pgettext_lazy"}
_QUOTED = r"""(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')"""
_TRANSLATE = re.compile(rf"^trans(?:late)?\s+{_QUOTED}(.*)$", re.DOTALL)
_BLOCK = re.compile(r"^blocktrans(?:late)?\b(.*)$", re.DOTALL)
_CONTEXT_OPTION = re.compile(rf"\bcontext\s+{_QUOTED}")
_INNER = re.compile(rf"_\(\s*{_QUOTED}\s*\)")


@dataclass(frozen=True, slots=True)
class Text:
    """A text to translate."""

    msgid: str
    plural: str = ""
    context: str = ""


def texts_of(path: Path) -> Iterator[Text]:
    """Texts of one file, in order."""
    source = path.read_text(encoding="utf-8")
    return _of_python(source) if path.suffix == ".py" else _of_template(source)


def _of_python(source: str) -> Iterator[Text]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if name in _SINGLE and len(words) == 1:
            yield Text(words[0])
        elif name in _PLURAL and len(words) == 2:
            yield Text(words[0], plural=words[1])
        elif name in _CONTEXT and len(words) == 2:
            yield Text(words[1], context=words[0])


def _of_template(source: str) -> Iterator[Text]:
    tokens = iter(Lexer(source).tokenize())
    for token in tokens:
        if token.token_type not in (TokenType.BLOCK, TokenType.VAR):
            continue
        contents = token.contents.strip()
        if token.token_type == TokenType.BLOCK and (found := _TRANSLATE.match(contents)):
            yield Text(_unquoted(found[1], found[2]), context=_context(found[3]))
        elif token.token_type == TokenType.BLOCK and (found := _BLOCK.match(contents)):
            yield _block(tokens, found[1])
        else:
            for inner in _INNER.finditer(contents):
                yield Text(_unquoted(inner[1], inner[2]))


def _block(tokens: Iterator[object], options: str) -> Text:
    """The text of a blocktranslate as Django will look it up."""
    parts: list[list[str]] = [[]]
    for token in tokens:
        kind, contents = token.token_type, token.contents  # type: ignore[attr-defined]
        if kind == TokenType.TEXT:
            parts[-1].append(contents.replace("%", "%%"))
        elif kind == TokenType.VAR:
            parts[-1].append(f"%({contents.strip()})s")
        elif contents.strip() == "plural":
            parts.append([])
        elif contents.strip().startswith("endblocktrans"):
            break
    texts = ["".join(p) for p in parts]
    if re.search(r"\btrimmed\b", options):
        texts = [trim_whitespace(t) for t in texts]
    return Text(texts[0], plural=texts[1] if len(texts) > 1 else "", context=_context(options))


def _context(options: str) -> str:
    found = _CONTEXT_OPTION.search(options)
    return _unquoted(found[1], found[2]) if found else ""


def _unquoted(double: str | None, single: str | None) -> str:
    return re.sub(r"\\(.)", r"\1", double if double is not None else single or "")
