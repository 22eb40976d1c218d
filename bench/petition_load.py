"""A petition's peak day: people sign at a steady rate while others read.

    locust -f bench/petition_load.py --headless -u 65 -r 20 -t 10m -H https://portal.example

Needs `pip install locust`, and a portal with an open petition that may be thrown away. Ends with
exit 1 when anything failed or the slowest twentieth took longer than half a second.

LOAD_PETITION   its address at the portal; free-rupert
LOAD_PER_MINUTE signatures; 2000 is the peak of the largest petition that we know of
LOAD_READS      pages read a second; 50
"""

from __future__ import annotations

import logging
import os
from itertools import count
from typing import Any

from locust import HttpUser, constant_throughput, events, task

SLUG = os.environ.get("LOAD_PETITION", "free-rupert")
PER_SECOND = int(os.environ.get("LOAD_PER_MINUTE", "2000")) / 60
READS = int(os.environ.get("LOAD_READS", "50"))
SIGNERS, READERS = 40, 25
LONGEST = 500  # ms, for nineteen of twenty
HERE = f"/en/act/{SLUG}/"
PAGES = ("/en/", "/en/people/", "/en/act/", HERE, f"/embed/en/act/{SLUG}.svg")

numbers = count()
signed = count()


class Signer(HttpUser):
    """Opens the page once and signs again and again, each time as somebody else."""

    fixed_count = SIGNERS
    wait_time = constant_throughput(PER_SECOND / SIGNERS)

    def on_start(self) -> None:
        html = self.client.get(HERE).text
        self.stamp = html.split('name="stamp" value="')[1].split('"')[0]

    @task
    def sign(self) -> None:
        number = next(numbers)
        fields = {
            "name": f"Person {number} of Strelsau",
            "email": f"person{number}@load{os.getpid()}.example",
            "country": "AT",
            "consent-house": "yes",
            "stamp": self.stamp,
        }
        headers = {"Sec-Fetch-Site": "same-origin", "X-Forwarded-For": network(number)}
        with self.client.post(
            HERE, fields, headers=headers, allow_redirects=False, catch_response=True, name="sign"
        ) as answer:
            if answer.status_code == 303:
                next(signed)
                answer.success()
            else:
                answer.failure(f"status {answer.status_code}")


class Reader(HttpUser):
    """Reads one page after another."""

    fixed_count = READERS
    wait_time = constant_throughput(READS / READERS)

    def on_start(self) -> None:
        self.turn = next(numbers)

    @task
    def read(self) -> None:
        self.turn += 1
        self.client.get(PAGES[self.turn % len(PAGES)], name="read")


def network(number: int) -> str:
    """An address of its own for each, from the range for tests of networks (RFC 2544)."""
    return f"198.{18 + number // 65_536 % 2}.{number // 256 % 256}.{number % 256}"


@events.quitting.add_listener
def judge(environment: Any, **_: Any) -> None:
    total = environment.stats.total
    slowest = total.get_response_time_percentile(0.95) or 0
    logging.info("%s signatures acknowledged; p95 %s ms", next(signed), slowest)
    environment.process_exit_code = int(total.num_failures > 0 or slowest > LONGEST)
