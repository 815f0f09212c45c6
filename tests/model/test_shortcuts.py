"""What is decided early, or once for many, comes out as if it were not."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from mpcheck.model import collect, events
from mpcheck.model.main_guard import implies_main
from mpcheck.model.module import Module
from mpcheck.model.outcomes import holds
from mpcheck.model.project import Project
from mpcheck.rules import load
from mpcheck.rules.base import Example
from mpcheck.targets import usual_targets
from verification.plan import modules_of

#: Ways to call that the programs of rules have too seldom.
WAYS = {
    "a method by its class": "from multiprocessing import Process\nprocesses = [Process()]\nlist(map(Process.start, processes))",
    "a partial": "import functools, multiprocessing as mp\npool = mp.Pool()\nfunctools.partial(pool.apply_async, print)()",
    "a parameter": "import multiprocessing as mp\ndef work(queue):\n    queue.put(1)\nwork(mp.Queue())",
    "an object": "from joblib import Parallel, delayed\nrun = Parallel(n_jobs=2, backend='multiprocessing')\nrun(delayed(abs)(n) for n in range(3))",
    "a decorated function": "from deco import concurrent\n@concurrent\ndef work(x):\n    pass\nwork(1)",
}
PROGRAMS = [
    *(pytest.param(example, id=f"{rule.code}-{n}") for rule in load() for n, example in enumerate(rule.bad, 1)),
    *(pytest.param(Example(source), id=way) for way, source in WAYS.items()),
]
TARGET = min(usual_targets(), key=str)


@pytest.mark.parametrize("example", PROGRAMS)
def test_no_event_is_lost_with_the_calls_that_are_told_to_be_none(
    example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    with modules_of(example, usual_targets()) as modules:
        told = [described(module) for module in modules]
        monkeypatch.setattr(events, "is_inert", lambda *_: False)
        for module, before in zip(modules, told, strict=True):
            del module.__dict__["own_events"], module.__dict__["reached_events"]
            assert described(module) == before


def described(module: Module) -> list[object]:
    """The events by their places: some calls are made up anew each time."""
    return [
        (module.location(event.call), event.name, event.method, len(event.sites)) for event in module.reached_events
    ]


@pytest.mark.skipif(sys.version_info < (3, 13), reason="this Python does not tell the types of fields")
def test_the_children_of_every_kind_of_node_are_nodes() -> None:
    for kind, (_, _, fields) in collect._KINDS.items():
        types = getattr(kind, "_field_types", {})
        plain = [name for name in fields if any(one in repr(types.get(name)) for one in ("str", "int", "object"))]
        assert not plain or issubclass(kind, ast.type_ignore), (kind, plain)


def test_names_that_depend_on_each_other_twice_are_decided_in_time() -> None:
    lines = [f"a{n} = a{n - 1} or (a{n - 1} and x)" for n in range(1, 60)]
    text = "\n".join(["import sys", "a0 = sys.platform == 'win32'", "x = True", *lines, "while x:", "    a0 = a59"])
    module = Module("program.py", text, ast.parse(f"{text}\nif a59: pass"), usual_targets())
    test = module.found.nodes_of(ast.If)[0].test
    assert holds(module.ev, test, TARGET) is None
    assert implies_main(module.ev, test, True) is False


def test_how_a_test_comes_out_does_not_depend_on_what_was_asked_before() -> None:
    text = "import sys\nfirst = sys.platform == 'linux'\nsecond = first\nif second: pass\nif first: pass\n"
    outcomes = []
    for order in (1, -1):
        module = Module("program.py", text, ast.parse(text), usual_targets())
        tests = [node.test for node in module.found.nodes_of(ast.If)]
        outcomes.append([holds(module.ev, test, TARGET) for test in tests[::order]][::order])
    assert outcomes[0] == outcomes[1]
    assert None not in outcomes[0]


def test_functions_of_other_files_are_followed_in_the_order_of_their_places(tmp_path: Path) -> None:
    (tmp_path / "b.py").write_text("def one():\n    pass\ndef two():\n    pass\n")
    (tmp_path / "a.py").write_text("def three():\n    pass\n")
    text = (
        "from multiprocessing import Pool\nimport a, b\n"
        "def work(x):\n    b.two()\n    a.three()\n    b.one()\n"
        "if __name__ == '__main__':\n    with Pool() as pool:\n        pool.map(work, [1])\n"
    )
    project = Project(lambda path: (Path(path).read_text(), ast.parse(Path(path).read_text())))
    module = Module("program.py", text, ast.parse(text), usual_targets(), project, str(tmp_path / "program.py"))
    assert [function.name for function in module.foreign_worker_functions] == ["three", "one", "two"]
