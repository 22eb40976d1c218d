"""Writers that come at the same time share one transaction, and so one wait for the disk."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

import psycopg

from habeas.public.intake.database import Connection, Target, transaction

Item = TypeVar("Item")
Answer = TypeVar("Answer")
MOST = 128
IDLE = 5.0  # seconds until the writing thread ends and gives its connection back
PAUSE = 0.001  # seconds in which another process may take its turn


Work = Callable[[Connection, Sequence[Item]], Sequence[Answer]]


class _Waiting:
    def __init__(self, work: Work[Any, Any], item: Any) -> None:
        self.work = work
        self.item = item
        self.answer: Any = None
        self.problem: BaseException | None = None
        # A bare lock wakes its waiter sooner than an Event does.
        self.is_done = threading.Lock()
        self.is_done.acquire()


class Together:
    """One thread does the work of all who wait; each is told of its own outcome.

    A work is given the items of all who asked for it, and answers each in its place. It may be
    done twice, in two transactions of which the first was undone: it must change nothing but rows.
    """

    def __init__(self, target: Target) -> None:
        self._target = target
        self._queue: SimpleQueue[_Waiting] = SimpleQueue()
        self._joining = threading.Lock()
        self._is_writing = False

    def do(self, work: Callable[[Connection], Answer]) -> Answer:
        """Do `work` in a transaction and return once it is durable. Raises what it raised."""
        answer: Answer = self.share(_each, work)
        return answer

    def share(self, work: Work[Item, Answer], item: Item) -> Answer:
        """Let `work` do this item among others; return once durable. Raises what it raised."""
        mine = _Waiting(work, item)
        with self._joining:
            self._queue.put(mine)
            if not self._is_writing:
                self._is_writing = True
                threading.Thread(target=self._write, name="together", daemon=True).start()
        mine.is_done.acquire()
        if mine.problem:
            raise mine.problem
        answer: Answer = mine.answer
        return answer

    def _write(self) -> None:
        while self._lot():
            if not self._queue.empty():
                time.sleep(PAUSE)

    def _lot(self) -> bool:
        """Do what waits; False when nothing came for a while. Keeps nothing of it afterwards."""
        try:
            some = [self._queue.get(timeout=IDLE)]
        except Empty:
            return self._goes_on()
        while len(some) < MOST and not self._queue.empty():
            some.append(self._queue.get())
        try:
            self._do_all(some)
        finally:
            for one in some:
                one.is_done.release()
        return True

    def _goes_on(self) -> bool:
        with self._joining:
            self._is_writing = not self._queue.empty()
            return self._is_writing

    def _do_all(self, some: list[_Waiting]) -> None:
        try:
            with transaction(self._target) as held:
                _do(some, held)
        except Exception as problem:
            self._do_each(some, problem)

    def _do_each(self, some: list[_Waiting], problem: Exception) -> None:
        """One of them failed: the others must not suffer for it."""
        if len(some) == 1 or _is_away(problem):
            for one in some:
                one.problem = problem
            return
        for one in some:
            try:
                with transaction(self._target) as held:
                    _do([one], held)
            except Exception as own:
                one.problem = own


def _do(some: list[_Waiting], held: Connection) -> None:
    alike: dict[Work[Any, Any], list[_Waiting]] = {}
    for one in some:
        alike.setdefault(one.work, []).append(one)
    for work, waiting in alike.items():
        answers = work(held, [one.item for one in waiting])
        for one, answer in zip(waiting, answers, strict=True):
            one.answer = answer


def _each(held: Connection, works: Sequence[Callable[[Connection], Any]]) -> list[Any]:
    return [work(held) for work in works]


def _is_away(problem: Exception) -> bool:
    """Whether the database itself cannot be reached: then nobody need try again."""
    return isinstance(problem, psycopg.OperationalError) and problem.sqlstate is None
