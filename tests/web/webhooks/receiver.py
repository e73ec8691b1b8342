"""A server of https that takes webhooks: on 127.0.0.1, with a certificate of its own, answering as it is told."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

CERTIFICATE = Path(__file__).with_name("receiver.pem")
"""Certificate and key, for localhost, hooks.example.org and 127.0.0.1; good for nothing else."""


@dataclass
class Receiver:
    """What came, and what is answered: a status each time, the last one for ever; negative ones drip so many bytes."""

    statuses: list[int] = field(default_factory=lambda: [204])
    came: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    wait_s: float = 0.0
    location: str = ""
    port: int = 0

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.port}/hooks?of=remeslo"

    @property
    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _body in self.came]

    def answer(self) -> int:
        return self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]


@contextmanager
def listening() -> Iterator[Receiver]:
    """A receiver in a thread, for as long as the block."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            receiver.came.append(({k.lower(): v for k, v in self.headers.items()}, body))
            status = receiver.answer()
            time.sleep(receiver.wait_s)
            try:
                self._say(status)
            except OSError:
                return

        def _say(self, status: int) -> None:
            if status < 0:
                self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                for _n in range(-status):
                    self.wfile.write(b"X-Slow: 1\r\n")
                    self.wfile.flush()
                    time.sleep(0.05)
                return
            self.send_response(status)
            if receiver.location:
                self.send_header("Location", receiver.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, *_: Any) -> None:
            return

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    server.socket = context.wrap_socket(server.socket, server_side=True)
    receiver.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
