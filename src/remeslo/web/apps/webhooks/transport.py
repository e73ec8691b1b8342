"""
Sending one delivery: to the very address that was looked at, within a time, and nothing is followed.

The name is resolved once and the connection goes to what came of it, so that a name which leads elsewhere a moment
later changes nothing; the certificate must be that of the name all the same. No proxy of the environment is asked.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from remeslo.web.apps.webhooks.addresses import Network, NotReachable, Target, is_open, resolved, target_of

CONNECT_S: Final = 5.0
WHOLE_S: Final = 10.0
"""From the connection to the end of the answer, however slowly it drips."""
MOST_READ: Final = 16 * 1024
"""Bytes of an answer that are read; nothing in it is looked at."""
MOST_ADDRESSES: Final = 3
GOOD: Final = range(200, 300)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a try: the status, or what went wrong (`words.PROBLEMS`), and how long it took."""

    status: int | None
    problem: str
    took_ms: int

    @property
    def is_good(self) -> bool:
        """True when the delivery was taken."""
        return not self.problem


def post(
    url: str, body: bytes, headers: Mapping[str, str], *, networks: Iterable[Network] = (), whole_s: float = WHOLE_S
) -> Answer:
    """Send; whatever happens is an answer."""
    began, allowed = time.monotonic(), tuple(networks)
    status, problem = None, ""
    try:
        target = target_of(url)
        status = _status(target, resolved(target, allowed), body, headers, allowed, whole_s)
        problem = "" if status in GOOD else "redirect" if 300 <= status < 400 else "status"
    except NotReachable as refused:
        problem = refused.code
    except TimeoutError:
        problem = "timeout"
    except ssl.SSLError:
        problem = "tls"
    except OSError:
        problem = "connect"
    except http.client.HTTPException:
        problem = "protocol"
    took = time.monotonic() - began
    if took >= whole_s and problem in ("tls", "connect", "protocol"):
        problem = "timeout"
    return Answer(status, problem, round(took * 1000))


class _Pinned(http.client.HTTPSConnection):
    """A connection to one address, with the certificate of the host's name."""

    def __init__(self, target: Target, address: str, networks: tuple[Network, ...], context: ssl.SSLContext) -> None:
        super().__init__(target.host, target.port, timeout=CONNECT_S, context=context)
        self.address, self.networks, self.context = address, networks, context
        self.is_cut = False

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), CONNECT_S)
        try:
            if not is_open(plain.getpeername()[0], self.networks):
                raise NotReachable("private")
            self.sock = self.context.wrap_socket(plain, server_hostname=self.host, do_handshake_on_connect=False)
        except BaseException:
            plain.close()
            raise

    def cut(self) -> None:
        """End it from another thread, wherever it is; what was read until then is no answer."""
        self.is_cut = True
        with suppress(OSError, ValueError):
            socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


def _status(
    target: Target,
    addresses: list[str],
    body: bytes,
    headers: Mapping[str, str],
    networks: tuple[Network, ...],
    whole_s: float,
) -> int:
    connection = _connected(target, addresses, networks)
    watch = threading.Timer(whole_s, connection.cut)
    watch.daemon = True
    watch.start()
    try:
        connection.sock.settimeout(whole_s)
        connection.sock.do_handshake()
        connection.request("POST", target.path, body, {**headers, "Connection": "close"})
        answer = connection.getresponse()
        answer.read(MOST_READ)
        if connection.is_cut:
            raise TimeoutError(target.host)
        return answer.status
    finally:
        watch.cancel()
        connection.close()


def _connected(target: Target, addresses: list[str], networks: tuple[Network, ...]) -> _Pinned:
    """The first of the addresses that answers."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    last: OSError = ConnectionError(target.host)
    for address in addresses[:MOST_ADDRESSES]:
        connection = _Pinned(target, address, networks, context)
        try:
            connection.connect()
        except OSError as error:
            last = error
        else:
            return connection
    raise last
