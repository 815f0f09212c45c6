"""From a misbehaving probe to its row; many probes side by side; probes asked in this very process."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from mpcheck.env import answers
from mpcheck.env.answers import Question, ask, look, printed_failures, side_by_side
from mpcheck.env.catalogue import PROBES, Probe, probes_folder
from mpcheck.env.judge import Row, judge_all
from mpcheck.env.survey import in_process

LOCK = next(probe for probe in PROBES if probe.id == "lock")
SOUND = '{"id": "lock", "start_method": null, "facts": {"checks": {}}, "error": null, "seconds": 0.1}'

MISBEHAVING = [
    ("import time; time.sleep(600)", "broken", "no answer in time"),
    (
        "import os, sys; print('at create', file=sys.stderr, flush=True); os.abort()",
        "broken",
        "killed by SIGABRT (at: cr",
    ),
    ("import os; os.kill(os.getpid(), 9)", "broken", "killed by SIGKILL"),
    ("print('hello')", "unknown", "printed something else"),
    ('print(\'{"id": "lock"}\')', "unknown", "printed something else"),
    (f"print('''{SOUND}'''.replace('lock', 'queue'))", "unknown", "printed something else"),
    (f"print('''{SOUND}'''.replace('0.1', '\"soon\"'))", "unknown", "printed something else"),
    ("print('[' * 100000)", "unknown", "printed something else"),
    ("import sys; sys.stdout.buffer.write(bytes(range(256)))", "unknown", "printed something else"),
    ("pass", "unknown", "ended with exit code 0 and no answer"),
    ("raise OSError(24, 'Too many open files')", "unknown", "OSError: [Errno 24] Too many open files"),
    ("while True: print('x' * 10000)", "unknown", "flooded its output"),
    (f"import os, time\nif os.fork(): print('''{SOUND}''')\nelse: time.sleep(600)", "broken", "left processes behind"),
    (f"import time; print('''{SOUND}''', flush=True); time.sleep(600)", "broken", "its process did not end"),
]


def row_of(program: str, folder: Path, time_limit: float = 2) -> Row:
    (folder / LOCK.script).write_text(program)
    this_python = ask(Question(sys.executable, platform_probe(), None), probes_folder(), threading.Event())
    lock = ask(Question(sys.executable, LOCK, None), folder, threading.Event(), time_limit)
    return judge_all([this_python, lock])[1]


def platform_probe() -> Probe:
    return next(probe for probe in PROBES if probe.id == "interpreter")


@pytest.mark.skipif(sys.platform == "win32", reason="fork and signals")
@pytest.mark.parametrize(("program", "status", "detail"), MISBEHAVING)
def test_misbehaving_probe_is_a_row_that_says_so(program: str, status: str, detail: str, tmp_path: Path) -> None:
    row = row_of(program, tmp_path)
    assert row.status == status
    assert detail in row.detail
    assert row.cause
    assert row.cure


def test_answer_after_a_banner_of_the_user_is_heard(tmp_path: Path) -> None:
    assert row_of(f"print('welcome'); print('''{SOUND}''')", tmp_path, 30).status == "ok"


def test_refusal_is_an_answer(tmp_path: Path) -> None:
    refused = ask(Question(str(tmp_path / "python"), LOCK, None), tmp_path, threading.Event()).refused
    assert refused
    assert (refused.type, refused.where) == ("FileNotFoundError", "start the probe")


@pytest.mark.parametrize("probe", [probe for probe in PROBES if probe.only_looks], ids=lambda probe: probe.id)
def test_looking_in_this_process_gives_what_a_child_gives(probe: Probe) -> None:
    question = Question(sys.executable, probe, None)
    inside, outside = look(question, probes_folder()), ask(question, probes_folder(), threading.Event())
    assert inside.facts
    assert outside.facts
    assert inside.facts.keys() == outside.facts.keys()
    assert inside.facts["checks"] == outside.facts["checks"]


def test_look_that_fails_is_an_answer(tmp_path: Path) -> None:
    (tmp_path / LOCK.script).write_text("def probe(*_):\n    yield 'open'\n    open('/no/such/file')")
    failure = look(Question(sys.executable, LOCK, None), tmp_path).failure
    assert failure
    assert (failure.type, failure.errno_name, failure.where) == ("FileNotFoundError", "ENOENT", "open")


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_side_by_side_does_every_job_once(threads: int) -> None:
    done: list[int] = []
    side_by_side(range(50), done.append, threads, threading.Event())
    assert sorted(done) == list(range(50))


def test_refused_threads_leave_the_work_to_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    workers: set[int] = set()
    side_by_side(range(5), lambda _: workers.add(threading.get_ident()), 3, threading.Event())
    assert workers == {threading.get_ident()}


def test_interruption_stops_the_others() -> None:
    interrupted, done = threading.Event(), list[int]()

    def work(job: int) -> None:
        done.append(job)
        if threading.current_thread() is threading.main_thread():
            raise KeyboardInterrupt
        interrupted.wait(30)

    with pytest.raises(KeyboardInterrupt):
        side_by_side(range(1000), work, 2, interrupted)
    assert len(done) <= 3


def test_printed_failures_are_found_with_their_numbers() -> None:
    text = (
        "at create\nconcurrent.futures.process.BrokenProcessPool: gone\nOSError: [Errno 24] Too many open files: 'x'\n"
    )
    assert [(one.type, one.errno_name) for one in printed_failures(text)] == [
        ("BrokenProcessPool", None),
        ("OSError", "EMFILE"),
    ]


def test_numbers_of_signals_have_a_name() -> None:
    assert (answers.signal_name(-6), answers.signal_name(-200)) == ("SIGABRT", "signal 200")


def test_environment_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MPCHECK_TEST_WORD", "heard")
    answer = SOUND.replace('"checks"', '"word": "%s", "checks"')
    assert (
        row_of(f"import os; print('''{answer}''' % os.environ['MPCHECK_TEST_WORD'])", tmp_path, 30).facts["word"]
        == (os.environ["MPCHECK_TEST_WORD"])
    )


def test_running_process_is_told_of_itself() -> None:
    """Its threads and limits, by the same probes; two threads are one too many to fork."""
    release = threading.Event()
    thread = threading.Thread(target=release.wait)
    thread.start()
    try:
        rows = {row.id: row for row in in_process()}
    finally:
        release.set()
        thread.join()
    assert {"limits", "cpu", "environment", "interpreter", "fork-unsafe-modules"} <= rows.keys()
    assert all(row.status in ("ok", "missing") for row in rows.values())
    assert rows["fork-unsafe-modules"].facts["threads"] >= 2
    assert rows["fork-unsafe-modules"].facts["new_interpreter"] is False
