"""
What can be set from outside: every variable of the environment with its kind, default and meaning.

All problems are told at once, a misspelt name too: an address of a database that nobody reads would be a silent loss.
"""

import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured

Reading = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable; ``read`` gives its value or raises ValueError with what was expected."""

    name: str
    default: str
    meaning: str
    read: Reading = str


def flag(text: str) -> bool:
    """1 or 0, also in words."""
    known = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if text.lower() not in {*known, ""}:
        raise ValueError("1 or 0")
    return known.get(text.lower(), False)


def public_address(text: str) -> str:
    """http:// or https:// with a host."""
    parts = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise ValueError("an address like https://remeslo.example.org")
    return text


def database_address(text: str) -> str:
    """postgresql:// with a name."""
    parts = urlsplit(text)
    if text and (parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/")):
        raise ValueError("an address like postgresql://user:password@host/name")
    return text


def names(text: str) -> tuple[str, ...]:
    """Host names, comma separated."""
    return tuple(h.strip() for h in text.split(",") if h.strip())


def networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Networks, comma separated."""
    try:
        return tuple(ip_network(n.strip()) for n in text.split(",") if n.strip())
    except ValueError:
        raise ValueError("networks like 10.0.0.0/8, comma separated") from None


def time_zone(text: str) -> str:
    """A name of the time zone database."""
    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        raise ValueError("a time zone like Europe/Moscow") from None
    return text


def one_of(*words: str) -> Reading:
    """One of a few words."""

    def read(text: str) -> str:
        if text not in words:
            raise ValueError(" | ".join(w or "(empty)" for w in words))
        return text

    return read


def long_secret(text: str) -> str:
    """Nothing, or a word that can't be guessed."""
    if text and len(text) < 16:
        raise ValueError("at least 16 letters")
    return text


ROLES: Final = (
    "methodist",
    "employer",
    "deputy_director",
    "cluster_manager",
    "finance_officer",
    "ministry_official",
    "administrator",
    "teacher",
    "mentor",
)
"""Those of `common.enums.Role`, which can't be asked before there are settings."""


def who_needs_a_code(text: str) -> tuple[str, ...]:
    """``off`` and ``offered`` as they are, or the roles that must have one, comma separated."""
    words = names(text)
    if words not in (("off",), ("offered",)) and (not words or set(words) - set(ROLES)):
        raise ValueError("off, offered, or roles, comma separated: " + ", ".join(ROLES))
    return words


def number(least: int, most: int) -> Reading:
    """A whole number within bounds."""

    def read(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise ValueError(f"a whole number from {least} to {most}")
        return int(text)

    return read


def issuer(text: str) -> str:
    """https:// without a query, or http:// on this very machine."""
    parts = urlsplit(text)
    near = parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1")
    if text and (not (parts.scheme == "https" or near) or not parts.hostname or parts.query or parts.fragment):
        raise ValueError("an address like https://id.example.org/realm")
    return text


def mail_server(text: str) -> str:
    """smtp:// (turned to TLS by STARTTLS), smtps://, or for trying out smtp+plain:// without TLS."""
    parts = urlsplit(text)
    if text and (parts.scheme not in ("smtp", "smtps", "smtp+plain") or not parts.hostname):
        raise ValueError("an address like smtp://user:password@mail.example.org:587")
    return text


VARIABLES: Final = (
    Variable("REMESLO_DATA", "var/data", "folder for the database, the key, backups and collected static files"),
    Variable("REMESLO_DATABASE_URL", "", "postgresql://… instead of SQLite in the data folder", database_address),
    Variable("REMESLO_URL", "", "public address; https:// makes cookies secure", public_address),
    Variable("REMESLO_HOSTS", "", "further host names, comma separated", names),
    Variable("REMESLO_PROXY", "0", "1: a proxy in front ends TLS and sets X-Forwarded-Proto", flag),
    Variable("REMESLO_TIME_ZONE", "Europe/Moscow", "time zone of everybody's days", time_zone),
    Variable("REMESLO_LOG", "lines", "lines or json", one_of("lines", "json")),
    Variable(
        "REMESLO_METRICS_TOKEN", "", "opens /metrics to whoever sends it; without it there is no such page", long_secret
    ),
    Variable(
        "REMESLO_BADGE_SECRET",
        "",
        "seals the keys that sign credentials; without it a key derived from the installation's secret does",
        long_secret,
    ),
    Variable(
        "REMESLO_SECOND_FACTOR",
        "offered",
        "off, offered, or the roles that must have a second factor, comma separated",
        who_needs_a_code,
    ),
    Variable("REMESLO_SESSION_HOURS", "336", "a browser unused for so long is signed out", number(1, 8760)),
    Variable("REMESLO_SESSION_DAYS", "90", "a browser is signed out after so long in any case", number(1, 3650)),
    Variable("REMESLO_OPENID_ISSUER", "", "a sign-in service (OpenID Connect) beside passwords: its address", issuer),
    Variable("REMESLO_OPENID_CLIENT", "", "the name under which that service knows this program"),
    Variable("REMESLO_OPENID_SECRET", "", "its secret; may be empty where the service asks for none"),
    Variable("REMESLO_OPENID_NAME", "", "what the button says; the service's host when empty"),
    Variable(
        "REMESLO_MAIL_URL", "", "smtp://user:password@host:587 sends invitations; else links are shown", mail_server
    ),
    Variable("REMESLO_MAIL_FROM", "", "the sender's address, where letters are sent"),
    Variable("REMESLO_WEBHOOK_NETWORKS", "", "private networks that webhooks may reach, comma separated", networks),
    Variable("REMESLO_DEMO", "0", "1: one-click sign-ins for every role; never with real data", flag),
    Variable("REMESLO_DEBUG", "0", "1: for developers only", flag),
)
ELSEWHERE: Final = frozenset(
    {
        "REMESLO_LANG",
        "REMESLO_EXAMPLE",
        "REMESLO_COLLECT",
        "REMESLO_CHROMIUM",
        "REMESLO_PLAIN_KERNELS",
    }
)
"""Names that the command line, the launch, tests and kernels read themselves."""


def read(environment: Mapping[str, str]) -> dict[str, Any]:
    """Values by name without the prefix, in small letters; raises ImproperlyConfigured with all problems."""
    values: dict[str, Any] = {}
    problems = list(_unknown(environment))
    for one in VARIABLES:
        try:
            values[one.name.removeprefix("REMESLO_").lower()] = one.read(environment.get(one.name, "") or one.default)
        except ValueError as error:
            problems.append(f"{one.name}: expected {error}")
    problems.extend(_incomplete(values))
    if problems:
        raise ImproperlyConfigured("The environment can't be used. " + "; ".join(problems) + ".")
    return values


def _incomplete(values: Mapping[str, Any]) -> Iterator[str]:
    """What one variable asks of another; a variable that could not be read was told already."""
    if values.get("openid_issuer") and values.get("openid_client") == "":
        yield "REMESLO_OPENID_CLIENT: expected a name, since REMESLO_OPENID_ISSUER is set"
    if values.get("mail_url") and values.get("mail_from") == "":
        yield "REMESLO_MAIL_FROM: expected an address, since REMESLO_MAIL_URL is set"


def _unknown(environment: Mapping[str, str]) -> list[str]:
    known = {v.name for v in VARIABLES} | ELSEWHERE
    found = []
    for name in sorted(n for n in environment if n.startswith("REMESLO_") and n not in known):
        near = difflib.get_close_matches(name, known, 1)
        found.append(f"{name} is not known" + (f", did you mean {near[0]}?" if near else ""))
    return found
