"""What stands in the way where a value is pickled."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from mpcheck.model.tables.picklability import Unpicklable
from mpcheck.targets import Target


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What keeps a value from being pickled.

    ``kind``:
      ``lambda``, ``function``, ``class``, ``instance``  made inside a function (a lambda anywhere), or an object of a class
      that is; ``name`` a function or method that its name does not lead to; ``private`` a method whose name is
      mangled; ``shared`` made by multiprocessing to be inherited; ``exception`` one that travels and cannot be
      rebuilt; ``object`` anything else.

    ``words`` say what it is, ``node`` is where it is defined or made, ``path`` the attributes that lead to it
    (``.lock``).  ``certain``: no other value is possible at this place.  ``row``: in which Pythons it stands in the way.
    """

    kind: str
    words: str
    node: ast.AST | None
    path: str = ""
    certain: bool = True
    row: Unpicklable | None = None

    def hits(self, target: Target) -> bool:
        return self.row is None or self.row.in_python(target.python)
