"""What is evaluated stays bounded, however much a file holds."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from mpcheck.analysis import Installed, project
from mpcheck.engine import Request, scan
from mpcheck.model import feasible, filling, modules
from mpcheck.model.evaluate import Evaluator
from mpcheck.model.module import Module
from mpcheck.model.object_state import HeldValue, State
from mpcheck.model.scopes import Collected, Mutation
from mpcheck.model.values import CallContext, Const, Instance, Unknown, Values, only
from mpcheck.settings import Options
from mpcheck.targets import usual_targets


@pytest.mark.parametrize(("length", "is_known"), [(200, True), (1000, False)])
def test_the_members_of_a_very_long_table_tell_nothing(length: int, is_known: bool) -> None:
    text = f"TABLE = [{', '.join(map(str, range(length)))}]\nuse(TABLE[choose()])\n"
    module = Module("program.py", text, ast.parse(text), usual_targets())
    call = next(call for call in module.found.calls if call.args)
    values = module.values(call.args[0])
    assert len(list(only(Const, values))) == (length if is_known else 0)
    assert len(list(only(Unknown, values))) == (0 if is_known else 1)


def test_files_that_take_all_names_from_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"part{number}" for number in range(12)]
    for name in names:
        stars = "".join(f"from {other} import *\n" for other in names if other != name)
        (tmp_path / f"{name}.py").write_text(f"import multiprocessing\n{stars}print(missing)\n")
    asked = []
    own_member = modules._own_member

    def counting(ev: Evaluator, found: Collected, name: str) -> Values:
        asked.append(name)
        return own_member(ev, found, name)

    monkeypatch.setattr(modules, "_own_member", counting)
    project.cache_clear()
    assert not scan(Request((str(tmp_path),), Options(isolated=True), jobs=1), Installed()).errors
    assert len(names) ** 2 < len(asked) < len(names) ** 4  # there are 12! ways through them


def test_a_package_that_takes_all_names_of_many_files(tmp_path: Path) -> None:
    names = [f"part{number:03}" for number in range(200)]
    for name in names:
        (tmp_path / f"{name}.py").write_text("")
    (tmp_path / "every.py").write_text("".join(f"from {name} import *\n" for name in names))
    (tmp_path / "program.py").write_text("import multiprocessing, every\nevery.missing()\n")
    project.cache_clear()
    assert not scan(Request((str(tmp_path / "program.py"),), Options(isolated=True), jobs=1), Installed()).errors
    assert 50 < len(project().paths()) < 150


def test_a_dict_of_dicts_that_is_filled_from_itself_in_many_places(monkeypatch: pytest.MonkeyPatch) -> None:
    places = range(40)
    pairs = (f"self.model[name]['p{i}'], self.model[name]['m{i}']" for i in places)
    made = (f"init(self.model[name]['m{i * 7 % len(places)}'], self.model[name])" for i in places)
    lines = "".join(f"        {pair} = {value}\n" for pair, value in zip(pairs, made, strict=True))
    text = (
        "def init(times, law):\n    return law['params'], law['m']\n\n"
        "class Fit:\n    def __init__(self):\n        self.model = {}\n"
        "        for name in NAMES:\n            self.model[name] = {}\n\n"
        f"    def fill(self, name):\n{lines}"
    )
    added = []
    real = filling.added

    def counting(ev: Evaluator, mutation: Mutation, context: CallContext | None) -> Values:
        added.append(mutation)
        return real(ev, mutation, context)

    monkeypatch.setattr(filling, "added", counting)
    module = Module("program.py", text, ast.parse(text), usual_targets())
    for call in module.found.calls:
        module.values(call)
    assert len(added) < 10 * len(places)  # each place was looked at for each other one, again and again


def test_a_partial_that_binds_itself() -> None:
    text = """
import functools, multiprocessing

def start(worker, steps):
    for step in steps:
        worker = functools.partial(step, worker)
    multiprocessing.Process(target=worker).start()
"""
    assert len(Module("program.py", text, ast.parse(text), usual_targets()).tasks) == 1


def test_objects_that_all_hold_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = range(8)
    held = "".join(f"        self.part{number} = part{number}\n" for number in numbers)
    text = "import multiprocessing\n"
    text += "".join(f"class Part{number}:\n    def __init__(self):\n{held}" for number in numbers)
    text += "".join(f"part{number} = Part{number}()\n" for number in numbers)
    text += "multiprocessing.Process(target=print, args=(part0,)).start()\n"
    looked_at = []
    attributes_of = State._attributes

    def counting(state: State, one: Instance) -> Iterator[HeldValue]:
        looked_at.append(one)
        return attributes_of(state, one)

    monkeypatch.setattr(State, "_attributes", counting)
    assert Module("program.py", text, ast.parse(text), usual_targets()).blocked == []
    assert len(set(looked_at)) == len(numbers) == len(looked_at)  # there are 8! ways through them


def test_a_function_that_chooses_among_many_results(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = [f"kind{number}" for number in range(40)]
    text = "def make(kind):\n" + "".join(f"    if kind == '{kind}':\n        return '{kind}'\n" for kind in kinds)
    text += "    raise ValueError\nuse(make('kind39'))\n"
    asked = []
    by_values = feasible._by_values

    def counting(ev: Evaluator, test: ast.expr, context: CallContext) -> bool | None:
        asked.append(test)
        return by_values(ev, test, context)

    monkeypatch.setattr(feasible, "_by_values", counting)
    module = Module("program.py", text, ast.parse(text), usual_targets())
    assert [one.value for one in only(Const, module.values(module.found.calls[0].args[0]))] == ["kind39"]
    assert len(asked) == len(set(asked)) == len(kinds)  # each of them stands before all results further down
