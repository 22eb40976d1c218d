"""Writers that come at the same time share one transaction, and so one wait for the disk."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

import psycopg

from habeas.public.intake.database import Connection, Target, transaction

Answer = TypeVar("Answer")
MOST = 128


class _Waiting:
    def __init__(self, work: Callable[[Connection], Any]) -> None:
        self.work = work
        self.is_done = False
        self.answer: Any = None
        self.problem: BaseException | None = None


class Together:
    """Whoever comes first does the work of all who wait; each is told of its own outcome.

    A work may be done twice, in two transactions of which the first was undone: it must change
    nothing but rows.
    """

    def __init__(self, target: Target) -> None:
        self._target = target
        self._turn = threading.Lock()
        self._queue: list[_Waiting] = []
        self._joining = threading.Lock()

    def do(self, work: Callable[[Connection], Answer]) -> Answer:
        """Do `work` in a transaction and return once it is durable. Raises what it raised."""
        mine = _Waiting(work)
        with self._joining:
            self._queue.append(mine)
        with self._turn:
            while not mine.is_done:
                self._do_some()
        if mine.problem:
            raise mine.problem
        answer: Answer = mine.answer
        return answer

    def _do_some(self) -> None:
        with self._joining:
            some, self._queue = self._queue[:MOST], self._queue[MOST:]
        try:
            with transaction(self._target) as held:
                for one in some:
                    one.answer = one.work(held)
        except Exception as problem:
            self._do_each(some, problem)
        for one in some:
            one.is_done = True

    def _do_each(self, some: list[_Waiting], problem: Exception) -> None:
        """One of them failed: the others must not suffer for it."""
        if len(some) == 1 or _is_away(problem):
            for one in some:
                one.problem = problem
            return
        for one in some:
            try:
                with transaction(self._target) as held:
                    one.answer = one.work(held)
            except Exception as own:
                one.problem = own


def _is_away(problem: Exception) -> bool:
    """Whether the database itself cannot be reached: then nobody need try again."""
    return isinstance(problem, psycopg.OperationalError) and problem.sqlstate is None
