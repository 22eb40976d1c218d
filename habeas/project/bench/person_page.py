"""Person pages a second, warm, against a bare Django view in the same server."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator

from habeas.project.bench.home import sample_home
from habeas.project.bench.load import requests_per_second, serving
from habeas.project.bench.measure import Measure


def measure() -> Iterator[Measure]:
    with sample_home() as home:
        portal = {"HABEAS_EDITION": str(home / "edition.sqlite3")}
        with serving("habeas.project.portal_wsgi:application", portal) as port:
            address = _person_page(port)
            size = len(_get(f"http://127.0.0.1:{port}{address}"))
            ours = requests_per_second(port, address)
        bare_settings = {"BENCH_PAGE_BYTES": str(size)}
        with serving("habeas.project.bench.bare:application", bare_settings) as port:
            bare = requests_per_second(port, "/")
    yield Measure(
        "person-page", round(ours), "pages/s", f"a bare Django view of {size} bytes", round(bare)
    )


def _person_page(port: int) -> str:
    people = json.loads(_get(f"http://127.0.0.1:{port}/api/v1/people"))
    return f"/en/people/{people['items'][0]['slug']}/"


def _get(address: str) -> bytes:
    with urllib.request.urlopen(address) as answer:  # noqa: S310 (our own server)
        body: bytes = answer.read()
        return body
