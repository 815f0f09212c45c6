"""Ask probes, each in a child of its own, some side by side; make facts or failures of what comes back."""

from __future__ import annotations

import errno
import json
import re
import runpy
import signal
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from mpcheck.containment import child
from mpcheck.env.catalogue import Probe

Facts = dict[str, Any]

LIMIT_VARIABLE = "MPCHECK_TIME_LIMIT"  # tells a probe after how many seconds to give up
OWN_SHARE = 0.4  # the rest is for the start of the interpreter, for cleaning up and for a busy machine

_EXCEPTION = re.compile(r"^(?:[a-z_]\w*\.)*([A-Z]\w*(?:Error|Exception|Pool|Empty|Full))(?:: (.*))?$", re.MULTILINE)
_NUMBER = re.compile(r"\[Errno (\d+)\]")
_STEP = re.compile(r"^at (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Question:
    """One probe, put to one interpreter under one start method (None: it does not depend on that)."""

    python: str
    probe: Probe
    method: str | None


@dataclass(frozen=True)
class Failure:
    """An exception: its class, errno (None where it has none) with the errno's name, its text and the probe's step."""

    type: str
    errno: int | None = None
    errno_name: str | None = None
    text: str = ""
    where: str = ""

    def __str__(self) -> str:
        lines = [line.strip() for line in self.text.splitlines() if line.strip(" -")]
        text = f": {lines[-1]}" if lines else ""  # a RemoteError's text is a whole traceback
        return self.type + text + (f" (at: {self.where})" if self.where else "")


@dataclass(frozen=True)
class Answer:
    """What became of a question.

    ``facts`` is None where no answer came; ``failure`` is the exception that the probe met; ``inner`` are the
    exceptions that its descendants printed; ``refused`` the one that kept its process from being made at all;
    ``ending`` how its process ended, None where there was none.
    """

    question: Question
    facts: Facts | None = None
    failure: Failure | None = None
    inner: tuple[Failure, ...] = ()
    refused: Failure | None = None
    ending: child.Ending | None = None
    step: str = ""
    seconds: float | None = None


def ask(question: Question, folder: Path, interrupted: threading.Event, time_limit: float = child.TIME_LIMIT) -> Answer:
    """Put one question to a child that has ``time_limit`` seconds.  Never raises for what the child does.

    The probe gives up by itself before that, while it can still say where it was.
    """
    command = [question.python, str(folder / question.probe.script)]
    if question.method is not None:
        command += ["--start-method", question.method]
    began = time.monotonic()
    try:
        ending = child.run(
            command,
            time_limit=time_limit,
            interrupted=interrupted,
            environment={LIMIT_VARIABLE: f"{time_limit * OWN_SHARE:g}"},
        )
    except (OSError, RuntimeError, MemoryError) as error:  # RuntimeError: no thread to read its pipes
        return Answer(question, refused=failure_of(error, "start the probe"), seconds=time.monotonic() - began)
    return _answer(question, ending, time.monotonic() - began)


def _answer(question: Question, ending: child.Ending, seconds: float) -> Answer:
    errors = ending.stderr.decode(errors="replace").replace("\r\n", "\n")
    steps = _STEP.findall(errors)
    answer = Answer(
        question, inner=printed_failures(errors), ending=ending, step=steps[-1] if steps else "", seconds=seconds
    )
    try:
        said = _last_object(ending.stdout)
        facts = {**said["facts"], "checks": dict(said["facts"]["checks"])}
        failure = None if said["error"] is None else Failure(**said["error"])
        inner = answer.inner + (printed_failures(failure.text) if failure else ())
        whole = replace(answer, facts=facts, failure=failure, inner=inner, seconds=float(said["seconds"]))
    except (ValueError, TypeError, KeyError):
        return answer
    return whole if said.get("id") == question.probe.id else answer


def _last_object(output: bytes) -> Facts:
    """The JSON object on the last line that has one: a start-up file of the user's may print before it.

    Raises ValueError where there is none.
    """
    for line in reversed(output.splitlines()):
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            return found
    raise ValueError("no JSON object")


def printed_failures(text: str) -> tuple[Failure, ...]:
    """The last lines of the tracebacks in a text."""
    found = []
    for kind, words in _EXCEPTION.findall(text):
        number = _NUMBER.search(words)
        found.append(_failure(kind, int(number[1]) if number else None, words, ""))
    return tuple(found)


def failure_of(error: BaseException, where: str) -> Failure:
    """An exception of this process, as a probe would report it."""
    return _failure(type(error).__name__, getattr(error, "errno", None), str(error), where)


def _failure(kind: str, number: int | None, text: str, where: str) -> Failure:
    return Failure(kind, number, errno.errorcode.get(number) if number is not None else None, text, where)


def look(question: Question, folder: Path) -> Answer:
    """Ask a probe that only looks in this very process: the machine may refuse any other."""
    facts: Facts = {"checks": {}}
    began, where = time.monotonic(), ""
    try:
        probe = runpy.run_path(str(folder / question.probe.script))["probe"]
        steps = probe(None, facts, facts["checks"])
        while where != "end":
            where = next(steps, "end")
    except Exception as error:  # noqa: BLE001 whatever it is, it is the answer
        return Answer(question, facts, failure_of(error, where), seconds=time.monotonic() - began)
    return Answer(question, facts, seconds=time.monotonic() - began)


Job = TypeVar("Job")


def side_by_side(jobs: Iterable[Job], work: Callable[[Job], None], threads: int, interrupted: threading.Event) -> None:
    """Do all jobs, in this thread and in further ones, as far as the system grants them.

    An exception in this thread, Ctrl-C above all, sets ``interrupted`` and waits for the others.
    """
    lock, rest = threading.Lock(), iter(list(jobs))

    def do_some() -> None:
        while not interrupted.is_set():
            with lock:
                job = next(rest, None)
            if job is None:
                return
            work(job)

    helpers = [threading.Thread(target=do_some) for _ in range(threads - 1)]
    started = [thread for thread in helpers if _starts(thread)]
    try:
        do_some()
    except BaseException:
        interrupted.set()
        raise
    finally:
        for thread in started:
            thread.join()


def _starts(thread: threading.Thread) -> bool:
    try:
        thread.start()
    except RuntimeError:  # a limit on processes counts threads as well
        return False
    return True


def signal_name(exit_code: int) -> str:
    """The name of the signal that a negative exit code stands for."""
    try:
        return signal.Signals(-exit_code).name
    except ValueError:
        return f"signal {-exit_code}"
