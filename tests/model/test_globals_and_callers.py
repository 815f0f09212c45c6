"""Who changes module-level names, what parameters are, what only the parent runs, and what a lock protects."""

from __future__ import annotations

import ast
import textwrap

import pytest

from mpcheck.model.accesses import access
from mpcheck.model.contexts import Contexts
from mpcheck.model.locks import may_be_locked
from mpcheck.model.module import Module
from mpcheck.model.parents import Parent, loops_around
from mpcheck.model.updates import updates
from mpcheck.targets import all_targets


def module_of(source: str) -> Module:
    source = textwrap.dedent(source)
    return Module("program.py", source, ast.parse(source), all_targets())


def call_of(module: Module, name: str) -> ast.Call:
    """The call of a function by its name."""
    return next(call for call in module.found.calls if ast.unparse(call.func) == name)


def test_a_guard_around_a_definition_holds_for_it_and_not_for_its_body() -> None:
    module = module_of(
        """
        if __name__ == "__main__":
            @decorate()
            def inside(x=default()):
                body()
        def outside(): pass
        """
    )
    inside, outside = (info.node for info in module.found.functions)
    assert module.graph.is_guarded(inside)
    assert not module.graph.is_guarded(outside)
    assert module.graph.is_guarded(call_of(module, "decorate"))
    assert module.graph.is_guarded(call_of(module, "default"))
    assert not module.graph.is_guarded(call_of(module, "body"))


@pytest.mark.parametrize(
    ("text", "ends", "attribute"),
    [
        ("name", "read", ""),
        ("name.a", "read", "a"),
        ("name.append(1)", "call", ""),
        ("name.a.append(1)", "call", "a"),
        ("name.method()", "call", "method"),
        ("name.a = 1", "store", "a"),
        ("name['k'] += 1", "store", ""),
        ("name.a['k'] = 1", "store", "a"),
        ("del name['k']", "store", ""),
        ("name.__dict__.update(a=1)", "call", ""),
        ("setattr(name, 'a', 1)", "store", "a"),
        ("setattr(name, key, 1)", "store", ""),
        ("f(name)", "read", ""),
    ],
)
def test_what_a_use_of_a_name_does(text: str, ends: str, attribute: str) -> None:
    module = module_of(text)
    node = next(node for node in module.found.names if node.id == "name")
    how = access(module, node)
    assert (how.ends, how.attribute) == (ends, attribute)


WRITES = """
    import helper
    box = []
    shared = {}
    helper.level = 1

    class Options:
        def __init__(self):
            self.debug = False

        def read(self):
            self.debug = True

    options = Options()

    def fill(target, more):
        target.append(more)

    def pass_on(target):
        fill(target, 1)

    def main():
        global counter
        counter = 1
        alias = box
        alias.append(2)
        pass_on(box)
        options.read()
        shared["a"] = 1
        shared.get("b")
        helper.remove("x")
        box = None
    """


def test_every_change_of_a_module_level_name_is_found() -> None:
    module = module_of(WRITES.replace("        box = None\n", "").replace("alias = box", "alias = box  # same object"))
    changes = {
        (use.name, use.attribute, use.function.name if use.function else "")
        for uses in module.global_writes.values()
        for use in uses
        if use.how == "change"
    }
    assert changes == {
        ("helper", "level", ""),
        ("box", "", "main"),
        ("options", "debug", "main"),
        ("shared", "", "main"),
    }
    assert [use.how for use in module.global_writes["counter"]] == ["bind"]


def test_a_local_name_is_none_of_the_module() -> None:
    module = module_of(WRITES)
    changed = {use.name for uses in module.global_writes.values() for use in uses if use.how == "change"}
    assert "box" not in changed


def test_parameters_are_what_callers_and_tasks_pass() -> None:
    module = module_of(
        """
        import functools
        import multiprocessing as mp

        def work(a, b, c=None, *, d=None):
            return a, b, c, d

        def start(value, lock):
            mp.Process(target=work, args=(value, lock), kwargs={"d": mp.Event()}).start()

        def main():
            start(mp.Value("i"), mp.Lock())
            with mp.Pool() as pool:
                pool.starmap(functools.partial(work, mp.Queue(), d=3), [(4, 5)])
        """
    )
    contexts = Contexts(module)
    (work,) = (info for info in module.found.functions if info.name == "work")
    returned = work.returns[0]
    assert isinstance(returned, ast.Tuple)
    assert [contexts.kinds(part) for part in returned.elts] == [{"value", "queue"}, {"lock"}, set(), {"event"}]


def test_what_only_the_parent_runs() -> None:
    module = module_of(
        """
        from multiprocessing import Pool

        def work(x):
            shared()
            in_worker()

        def shared(): first()

        def main():
            in_main()
            shared()
            helper()
            Pool().map(work, [1])

        def helper(): by_starter()

        def unknown(): by_nobody()

        def imported(): at_import()

        imported()
        if __name__ == "__main__":
            guarded()
        """
    )
    parent = Parent(module)
    expected = {
        "in_main": True,
        "by_starter": None,
        "guarded": True,
        "in_worker": False,
        "first": False,
        "by_nobody": False,
        "at_import": False,
    }
    assert {name: parent.runs(call_of(module, name)) for name in expected} == expected


def test_order_and_repetition_across_functions() -> None:
    module = module_of(
        """
        def before(): a()
        def after(): b()
        def start(): c()
        def main():
            before()
            for _ in range(3):
                start()
            after()
            [d() for _ in e()]
        main()
        """
    )
    parent = Parent(module)
    a, b, c, d, e = (call_of(module, name) for name in "abcde")
    assert parent.may_precede(a, c)
    assert parent.may_precede(c, b)
    assert not parent.may_precede(b, c)
    assert parent.may_repeat(c)
    assert not parent.may_repeat(b)
    assert len(loops_around(module, d)) == 1
    assert loops_around(module, e) == []


@pytest.mark.parametrize(
    ("body", "locked"),
    [
        ("v.value += 1", False),
        ("with v.get_lock():\n        v.value += 1", True),
        ("with lock:\n        v.value += 1", True),
        ("with open('x') as f:\n        v.value += 1", False),
        ("with guard():\n        v.value += 1", True),
        ("lock.acquire()\n    v.value += 1\n    lock.release()", True),
        ("lock.acquire()\n    lock.release()\n    v.value += 1", False),
        ("if lock.acquire(timeout=1):\n        v.value = v.value + 1", True),
    ],
)
def test_where_a_lock_may_be_held(body: str, *, locked: bool) -> None:
    module = module_of("from multiprocessing import Lock, Value\nlock, v = Lock(), Value('i')\n\ndef f():\n    " + body)
    (update,) = updates(module)
    assert may_be_locked(Contexts(module), update.statement) is locked


def test_a_lock_of_all_callers_counts() -> None:
    source = """
        from multiprocessing import Lock
        lock = Lock()
        def bump(v): v.value += 1
        def one(v):
            with lock: bump(v)
        def two(v):
            {}bump(v)
        """
    for prefix, locked in (("with lock: ", True), ("", False)):
        module = module_of(source.format(prefix))
        (update,) = updates(module)
        assert may_be_locked(Contexts(module), update.statement) is locked
