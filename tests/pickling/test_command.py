"""`mpcheck pickle` as its user runs it: what crosses, what it says, and how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

CRAWLER = """
import functools, multiprocessing, threading

class Session:
    def __init__(self):
        self.adapters = {"https://": Adapter()}

class Adapter:
    def __init__(self):
        self.lock = threading.Lock()

class Crawler:
    def __init__(self, retries, name="x"):
        self.session, self.retries, self.name = Session(), retries, name

def task(x):
    return x

bad = functools.partial(task, lambda: 0)
spawn_lock = multiprocessing.get_context("spawn").Lock()
"""


def test_function_crosses_by_every_method(ask: Any) -> None:
    found = ask(CRAWLER, "job.py:task")
    assert found.exit_code == 0
    assert found.object["crosses"] == {"fork": True, "spawn": True, "forkserver": True}
    assert found.object["picklable"] is True
    assert found.object["culprits"] == []
    assert any("__main__" in warning for warning in found.object["warnings"])


def test_an_interpreter_may_be_named_by_its_environment(ask: Any) -> None:
    found = ask(CRAWLER, "job.py:task", "--python", sys.prefix)
    assert found.exit_code == 0
    assert Path(sys.prefix) in Path(found.object["python"]).parents


def test_module_that_is_imported_does_not_refer_to_main(ask: Any) -> None:
    found = ask(CRAWLER, "job:task")
    assert (found.exit_code, found.object["warnings"]) == (0, [])


def test_class_is_called_and_the_culprit_within_is_named(ask: Any) -> None:
    found = ask(CRAWLER, "job.py:Crawler", "--call", "3, name='y'")
    assert found.exit_code == 1
    assert found.object["name"] == "job.py:Crawler(3, name='y')"
    assert found.object["crosses"] == {"fork": True, "spawn": False, "forkserver": False}
    (culprit,) = found.object["culprits"]
    assert culprit["path"] == "Crawler(3, name='y').session.adapters['https://'].lock"
    assert culprit["origin"]["path"].endswith("job.py")
    assert culprit["origin"]["line"] == 10


def test_several_targets_are_tried_and_the_worst_decides(ask: Any) -> None:
    found = ask(CRAWLER, "job:task", "job:bad", "job:none", "nowhere:x", "no.py:x", "job", "job:task-")
    assert found.exit_code == 2
    assert [one["error"] is None for one in found.objects] == [True, True, False, False, False, False, False]
    messages = [one["error"]["message"] for one in found.objects[2:]]
    assert messages[0] == "job has no attribute 'none'"
    assert messages[1] == "there is no module 'nowhere'"
    assert "no such file" in messages[2]
    assert "names no object" in messages[3]
    assert "not the name of an object" in messages[4]


def test_lock_of_multiprocessing_crosses_only_while_a_process_starts(ask: Any) -> None:
    found = ask(CRAWLER, "job:spawn_lock")
    assert found.object["crosses"]["spawn"] is True
    assert found.object["picklable"] is False
    assert any("only while a process starts" in warning for warning in found.object["warnings"])


def test_name_that_exists_in_the_parent_alone_is_found_by_trying(ask: Any) -> None:
    program = """
import multiprocessing
if multiprocessing.current_process().name == "MainProcess":
    def made():
        pass
    obj = {"f": [made]}
else:
    obj = None
"""
    found = ask(program, "job.py:obj")
    assert found.exit_code == 1
    assert found.object["crosses"]["spawn"] is False
    assert found.paths == ["obj['f'][0]"]
    assert "AttributeError" in found.object["culprits"][0]["reason"]


def test_main_module_that_children_cannot_import_is_blamed(ask: Any) -> None:
    program = "import multiprocessing\nif multiprocessing.current_process().name != 'MainProcess':\n    raise KeyError('in the child')\nobj = 1\n"
    found = ask(program, "job.py:obj")
    assert found.exit_code == 1
    assert "cannot import the main module" in found.object["obstacles"]["spawn"]
    assert "KeyError" in found.object["obstacles"]["spawn"]


def test_object_that_arrives_changed_is_told(ask: Any) -> None:
    program = """
class Point:
    def __init__(self, x):
        self.x = x
    def __eq__(self, other):
        return self.x == other.x
    def __repr__(self):
        return f"Point({self.x})"
    def __reduce__(self):
        return Point, (self.x + 1,)
point = Point(1)
"""
    found = ask(program, "job:point")
    assert found.object["crosses"]["spawn"] is True
    assert "spawn: it arrives unequal: Point(2)" in found.object["warnings"]


def test_module_runs_as_main(ask: Any) -> None:
    found = ask("def f(): pass\nname = __name__\nobj = {'a': f}\n", "job:obj", "--run-as", "main")
    assert found.exit_code == 0
    assert any("__main__" in warning for warning in found.object["warnings"])


def test_text_report_is_escaped_and_complete(tmp_path: Path) -> None:
    (tmp_path / "job.py").write_text(
        "import threading\nobj = {'\\x1b[31m\\u202e': threading.Lock()}\n", encoding="utf-8"
    )
    command = [sys.executable, "-m", "mpcheck", "pickle", "job.py:obj"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=300, encoding="utf-8")
    assert done.returncode == 1
    assert "obj['\\x1b[31m\\u202e']" in done.stdout
    for word in ("does not cross by spawn and forkserver", "fork: yes", "spawn: no", "why: ", "cure: ", "job.py:2"):
        assert word in done.stdout
    assert all(char.isprintable() or char == "\n" for char in done.stdout)


def test_call_takes_literals_only(ask: Any) -> None:
    for arguments in ("__import__('os')", "1)(2", "*[1]", "1 +"):
        found = ask(CRAWLER, "job:task", "--call", arguments)
        assert found.exit_code == 2
        assert "not the arguments of a call" in found.object["error"]["message"]


def test_importing_mpcheck_stays_cheap() -> None:
    program = (
        "import sys, mpcheck; print([name for name in sys.modules if name.startswith(('mpcheck.', 'multiprocessing'))])"
    )
    # The coverage of child processes would import modules of its own.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True, timeout=60, env=environment
    )
    assert done.stdout.strip() == "[]"
