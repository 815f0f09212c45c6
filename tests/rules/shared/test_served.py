"""Classes and functions registered with a manager run in its server process."""

from __future__ import annotations

import pytest

from snippets import Check

_PROGRAM = """
        from multiprocessing.managers import BaseManager, SyncManager

        class Shards(BaseManager):
            pass

        class Group:
            def __init__(self, number, groups):
                self.number, self.groups = number, groups

            def own(self, names: list[str]):
                return [name for name in names if self.is_own(name)]

            def is_own(self, name: str):
                return hash(name) % self.groups == self.number{hashed}

            def ask(self):
                return input("name? "){asked}

            def greet(self):
                return GREETING{read}

        {registers}

        def main():
            {starts}

        if __name__ == "__main__":
            GREETING = "hi"
            main()
"""
_REGISTERS = 'Shards.register("Group", Group)'
_SEVERAL = "for number in range(3): manager = Shards(); manager.start(); print(manager.Group(number, 3))"

SERVED = {
    "a class, with several servers": (_REGISTERS, _SEVERAL),
    "a keyword, and a subclass of the manager's class": (
        'class More(Shards): pass\\n        Shards.register("Group", callable=Group)',
        "for number in range(3): manager = More(); manager.start()",
    ),
    "a function that makes the object": (
        'def make(): return Group(0, 3)\\n        Shards.register("group", make)',
        "for number in range(3): manager = Shards(); manager.start(); print(manager.group())",
    ),
    "with": (
        'SyncManager.register("Group", Group)',
        "with SyncManager() as one, SyncManager() as other: print(one.Group(0, 2), other.Group(1, 2))",
    ),
}

ALONE = {
    "one server": (_REGISTERS, "manager = Shards(); manager.start(); print(manager.Group(0, 3))"),
    "a manager that is made ready by multiprocessing": (
        'SyncManager.register("Group", Group)',
        "import multiprocessing; print(multiprocessing.Manager().Group(0, 3))",
    ),
}

NOT_SERVED = {
    "the server runs in this process": (_REGISTERS, "Shards(address=('', 5000)).get_server().serve_forever()"),
    "the server is another program": (_REGISTERS, "for n in range(3): manager = Shards(); manager.connect()"),
    "another manager": (_REGISTERS, "for n in range(3): manager = BaseManager(); manager.start()"),
    "nothing is given to call": ('Shards.register("Group")', _SEVERAL),
}


def _program(given: tuple[str, str], code: str = "") -> str:
    lines = {"MP313": "hashed", "MP320": "asked", "MP301": "read"}
    marks = {name: f"  # {one}" if one == code else "" for one, name in lines.items()}
    return _PROGRAM.replace("{registers}", given[0].replace("\\n", "\n")).replace("{starts}", given[1]).format(**marks)


@pytest.mark.parametrize("code", ["MP313", "MP320", "MP301"])
@pytest.mark.parametrize("given", SERVED.values(), ids=SERVED)
def test_what_servers_run(check: Check, given: tuple[str, str], code: str) -> None:
    found = check(code, _program(given, code))
    assert code == "MP320" or not any(target.start_method == "fork" for one in found for target in one.breaks_when)


@pytest.mark.parametrize("given", ALONE.values(), ids=ALONE)
def test_one_server_agrees_with_itself(check: Check, given: tuple[str, str]) -> None:
    check("MP313", _program(given))
    check("MP320", _program(given, "MP320"))


@pytest.mark.parametrize("code", ["MP313", "MP320", "MP301"])
@pytest.mark.parametrize("given", NOT_SERVED.values(), ids=NOT_SERVED)
def test_what_no_server_of_this_program_runs(check: Check, given: tuple[str, str], code: str) -> None:
    check(code, _program(given))
