"""
Writes the typed Python client of the interface for programs from its own OpenAPI document.

    python scripts/apiclient.py FILE            writes it
    python scripts/apiclient.py FILE --check    fails when the file is not what would be written

The client is one file of the standard library alone: a `TypedDict` for every schema, a method for every operation.
"""

from __future__ import annotations

import argparse
import keyword
import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HEAD = '''# ruff: noqa
# fmt: off
"""
Typed client of the Remeslo interface for programs. Written by scripts/apiclient.py; do not change it by hand.

    client = Client("https://remeslo.example", token)
    card, etag = client.demand_card(cluster="severokamsk", key="osnastka-02").tagged
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Literal, NotRequired, TypedDict, TypeVar

T = TypeVar("T")


class Refused(Exception):
    """The request was answered with problem details; ``problem`` has them whole."""

    def __init__(self, problem: Mapping[str, Any]) -> None:
        super().__init__(f"{problem.get('status')} {problem.get('title')}: {problem.get('detail')}")
        self.problem = problem

    @property
    def status(self) -> int:
        """The HTTP status."""
        return int(self.problem.get("status", 0))

    @property
    def kind(self) -> str:
        """The last word of the problem's type: ``outdated``."""
        return str(self.problem.get("type", "")).rpartition(":")[2]


@dataclass(frozen=True)
class Answer(Generic[T]):
    """What was answered, with the tag of its version (empty where it has none)."""

    value: T
    etag: str

    @property
    def tagged(self) -> tuple[T, str]:
        """Both."""
        return self.value, self.etag

'''
TAIL = '''

class Client(Operations):
    """
    One token's way to one server.

    ``timeout_s`` is for one request. A request that got no answer may be sent again with the same ``idempotency_key``.
    """

    def __init__(self, server: str, token: str, *, language: str = "en", timeout_s: float = 60) -> None:
        self._server, self._token = server.rstrip("/"), token
        self._language, self._timeout_s = language, timeout_s

    def _ask(self, method: str, path: str, query: Mapping[str, Any], body: Any, headers: Mapping[str, str]) -> Any:
        asked = urllib.parse.urlencode({k: _text(v) for k, v in query.items() if v is not None})
        data = None if body is None else json.dumps(body).encode()
        head = {"Authorization": f"Bearer {self._token}", "Accept-Language": self._language}
        head |= {k: v for k, v in headers.items() if v} | ({} if data is None else {"Content-Type": "application/json"})
        url = f"{self._server}{path}" + (f"?{asked}" if asked else "")
        request = urllib.request.Request(url, data=data, method=method, headers=head)
        try:
            with urllib.request.urlopen(request, timeout=self._timeout_s) as response:
                content, kind = response.read(), response.headers.get_content_type()
                value = json.loads(content) if kind == "application/json" else content
                return Answer(value, response.headers.get("ETag", ""))
        except urllib.error.HTTPError as error:
            with error:
                raise Refused(_problem(error)) from None


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _problem(error: urllib.error.HTTPError) -> Mapping[str, Any]:
    try:
        found = json.loads(error.read())
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {"status": error.code, "title": error.reason, "detail": ""}


def pages(list_operation: Any, **asked: Any) -> Iterator[Any]:
    """Every item of a list, page after page: ``pages(client.clusters_members, cluster="severokamsk")``."""
    cursor = ""
    while cursor is not None:
        page = list_operation(**asked, cursor=cursor).value
        yield from page["items"]
        cursor = page["next"]


class NotGenuine(Exception):
    """A message that is not from the server, was changed on its way, or is too old."""


def webhook(
    secret: str, headers: Mapping[str, str], body: bytes, *, tolerance_s: float = 300, now: float | None = None
) -> dict[str, Any]:
    """
    What a webhook tells, after its signature was looked at; raises NotGenuine.

    ``body`` is as it came, byte by byte. ``tolerance_s`` is how far the clocks may differ and how old a message may
    be. A message may come twice: keep its ``id`` and pass over one that you know.
    """
    told = {name.lower(): value for name, value in headers.items()}
    key, moment = told.get("webhook-id", ""), told.get("webhook-timestamp", "")
    if not (moment.isascii() and moment.isdigit() and len(moment) < 12):
        raise NotGenuine("no time")
    if abs((time.time() if now is None else now) - int(moment)) > tolerance_s:
        raise NotGenuine("too old, or the clocks differ")
    signed = f"{key}.{moment}.".encode() + body
    made = hmac.new(base64.b64decode(secret.removeprefix("whsec_")), signed, hashlib.sha256).digest()
    wanted = b"v1," + base64.b64encode(made)
    given = told.get("webhook-signature", "").encode("utf-8", "replace").split()
    if not any([hmac.compare_digest(one, wanted) for one in given]):
        raise NotGenuine("the signature is another's")
    value = json.loads(body)
    if not isinstance(value, dict) or value.get("id") != key:
        raise NotGenuine("the id is another's")
    return value
'''


def client_text(schema: Mapping[str, Any]) -> str:
    """The client's source; the same document gives the same text."""
    parts = [HEAD]
    for name, details in sorted(schema["components"]["schemas"].items()):
        parts.append("\n".join(_typed_dict(_name(name), details)) + "\n\n")
    parts.append("\n".join(_operations(schema)))
    return "\n".join(parts).rstrip("\n") + "\n" + TAIL


def _typed_dict(name: str, details: Mapping[str, Any]) -> Iterator[str]:
    required = set(details.get("required", ()))
    yield f"class {name}(TypedDict):"
    yield f'    """{_sentence(details.get("description", name))}"""'
    yield ""
    for field, kind in details.get("properties", {}).items():
        wanted = _type(kind)
        yield f"    {field}: {wanted if field in required else f'NotRequired[{wanted}]'}"


def _operations(schema: Mapping[str, Any]) -> Iterator[str]:
    yield ""
    yield "class Operations:"
    yield '    """Every operation, under its name in the document."""'
    yield ""
    head = "self, method: str, path: str, query: Mapping[str, Any], body: Any, headers: Mapping[str, str]"
    yield f"    def _ask({head}) -> Any:"
    yield "        raise NotImplementedError"
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield from _operation(path, method, operation)


def _operation(path: str, method: str, operation: Mapping[str, Any]) -> Iterator[str]:
    parameters = operation["parameters"]
    body = operation.get("requestBody")
    given = [f"{p['name']}: {_type(p['schema'])}" for p in parameters if p["in"] == "path"]
    if body:
        given.append(f"body: {_type(body['content']['application/json']['schema'])}")
    given += [f"{_python(p['name'])}: str" for p in parameters if p["in"] == "header" and p["required"]]
    query = [p for p in parameters if p["in"] == "query"]
    given += [_argument(p) for p in sorted(query, key=lambda p: not p["required"])]
    given += [f'{_python(p["name"])}: str = ""' for p in parameters if p["in"] == "header" and not p["required"]]
    made = _answer(operation["responses"])
    names = {p["name"]: p["name"] for p in parameters if p["in"] == "path"}
    where = re.sub(r"\{(\w+)\}", lambda m: "{urllib.parse.quote(str(" + names[m[1]] + "), safe='')}", path)
    yield ""
    arguments = ", ".join(["self", *(["*", *given] if given else [])])
    yield f"    def {operation['operationId']}({arguments}) -> Answer[{made}]:"
    yield f'        """{_sentence(operation["summary"])}."""'
    asked = ", ".join(f'"{p["name"]}": {p["name"]}' for p in query)
    heads = ", ".join(f'"{p["name"]}": {_python(p["name"])}' for p in parameters if p["in"] == "header")
    content = "body" if body else "None"
    asking = f'"{method.upper()}", f"{where}", {{{asked}}}, {content}, {{{heads}}}'
    yield f"        return self._ask({asking})  # type: ignore[no-any-return]"


def _argument(parameter: Mapping[str, Any]) -> str:
    wanted = _type(parameter["schema"])
    if parameter["required"]:
        return f"{parameter['name']}: {wanted}"
    return f"{parameter['name']}: {wanted if 'None' in wanted else f'{wanted} | None'} = None"


def _answer(responses: Mapping[Any, Any]) -> str:
    good = next(r for status, r in responses.items() if str(status).startswith("2"))
    content = good.get("content", {})
    return _type(content["application/json"]["schema"]) if "application/json" in content else "bytes"


_PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}


def _type(schema: Mapping[str, Any]) -> str:
    """The Python type of a schema."""
    if "$ref" in schema:
        return _name(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_type(s) for s in schema["anyOf"]))
    if "const" in schema:
        return f"Literal[{schema['const']!r}]"
    if "enum" in schema:
        return f"Literal[{', '.join(repr(v) for v in schema['enum'])}]"
    kind = schema.get("type")
    if kind == "array":
        return f"list[{_type(schema.get('items', {}))}]"
    if kind == "object":
        more = schema.get("additionalProperties")
        return f"dict[str, {_type(more) if isinstance(more, dict) and more else 'Any'}]"
    return _PLAIN.get(str(kind), "Any")


def _name(name: str) -> str:
    return re.sub(r"\W+", "", name)


def _python(header: str) -> str:
    name = header.lower().replace("-", "_")
    return f"{name}_" if keyword.iskeyword(name) else name


def _sentence(text: str) -> str:
    return " ".join(text.replace("\\", "\\\\").replace('"', "'").split()).split(". ")[0].rstrip(".")


def document() -> dict[str, Any]:
    """The interface's own description."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "remeslo.web.config.settings")
    import django

    django.setup()
    from remeslo.web.api.api import API
    from remeslo.web.api.document import description

    return description(API)


def main() -> int:
    """Write or check the file that the command names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("file", type=Path)
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    text = client_text(document())
    if asked.check:
        return 0 if asked.file.exists() and asked.file.read_text(encoding="utf-8") == text else 1
    asked.file.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
