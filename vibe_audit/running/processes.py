"""Several processes at work on many files, none of which can take the run down."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from itertools import chain
from pathlib import Path

from vibe_audit.rule import Finding

CheckFile = Callable[[Path], list[Finding]]


def in_processes(check: CheckFile, files: Sequence[Path], count: int, died: CheckFile) -> Iterator[list[Finding]]:
    """What `check` finds in each file, in no particular order.

    Where a process dies, the files it may have died of are tried again one by one, and `died` says what is to be
    reported of the one that did it. `check` travels to the processes, so it must be one that can be pickled.
    """
    size = max(1, min(32, len(files) // (count * 4)))
    waiting = [files[start : start + size] for start in range(0, len(files), size)]
    while waiting:
        broken = []
        with ProcessPoolExecutor(count, initializer=_leave_interrupts_to_the_parent) as pool:
            futures: list[Future[list[Finding]]] = []
            try:
                with suppress(BrokenProcessPool):
                    for batch in waiting:
                        futures.append(pool.submit(_check_batch, check, batch))
                wait(futures)
            except KeyboardInterrupt:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        for batch, future in zip(waiting, futures, strict=False):
            if isinstance(future.exception(), BrokenProcessPool):
                broken.append(batch)
            else:
                yield future.result()
        broken.extend(waiting[len(futures) :])
        in_flight = 2 * count + 1  # one batch a process, and what the pool hands out ahead
        suspects, waiting = broken[:in_flight], broken[in_flight:]
        yield from _one_by_one(check, list(chain.from_iterable(suspects)), died)


def _one_by_one(check: CheckFile, files: list[Path], died: CheckFile) -> Iterator[list[Finding]]:
    """As above, one file at a time, so that it is known which one a process dies of."""
    while files:
        with ProcessPoolExecutor(1, initializer=_leave_interrupts_to_the_parent) as pool:
            try:
                while files:
                    yield pool.submit(check, files[0]).result()
                    files = files[1:]
            except BrokenProcessPool:
                culprit, files = files[0], files[1:]
                yield died(culprit)


def _check_batch(check: CheckFile, files: Sequence[Path]) -> list[Finding]:
    return [finding for file in files for finding in check(file)]


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
