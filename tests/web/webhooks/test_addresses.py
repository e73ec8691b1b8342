"""Where nothing is sent: private addresses in every writing, names that lead there now or a moment later."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_network
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remeslo.web.apps.webhooks import addresses, transport
from remeslo.web.apps.webhooks.addresses import NotReachable, is_open, resolved, target_of, tidy

PRIVATE = (
    "127.0.0.1",
    "127.255.1.2",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.100.100.200",
    "192.0.0.8",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.9",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "2002:7f00:1::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "100::1",
)
PUBLIC = ("93.184.215.14", "8.8.8.8", "172.32.0.1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2a00:1450:4001:80b::200e")


@pytest.mark.parametrize("address", PRIVATE)
def test_private_address_is_closed(address: str) -> None:
    assert not is_open(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_address_is_open(address: str) -> None:
    assert is_open(address)


@given(st.ip_addresses(v=4))
def test_ipv4_address_counts_the_same_in_ipv6_clothes(address: IPv4Address) -> None:
    assert is_open(f"::ffff:{address}") == is_open(str(address))
    assert is_open(str(IPv6Address(0x64FF9B << 96 | int(address)))) == is_open(str(address))


@given(st.ip_addresses(v=4, network="10.0.0.0/8"))
def test_network_of_the_settings_is_open_and_no_other(address: IPv4Address) -> None:
    own = (ip_network("10.0.0.0/8"),)
    assert is_open(str(address), own) and not is_open("192.168.0.1", own) and not is_open("::1", own)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "127.1",
        "0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "169.254.169.254",
        "2852039166",
        "localhost",
        "LOCALHOST.",
        "printer.local",
        "metadata.google.internal",
        "①②⑦.0.0.1",
    ],
)
def test_private_host_is_refused_when_it_is_given(host: str) -> None:
    with pytest.raises(NotReachable) as refused:
        tidy(f"https://{host}/hooks")
    assert refused.value.code == "private"


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.org/",
        "ftp://hooks.example.org/",
        "//hooks.example.org/",
        "hooks.example.org",
        "https://",
        "https:///hooks",
        "https://user@hooks.example.org/",
        "https://user:word@hooks.example.org/",
        "https://hooks.example.org\\@127.0.0.1/",
        "https://hooks.example.org/#part",
        "https://hooks.example.org:22/",
        "https://hooks.example.org:0/",
        "https://hooks.example.org:99999/",
        "https://hooks.example.org/a b",
        "https://hooks.example.org/\r\nX-Other: 1",
        "https://[::1/",
        "https://" + "a" * 600 + ".org/",
        "javascript:alert(1)",
        "file:///etc/passwd",
    ],
)
def test_what_is_no_address_of_https_is_refused(url: str) -> None:
    with pytest.raises(NotReachable) as refused:
        tidy(url)
    assert refused.value.code == "url"


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("https://Hooks.Example.org", "https://hooks.example.org/"),
        ("https://hooks.example.org:443/a?b=c", "https://hooks.example.org/a?b=c"),
        ("https://hooks.example.org:8443/ж?д=1", "https://hooks.example.org:8443/%D0%B6?%D0%B4=1"),
        ("https://пример.рф/hooks", "https://xn--e1afmkfd.xn--p1ai/hooks"),
        ("https://[2a00:1450:4001:80b::200e]/", "https://[2a00:1450:4001:80b::200e]/"),
    ],
)
def test_address_is_kept_in_ascii_and_stays_as_it_is_kept(given_: str, kept: str) -> None:
    assert (tidy(given_), tidy(kept)) == (kept, kept)


def answers(monkeypatch: pytest.MonkeyPatch, *addresses_: str) -> list[str]:
    """The names' server says these, one after another; the last one for ever. What was asked."""
    asked: list[str] = []
    said = list(addresses_)

    def lookup(host: str, port: int, *_: Any, **more: Any) -> Any:
        if more.get("flags"):
            raise socket.gaierror
        asked.append(host)
        found = said.pop(0) if len(said) > 1 else said[0]
        return [(socket.AF_INET6 if ":" in a else socket.AF_INET, 1, 6, "", (a, port)) for a in found.split(",")]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", lookup)
    return asked


@pytest.mark.parametrize("said", [*PRIVATE[:8], "::1", "::ffff:10.0.0.1", "8.8.8.8,127.0.0.1"])
def test_name_that_leads_into_a_private_network_is_refused_when_sending(
    monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    answers(monkeypatch, said)

    with pytest.raises(NotReachable) as refused:
        resolved(target_of("https://hooks.example.org/"))
    assert refused.value.code == "private"
    assert transport.post("https://hooks.example.org/", b"{}", {}).problem == "private"


def test_name_is_asked_once_and_the_connection_goes_to_what_it_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is public when it is looked at and private a moment later reaches nothing private."""
    asked = answers(monkeypatch, "93.184.215.14", "127.0.0.1")
    called: list[Any] = []

    def connect(address: tuple[str, int], _timeout: float) -> Any:
        called.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(transport.socket, "create_connection", connect)

    assert transport.post("https://hooks.example.org:8443/", b"{}", {}).problem == "connect"
    assert (asked, called) == (["hooks.example.org"], [("93.184.215.14", 8443)])
