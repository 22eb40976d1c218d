"""Finished answers in memory, as long as edition and day are the same.

Views say what may be remembered. `Memory` stands before Django and answers
again what was asked before, plain or compressed, without asking Django.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import wraps
from threading import Lock
from typing import Any

from django.http import HttpRequest, HttpResponse

MOST_BYTES = 64 * 1024 * 1024
LONGEST_QUERY = 200
SMALLEST_WORTH_COMPRESSING = 1000

View = Callable[..., HttpResponse]
Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Key = tuple[str, str, str]


def today() -> date:
    return datetime.now(UTC).date()


def remembered(view: View) -> View:
    """Mark the answers of a view as the same for everybody until edition or day changes."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        made = view(request, *args, **kwargs)
        if made.status_code != 200:
            return made
        tag = f'"{hashlib.sha256(made.content).hexdigest()[:32]}"'
        made.headers.setdefault("ETag", tag)
        made.headers.setdefault("Cache-Control", "public, max-age=60")
        made.headers.setdefault("Vary", "Accept-Encoding")
        made.headers.setdefault("Content-Length", str(len(made.content)))
        made.may_be_remembered = True  # type: ignore[attr-defined]
        return made

    return answer


@dataclass(frozen=True)
class Answer:
    """One answer, ready to send. `packed` is empty where packing is not worth it."""

    tag: str
    plain: bytes
    headers: Headers
    packed: bytes
    packed_headers: Headers

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.packed)


class Memory:
    """A WSGI application around another that remembers what it answered.

    `state` is asked on every request; once it says something new, everything
    is forgotten. Bounded by size; what was asked least recently goes first.
    """

    def __init__(
        self,
        application: Callable[[Environ, Callable[..., Any]], Iterable[bytes]],
        *,
        state: Callable[[], object],
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self._application = application
        self._state = state
        self._known: object = None
        self._most = most_bytes
        self._size = 0
        self._held: OrderedDict[Key, Answer] = OrderedDict()
        self._lock = Lock()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET":
            return self._application(environ, start_response)
        # The host is part of the question: Django answers only those that are ours.
        host, asked = environ.get("HTTP_HOST", ""), environ.get("QUERY_STRING", "")
        key = (host, environ["PATH_INFO"], asked)
        state = self._state()
        answer = self._get(key, state)
        if answer:
            return _send(answer, environ, start_response)
        response = self._application(environ, start_response)
        if getattr(response, "may_be_remembered", False) and len(asked) <= LONGEST_QUERY:
            self._put(key, state, _answer(response))  # type: ignore[arg-type]
        return response

    def _get(self, key: Key, state: object) -> Answer | None:
        with self._lock:
            if state != self._known:
                self._held.clear()
                self._size, self._known = 0, state
            found = self._held.get(key)
            if found:
                self._held.move_to_end(key)
            return found

    def _put(self, key: Key, state: object, answer: Answer) -> None:
        with self._lock:
            # Made of an edition that is no longer shown, or by another thread already.
            if state != self._known or key in self._held:
                return
            self._held[key] = answer
            self._size += answer.size
            while self._size > self._most:
                _, gone = self._held.popitem(last=False)
                self._size -= gone.size


def _answer(response: HttpResponse) -> Answer:
    plain = response.content
    headers = [(name, value) for name, value in response.items() if name != "Content-Length"]
    # Pages hold no secret that compression could give away, and are the same for all.
    packed = gzip.compress(plain, 6, mtime=0) if len(plain) > SMALLEST_WORTH_COMPRESSING else b""
    return Answer(
        tag=response.headers["ETag"],
        plain=plain,
        headers=[*headers, ("Content-Length", str(len(plain)))],
        packed=packed,
        packed_headers=[
            *headers,
            ("Content-Encoding", "gzip"),
            ("Content-Length", str(len(packed))),
        ],
    )


def _send(answer: Answer, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
    if answer.tag in environ.get("HTTP_IF_NONE_MATCH", ""):
        start_response("304 Not Modified", answer.headers[:-1])
        return []
    if answer.packed and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        start_response("200 OK", answer.packed_headers)
        return [answer.packed]
    start_response("200 OK", answer.headers)
    return [answer.plain]
