"""Run one program in a folder, process group and time of its own."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from verification import processes
from verification.interpreters import Interpreter
from verification.judge import Observed, objection
from verification.plan import Run

_CONFIGURED = Path(__file__).parent / "default_start_method"
#: How long a program that should end may take, on a machine that is busy with other things.
END_SECONDS = 60.0
#: How long a program that should hang is watched.
HANG_SECONDS = 5.0
_USUAL_SECONDS = 0.5
#: What no program takes that does not hang, on a machine that has time for it.
_BRISK_SECONDS = 2.0
#: How long processes may outlive their program: trackers and servers notice its end and follow.
_AFTERMATH_SECONDS = 3.0
#: wine starts slowly and its processes notice each other's end slowly.
_WINE_FACTOR = 3.0
#: Of a race, that it was lost once in so many tries is proof enough.
_TRIES = {"wrong": 3, "any": 3}
#: What Windows calls ERROR_INTERNAL_ERROR.
_WINE_FAILED = "[WinError 1359]"
_STREAM_LIMIT = 1_000_000
#: Mark -> process group of the programs that are running now.
_running: dict[str, int] = {}


@dataclass(frozen=True, slots=True)
class Result:
    """A run, what it did, and why that is not what was claimed ("" if it is)."""

    run: Run
    observed: Observed
    objection: str


def verify(run: Run, seconds_of_good: float = 0.0, stop: threading.Event | None = None) -> Result:
    """Run a program, again where it depends on luck, until its claim is seen or ``stop`` is set.

    ``seconds_of_good`` is what the slowest repaired program of the rule took under the same
    interpreter: one that hangs is watched for at least twice that.  What only was too slow, as on a machine that is
    busy with other things, gets a second chance, and so does what wine did not start; what ended otherwise than
    claimed does not.
    """
    claim = run.claim
    enough = max(_BRISK_SECONDS * _slowness(run.interpreter), 2 * seconds_of_good)
    watched = max(HANG_SECONDS * _slowness(run.interpreter), enough)
    limit = watched if claim.kind in ("hangs", "any") else END_SECONDS * _slowness(run.interpreter)
    tries = _TRIES.get(claim.kind, 1)
    number = 0
    while True:
        number += 1
        observed = execute(run, limit, enough)
        problem = objection(claim, observed)
        was_hindered = observed.status is None or bool(observed.orphans) or _wine_failed(run, observed)
        if not problem or number >= max(tries, 1 + was_hindered) or (stop is not None and stop.is_set()):
            return Result(run, observed, problem)


def _wine_failed(run: Run, observed: Observed) -> bool:
    """Whether wine has not started a process, as when its server is just ending: a Python that fails says why."""
    silent = bool(observed.status) and not observed.printed
    return run.interpreter.is_wine and (silent or _WINE_FAILED in observed.stderr)


def expected_seconds(runs: Iterable[Run]) -> float:
    """How long these runs take one after another, roughly: what hangs is watched, the others are soon done."""
    return sum(
        (HANG_SECONDS if run.claim.kind == "hangs" else _USUAL_SECONDS) * _slowness(run.interpreter) for run in runs
    )


def execute(run: Run, seconds: float, enough: float = END_SECONDS) -> Observed:
    """Run a program once, for at most so many seconds.

    ``enough`` is what it would take if it did not hang: one that should, and goes on after that, lets the others go first.
    """
    mark = uuid.uuid4().hex
    with tempfile.TemporaryDirectory(prefix="mpcheck-", ignore_cleanup_errors=True) as folder:
        _write(run, Path(folder))
        began = time.monotonic()
        process = subprocess.Popen(
            _command(run),
            cwd=folder,
            env=_environment(run.interpreter, run.method, mark, folder),
            # wine knows no streams but pipes.
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        _running[mark] = process.pid
        streams = [_Stream(pipe) for pipe in (process.stdout, process.stderr) if pipe]
        if process.stdin:
            process.stdin.close()
        if run.claim.kind == "hangs" and _wait(process, min(enough, seconds)) is None:
            # A pool that replaces its workers for ever, say, would take all there is from programs that do work.
            processes.let_others_go_first(process.pid)
        status = _wait(process, began + seconds - time.monotonic())
        took = time.monotonic() - began
        alive = processes.wait_for_end(mark, _aftermath(run.interpreter)) if status is not None else []
        segments = processes.end_all(process.pid, mark)
        process.wait()
        del _running[mark]
        out, err = (stream.text() for stream in streams)
    orphans = tuple(p.label for p in alive)
    return Observed(status, out, err, took, orphans, segments if status is not None else ())


def end_running() -> None:
    """End the programs that other threads are waiting for."""
    for mark, group in list(_running.items()):
        processes.end_all(group, mark)


def _write(run: Run, folder: Path) -> None:
    example = run.program.example
    for name, text in ((example.name, example.source), *example.files):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _command(run: Run) -> list[str]:
    name = run.program.example.name
    if not name.endswith(".ipynb"):
        return [run.interpreter.command, name]
    return [run.interpreter.command, "-c", f"exec(compile(open({name!r}).read(), {name!r}, 'exec'))"]


def _environment(interpreter: Interpreter, method: str, mark: str, folder: str) -> dict[str, str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "MPCHECK"))}
    environment |= {processes.MARK: mark}
    if not interpreter.is_wine:  # whose server stands in it: each program would have to start one of its own
        environment |= {"TMPDIR": folder}
    # Where the default is what is wanted, the program runs in a Python that nothing was done to.
    if method != interpreter.default_method:
        environment |= {"PYTHONPATH": str(_CONFIGURED), "MPCHECK_DEFAULT_START_METHOD": method}
    return environment


def _wait(process: subprocess.Popen[bytes], seconds: float) -> int | None:
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None


def _aftermath(interpreter: Interpreter) -> float:
    return _AFTERMATH_SECONDS * _slowness(interpreter)


def _slowness(interpreter: Interpreter) -> float:
    return _WINE_FACTOR if interpreter.is_wine else 1


class _Stream:
    """Reads a pipe to its end in a thread, so that a full pipe stops nobody, and keeps the beginning."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._pipe = pipe
        self._kept = bytearray()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        with self._pipe:
            while chunk := self._pipe.read1(65536):  # type: ignore[attr-defined] # a pipe is buffered
                self._kept += chunk[: max(0, _STREAM_LIMIT - len(self._kept))]

    def text(self) -> str:
        """What was read, once all writers are gone."""
        self._thread.join(10)
        return self._kept.decode("utf-8", errors="replace").replace("\r\n", "\n")
