"""Which addresses may be sent to: https at a public address of the internet, or of a network that settings name."""

import socket
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

Network = IPv4Network | IPv6Network
MOST_LETTERS: Final = 500
_NAT64: Final = ip_network("64:ff9b::/96")
_CLOSED: Final = tuple(
    ip_network(n)
    for n in (
        "192.0.0.0/24",
        "192.88.99.0/24",
        "2002::/16",
        "2001::/32",
        "64:ff9b:1::/48",
        "::/96",
        "fec0::/10",
        "3fff::/20",
        "5f00::/16",
        "100::/64",
    )
)
"""Ways into other networks (6to4, Teredo, local translation, old forms) and blocks that newer lists keep private."""


class NotReachable(Exception):
    """An address that nothing is sent to; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Target:
    """Where to send: the host as the certificate names it, port, and path with query."""

    host: str
    port: int
    path: str


def is_open(address: str, networks: Iterable[Network] = ()) -> bool:
    """True for a public unicast address, or one of these networks; an IPv4 address in IPv6 clothes counts as itself."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        ip = _undressed(ip)
    if any(ip.version == n.version and ip in n for n in networks):
        return True
    if any(ip.version == n.version and ip in n for n in _CLOSED):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def _undressed(ip: IPv6Address) -> IPv4Address | IPv6Address:
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    return IPv4Address(int(ip) & 0xFFFF_FFFF) if ip in _NAT64 else ip


def tidy(url: str, networks: Iterable[Network] = ()) -> str:
    """
    The address as it is kept; names of hosts in their ASCII form.

    Raises NotReachable: ``url`` for what is no https address, ``private`` for a number that is not public. Where a
    name leads is asked each time something is sent.
    """
    text = url.strip()
    if len(text) > MOST_LETTERS or any(c.isspace() or not c.isprintable() for c in text):
        raise NotReachable("url")
    try:
        parts = urlsplit(text)
        port, host = parts.port, parts.hostname or ""
        ascii_host = host if ":" in host else host.encode("idna").decode()
    except (ValueError, UnicodeError):
        raise NotReachable("url") from None
    is_plain = parts.username is None and parts.password is None and not parts.fragment and "\\" not in text
    if parts.scheme != "https" or not ascii_host or not is_plain or not _port_is_open(port):
        raise NotReachable("url")
    numeric = _as_number(ascii_host)
    if numeric is not None and not is_open(numeric, networks):
        raise NotReachable("private")
    if ascii_host.rstrip(".").rpartition(".")[2] in ("localhost", "local", "internal") and not tuple(networks):
        raise NotReachable("private")
    where = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=-._~")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=-._~?")
    made = urlunsplit(("https", where if port in (None, 443) else f"{where}:{port}", path, query, ""))
    if len(made) > MOST_LETTERS:
        raise NotReachable("url")
    return made


def target_of(url: str) -> Target:
    """The parts of an address that `tidy` made."""
    parts = urlsplit(url)
    return Target(parts.hostname or "", parts.port or 443, parts.path + (f"?{parts.query}" if parts.query else ""))


def resolved(target: Target, networks: Iterable[Network] = ()) -> list[str]:
    """
    Every address of the host, all of them open: one that is not makes the whole host suspect.

    Raises NotReachable: ``resolve`` when the name leads nowhere, ``private`` when it leads into a private network.
    """
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError):
        raise NotReachable("resolve") from None
    addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
    if not addresses or not all(is_open(a, networks) for a in addresses):
        raise NotReachable("private" if addresses else "resolve")
    return addresses


def _port_is_open(port: int | None) -> bool:
    """Ports of other services below 1024 are not knocked at."""
    return port is None or port == 443 or 1024 <= port <= 65535


def _as_number(host: str) -> str | None:
    """The address that a host is when it is one, however it is written: 2130706433, 0x7f.1, 0177.0.0.1."""
    try:
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        return None
    return str(found[0][4][0])
