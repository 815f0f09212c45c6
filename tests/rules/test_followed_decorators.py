"""What decorators of other files make of a function that is sent to a process."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import check_files

Files = dict[str, str]

POOL = """
from multiprocessing import Pool
from work import square

if __name__ == "__main__":
    with Pool() as pool:
        pool.map(square, [1, 2])  # MP203
"""

#: Name -> the files: comments mark what is reported.
PROJECTS: dict[str, Files] = {
    "an object that a decorator with arguments of another file makes": {
        "main.py": POOL,
        "work.py": "from tools import limited\n@limited(calls=3)\ndef square(x):\n    return x * x\n",
        "tools.py": """
                class Limited:
                    def __init__(self, wrapped, calls):
                        self.wrapped, self.calls = wrapped, calls

                    def __call__(self, *args):
                        self.calls -= 1
                        return self.wrapped(*args)

                def limited(calls):
                    def decorate(function):
                        return Limited(function, calls)

                    return decorate
            """,
    },
    "a partial of a class with which another file decorates": {
        "main.py": POOL,
        "work.py": """
                from functools import partial
                from tools import Traced

                @partial(Traced, level=2)
                def square(x):
                    return x * x
            """,
        "tools.py": """
                from functools import update_wrapper

                class Traced:
                    def __init__(self, function, level):
                        update_wrapper(self, function)
                        self.level = level

                    def __call__(self, *args):
                        return self.__wrapped__(*args)
            """,
    },
    "decorators of another file whose objects can be sent, or that give the function back": {
        "main.py": """
                from multiprocessing import Pool
                from work import cube, double, half, negative, square

                if __name__ == "__main__":
                    with Pool() as pool:
                        for function in (cube, double, half, negative, square):
                            pool.map(function, [1, 2])
            """,
        "work.py": """
                from functools import partial
                from tools import by_name, checked, noted, renamed, tagged

                @by_name(unit="m")
                def square(x):
                    return x * x

                @partial(renamed, unit="m")
                def cube(x):
                    return x**3

                @checked(times=2)
                def double(x):
                    return 2 * x

                @checked
                def half(x):
                    return x / 2

                @tagged
                @noted("x")
                def negative(x):
                    return -x
            """,
        "tools.py": """
                import functools

                class ByName:
                    def __init__(self, function, unit):
                        self.function, self.unit = function, unit

                    def __call__(self, *args):
                        return self.function(*args)

                    def __reduce__(self):
                        return self.function.__qualname__

                class Renamed:
                    def __init__(self, function, unit):
                        self.name, self.unit = function.__name__, unit

                    def __call__(self, *args):
                        return self.name, args

                def by_name(unit):
                    return functools.partial(ByName, unit=unit)

                def renamed(function, unit):
                    return Renamed(function, unit)

                def checked(function=None, times=1):
                    if function is None:
                        return functools.partial(checked, times=times)

                    @functools.wraps(function)
                    def call(*args):
                        return function(*args)

                    return call

                def noted(*names):
                    return functools.partial(note, names=names)

                def note(function, names):
                    function.names = names
                    return function

                def tagged(function):
                    return functools.partial(look_up, function.__name__)

                def look_up(name, *args):
                    return name, args
            """,
    },
}


@pytest.mark.parametrize("files", PROJECTS.values(), ids=PROJECTS)
def test_it_is_told_what_a_decorator_makes(files: Files, tmp_path: Path) -> None:
    check_files(tmp_path, files, "MP203")
