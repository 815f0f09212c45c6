"""Checking files in several processes, with the same reports in the same order as in one."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from mpcheck.check import FileReport, Task, check, collect_rarely
from mpcheck.findings import ScanError

if TYPE_CHECKING:
    from mpcheck.analysis import Analysis
    from mpcheck.engine import Progress

#: Files sent at a time: few enough that the processes end together.
_CHUNK = 4
#: Windows waits for no more than 63 handles at once, two of which the executor needs.
_MOST_PROCESSES = 61
#: What a system without semaphores, shared memory, or room for processes raises.
_CANNOT_START = (OSError, ImportError, NotImplementedError, RuntimeError)


def check_in_processes(
    tasks: Sequence[Task], analysis: Analysis, jobs: int | None, progress: Progress
) -> list[FileReport] | None:
    """Check files in up to ``jobs`` processes, by default one for each usable CPU.

    A file on which its process dies is an error of its own.  None where this system cannot start
    processes.
    """
    jobs = min(jobs or _usable_cpus(), len(tasks), _MOST_PROCESSES)
    if jobs < 2:
        return None
    reports: dict[int, FileReport] = {}
    numbered = list(enumerate(tasks))
    chunks = [numbered[start : start + _CHUNK] for start in range(0, len(numbered), _CHUNK)]
    if not _run(chunks, analysis, jobs, reports, progress, len(tasks)):
        return None
    for number, task in numbered:
        # Left over when a process died.  The files beside the guilty one are innocent: each gets a process.
        if number not in reports:
            _run([[(number, task)]], analysis, 1, reports, progress, len(tasks))
            died = ScanError(task.shown, None, "the process that checked this file died", "MP010")
            reports.setdefault(number, FileReport(errors=(died,)))
    return [reports[number] for number, _ in numbered]


def _run(
    chunks: Sequence[Sequence[tuple[int, Task]]],
    analysis: Analysis,
    jobs: int,
    reports: dict[int, FileReport],
    progress: Progress,
    total: int,
) -> bool:
    """Fill in reports until all chunks are done or a process dies; False where no process could start."""
    strangers = set(multiprocessing.active_children())
    threads = set(threading.enumerate())
    executor: ProcessPoolExecutor | None = None
    try:
        with _interrupts_ignored():  # while the children inherit it
            executor = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=_prepare)
            # One greeting for each process: all of them are started here.
            greetings = [executor.submit(os.getpid) for _ in range(jobs)]
        _await(greetings, threads)
    except _CANNOT_START:
        _stop(executor, strangers)
        return False
    except BaseException:
        _stop(executor, strangers)
        raise
    try:
        futures = [executor.submit(_check_chunk, chunk, analysis) for chunk in chunks]
        _collect(futures, reports, progress, total)
    except BaseException:
        _stop(executor, strangers)
        raise
    executor.shutdown()
    return True


def _await(greetings: Sequence[Future[int]], strangers: set[threading.Thread]) -> None:
    """Wait until the workers are ready.

    An executor that may not start its last thread, as under a limit on processes, would never answer: its
    other thread has ended by then.
    """
    while waiting := wait(greetings, timeout=0.2).not_done:
        if not set(threading.enumerate()) - strangers and not all(greeting.done() for greeting in waiting):
            raise RuntimeError("the threads of the executor have ended")
    for greeting in greetings:
        greeting.result()


def _collect(
    futures: Sequence[Future[list[tuple[int, FileReport]]]],
    reports: dict[int, FileReport],
    progress: Progress,
    total: int,
) -> None:
    for future in as_completed(futures):
        with contextlib.suppress(BrokenProcessPool):
            reports.update(future.result())
        progress("Checking", len(reports), total)


def _check_chunk(chunk: Sequence[tuple[int, Task]], analysis: Analysis) -> list[tuple[int, FileReport]]:
    return [(number, check(task, analysis)) for number, task in chunk]


def _stop(executor: ProcessPoolExecutor | None, strangers: set[multiprocessing.process.BaseProcess]) -> None:
    """End the executor's processes now, whatever they are at."""
    if executor is None:
        return
    executor.shutdown(wait=False, cancel_futures=True)
    for process in set(multiprocessing.active_children()) - strangers:
        process.terminate()
    executor.shutdown()


@contextlib.contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Ctrl-C reaches the whole process group, but only this process has to act on it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _prepare() -> None:
    """In a new worker: leave Ctrl-C to the parent, do not outlive it, and end at once when it says so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_rarely()
    with contextlib.suppress(RuntimeError):  # under a limit on threads
        threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _usable_cpus() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
