"""Pages of other sites: a tiny server on an own port, which is another origin, with the headers a test gives it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HEAD = '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Trang khác</title></head>'


@dataclass
class Host:
    """A site elsewhere; what is put into `pages` (path -> HTML, headers) is served."""

    address: str = ""
    pages: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)

    def serve(self, body: str, path: str = "/", **headers: str) -> str:
        """Serves a page with this body; returns its address. Underscores of header names become dashes."""
        self.pages[path] = (
            f"{HEAD}<body>{body}</body></html>",
            {name.replace("_", "-"): value for name, value in headers.items()},
        )
        return self.address + path


@contextmanager
def hosting() -> Iterator[Host]:
    """Runs the server while the block runs."""
    host = Host()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            html, headers = host.pages.get(self.path.split("?")[0], ("", {}))
            self.send_response(200 if html else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(html.encode("utf-8"))

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
