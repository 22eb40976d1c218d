"""Reads one HTML page from standard input, in a process of its own.

Writes JSON: the main text and what the page says of itself. Memory and time
are limited by the kernel, and an audit hook refuses every connection.
"""

from __future__ import annotations

import json
import resource
import sys

MEMORY = 2 * 1024**3  # address space; lxml and its text models take most of it
SECONDS = 20


def _refuse_network(event: str, args: tuple[object, ...]) -> None:
    if event.startswith("socket."):
        raise PermissionError("a page being read may not open a connection")


def read_page(page: str) -> dict[str, str]:
    import trafilatura  # noqa: PLC0415  (after the limits are in force)

    document = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False)
    if document is None:
        return {"text": ""}
    return {
        "text": document.text or "",
        "title": document.title or "",
        "author": document.author or "",
        "publisher": document.sitename or "",
        "url": document.url or "",
        "published": document.date or "",
    }


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.addaudithook(_refuse_network)
    json.dump(read_page(sys.stdin.buffer.read().decode("utf-8")), sys.stdout)


if __name__ == "__main__":
    main()
