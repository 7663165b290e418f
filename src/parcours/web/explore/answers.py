"""Answers to questions that may take longer than a page may: computed beside the request, kept for a while.

A screen asks, waits a moment, and shows either the answer or that it is being computed; the page asks
again by itself. An answer belongs to one opening of the journeys. While a newer one is computed the older
one is shown, with the moment that it speaks of.
"""

from __future__ import annotations

import sys
import threading
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooEarlyError
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from parcours.journeys import Journeys
from parcours.journeys.analysis import Threads, give_way, processors
from parcours.web.explore.journeys import Opened

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")

PATIENCE = 0.11
"""Seconds that a page waits; another answer takes about as long to be written as it takes to be asked for."""

_MOST = 64
_NICENESS = 5
# Seconds after which a thread that computes lets one go on that writes a page: there, time is noticed.
_TURN = 0.0005


class Question(Protocol[T_co]):
    """A frozen dataclass: what is asked. Long ones are computed one after the other, beside all others."""

    is_long: ClassVar[bool]

    def answer(self, journeys: Journeys) -> T_co:
        """Compute the answer."""
        ...


@dataclass(frozen=True)
class Answer(Generic[T]):
    """What was found, for the journeys as of a moment; not current while a newer one is computed."""

    value: T
    as_of: datetime
    is_current: bool


@dataclass(frozen=True)
class _Kept:
    number: int
    as_of: datetime
    future: Future[Any]


class Answers:
    """The answers of one process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._newest: OrderedDict[Question[Any], _Kept] = OrderedDict()
        self._done: OrderedDict[Question[Any], _Kept] = OrderedDict()

    def ask(self, question: Question[T], opened: Opened, *, patience: float = PATIENCE) -> Answer[T] | None:
        """Return the answer, an older one, or None while there is none yet.

        Raises
        ------
        Exception
            What computing it raised.
        """
        kept = self.begin(question, opened)
        try:
            value = kept.future.result(timeout=patience)
        except TooEarlyError:
            with self._lock:
                older = self._done.get(question)
            return None if older is None else Answer(older.future.result(), older.as_of, is_current=False)
        except Exception:
            self._drop(question, kept)
            raise
        self._keep_done(question, kept)
        return Answer(value, kept.as_of, is_current=kept.number == opened.number)

    @property
    def is_busy(self) -> bool:
        """Whether anything is being computed."""
        with self._lock:
            return any(not kept.future.done() for kept in self._newest.values())

    def forget(self) -> None:
        """Forget all answers."""
        with self._lock:
            self._newest.clear()
            self._done.clear()

    def begin(self, question: Question[Any], opened: Opened) -> _Kept:
        """Begin to compute an answer, unless it is there or being computed."""
        with self._lock:
            kept = self._newest.get(question)
            if kept is None or (kept.number != opened.number and kept.future.done()):
                kept = _Kept(opened.number, opened.as_of, _begin(question, opened))
                self._newest[question] = kept
            _use(self._newest, question)
            return kept

    def _keep_done(self, question: Question[Any], kept: _Kept) -> None:
        with self._lock:
            self._done[question] = kept
            _use(self._done, question)

    def _drop(self, question: Question[Any], kept: _Kept) -> None:
        with self._lock:
            if self._newest.get(question) is kept:
                del self._newest[question]


ANSWERS = Answers()


def ask(question: Question[T], opened: Opened, *, patience: float = PATIENCE) -> Answer[T] | None:
    """Ask this process's answers; see `Answers.ask`."""
    return ANSWERS.ask(question, opened, patience=patience)


def _begin(question: Question[T], opened: Opened) -> Future[T]:
    name, workers = ("long", 1) if question.is_long else ("short", processors())
    return _pool(name, workers).submit(question.answer, opened.journeys.with_engine(_engine(name)))


@cache
def _engine(name: str) -> Threads:
    """Return threads on all processors that let requests go first; short questions wait for no long one."""
    return Threads(name=f"{name}-analysis", niceness=_NICENESS)


@cache
def _pool(name: str, workers: int) -> ThreadPoolExecutor:
    sys.setswitchinterval(_TURN)
    return ThreadPoolExecutor(workers, f"parcours-{name}", initializer=give_way, initargs=(_NICENESS,))


def _use(kept: OrderedDict[Question[Any], _Kept], question: Question[Any]) -> None:
    kept.move_to_end(question)
    while len(kept) > _MOST:
        kept.popitem(last=False)
