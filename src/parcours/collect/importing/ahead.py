"""Lets a producer work while its consumer does: what makes reading, converting and writing overlap."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from typing import TypeVar

T = TypeVar("T")
_END = object()


def ahead(items: Iterator[T], depth: int = 1) -> Iterator[T]:
    """Yield the items of an iterator that runs in a thread of its own, up to ``depth`` items ahead.

    Errors of the producer are raised here. When the consumer stops early, so does the producer.

    Examples
    --------
    >>> list(ahead(iter("abc")))
    ['a', 'b', 'c']
    """
    ready: queue.Queue[object] = queue.Queue(depth)
    stopped = threading.Event()
    failures: list[BaseException] = []

    def produce() -> None:
        try:
            for item in items:
                if not _offer(ready, item, stopped):
                    return
        except BaseException as error:  # noqa: BLE001 - carried over to the consumer's thread
            failures.append(error)
        finally:
            close = getattr(items, "close", None)
            if close:
                close()
            _offer(ready, _END, stopped)

    thread = threading.Thread(target=produce, daemon=True)
    thread.start()
    try:
        while (item := ready.get()) is not _END:
            yield item  # type: ignore[misc]
    finally:
        stopped.set()
        thread.join()
    if failures:
        raise failures[0]


def _offer(ready: queue.Queue[object], item: object, stopped: threading.Event) -> bool:
    while not stopped.is_set():
        try:
            ready.put(item, timeout=0.05)
        except queue.Full:
            continue
        return True
    return False
