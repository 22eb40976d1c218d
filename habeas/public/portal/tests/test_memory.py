import gzip
from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from habeas.public.portal.memory import Memory, remembered


class Site:
    """A portal of one page, which counts how often it was made."""

    def __init__(self, text: str = "page") -> None:
        self.text = text
        self.made = 0
        self.state = 1

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        response = self.view(RequestFactory().get("/"))
        start(f"{response.status_code} OK", list(response.items()))
        return response

    @property
    def view(self) -> Callable[[HttpRequest], HttpResponse]:
        @remembered
        def page(request: HttpRequest) -> HttpResponse:
            self.made += 1
            return HttpResponse(f"{self.text} {self.state}")

        return page


def ask(
    memory: Memory, path: str = "/en/", query: str = "", **headers: str
) -> tuple[str, dict[str, str], bytes]:
    sent: list[tuple[str, list[tuple[str, str]]]] = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, **headers}
    body = b"".join(memory(environ, lambda status, given: sent.append((status, given))))
    return sent[0][0], dict(sent[0][1]), body


def test_the_same_question_is_answered_from_memory() -> None:
    site = Site()
    memory = Memory(site, state=lambda: site.state)

    first, second = ask(memory), ask(memory)

    assert site.made == 1
    assert first[2] == second[2] == b"page 1"
    assert first[1]["Content-Type"] == second[1]["Content-Type"]


def test_a_new_edition_or_day_forgets_everything() -> None:
    site = Site()
    memory = Memory(site, state=lambda: site.state)
    ask(memory)

    site.state = 2

    assert ask(memory)[2] == b"page 2"


def test_what_differs_in_address_is_another_question() -> None:
    site = Site()
    memory = Memory(site, state=lambda: 1)

    ask(memory, "/en/")
    ask(memory, "/be/")
    ask(memory, "/en/", "q=zenda")
    ask(memory, "/en/", HTTP_HOST="elsewhere.example")

    assert site.made == 4


def test_long_questions_are_answered_but_not_kept() -> None:
    site = Site()
    memory = Memory(site, state=lambda: 1)

    ask(memory, query="q=" + "z" * 300)
    ask(memory, query="q=" + "z" * 300)

    assert site.made == 2


def test_memory_stays_within_its_bounds_and_drops_the_oldest() -> None:
    site = Site("x" * 100)
    memory = Memory(site, state=lambda: 1, most_bytes=250)
    for path in ("/a", "/b", "/c"):
        ask(memory, path)

    ask(memory, "/c")
    assert site.made == 3

    ask(memory, "/a")
    assert site.made == 4


def test_a_reader_who_has_the_page_is_told_so() -> None:
    memory = Memory(Site(), state=lambda: 1)
    tag = ask(memory)[1]["ETag"]

    status, _, body = ask(memory, HTTP_IF_NONE_MATCH=tag)

    assert status == "304 Not Modified"
    assert body == b""


def test_a_slow_line_gets_the_page_compressed() -> None:
    memory = Memory(Site("day " * 1000), state=lambda: 1)
    plain = ask(memory)[2]

    _, headers, packed = ask(memory, HTTP_ACCEPT_ENCODING="gzip, br")

    assert headers["Content-Encoding"] == "gzip"
    assert int(headers["Content-Length"]) == len(packed) < len(plain) / 10
    assert gzip.decompress(packed) == plain


def test_pages_are_only_read() -> None:
    response = Site().view(RequestFactory().post("/en/"))

    assert response.status_code == 405
