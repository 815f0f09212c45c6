"""What tests, handlers and imports around a call say of where it runs."""

from __future__ import annotations

import ast
import textwrap

import pytest

from mpcheck.model.module import Module
from mpcheck.targets import usual_targets


def look(source: str) -> tuple[Module, ast.Call]:
    """The model of a program and its call of ``here()``."""
    text = textwrap.dedent(source)
    module = Module("program.py", text, ast.parse(text), usual_targets())
    call = next(c for c in module.found.calls if isinstance(c.func, ast.Name) and c.func.id == "here")
    return module, call


LET_THROUGH = {
    "no test": ("here()", "linux macos windows"),
    "a test around it": ("import sys\nif sys.platform == 'linux':\n    here()", "linux"),
    "a test around the only call": (
        "import sys\ndef f():\n    here()\nif sys.platform == 'darwin':\n    f()",
        "macos",
    ),
    "tests around both calls": (
        "import os, sys\ndef f():\n    here()\nif os.name == 'nt':\n    f()\nif sys.platform == 'darwin':\n    f()",
        "macos windows",
    ),
    "one call without a test": (
        "import sys\ndef f():\n    here()\ndef g():\n    f()\nif sys.platform == 'darwin':\n    f()",
        "linux macos windows",
    ),
    "calls through several functions": (
        "import sys\ndef f():\n    here()\ndef g():\n    f()\nif sys.platform != 'win32':\n    g()",
        "linux macos",
    ),
    "a value that a platform lacks": (
        "import os\npwd = load('pwd') if os.name != 'nt' else None\nif pwd is not None:\n    here()",
        "linux macos",
    ),
    "a value that a platform alone has": (
        "import os\ndef f():\n    user = None if os.name == 'nt' else os.getuid()\n    if user:\n        here()",
        "linux macos",
    ),
    "a value of which another test decides": (
        "import os, sys\npwd = load('pwd') if sys.argv else None\nif pwd is not None:\n    here()",
        "linux macos windows",
    ),
    "a value that is nothing at first": (
        "import os\npwd = load('pwd') if os.name != 'nt' else None\nif not pwd:\n    pwd = load('other')\n"
        "if pwd is not None:\n    here()",
        "linux macos windows",
    ),
    "a test of what all callers pass": (
        "import os\ndef f(posix):\n    if not posix:\n        here()\nf(os.name == 'posix')\nf(posix=os.name == 'posix')",
        "windows",
    ),
    "a test of what callers pass differently": (
        "import os\ndef f(posix):\n    if posix:\n        here()\nf(os.name == 'posix')\nf(os.name == 'nt')",
        "linux macos windows",
    ),
    "a test of what is passed as a constant, or changed": (
        "import os\ndef f(a, b):\n    b = not b\n    if a or b:\n        return\n    here()\nf(True, os.name == 'nt')",
        "linux macos windows",
    ),
    "a function that calls itself": (
        "import sys\ndef f(n):\n    here()\n    f(n - 1)\nif sys.platform == 'linux':\n    f(3)",
        "linux",
    ),
    "a recursive function that nothing else calls": ("def f(n):\n    here()\n    f(n - 1)", "linux macos windows"),
    "a test around the definition": ("import os\nif hasattr(os, 'fork'):\n    def f():\n        here()", "linux macos"),
    "a test around the class": (
        "import sys\nif sys.platform == 'win32':\n    class A:\n        def f(self):\n            here()",
        "windows",
    ),
    "a test around the only use of the class": (
        "import sys\nclass A:\n    def f(self):\n        here()\ndef g():\n    if sys.platform == 'linux':\n        return A()",
        "linux",
    ),
    "a class that is used without a test, too": (
        "import sys\nclass A:\n    def f(self):\n        here()\ndef g():\n    if sys.platform == 'linux':\n        return A()\nA()",
        "linux macos windows",
    ),
    "a class that only its own methods name": (
        "class A:\n    def f(self):\n        here()\n    def g(self):\n        return A()",
        "linux macos windows",
    ),
    "left before the definition": (
        "import os, sys\nif os.name == 'nt':\n    sys.exit('not here')\ndef f():\n    here()",
        "linux macos",
    ),
    "a test that is skipped": (
        "import sys, pytest\n@pytest.mark.skipif(sys.platform == 'win32', reason='fork')\ndef test():\n    here()",
        "linux macos",
    ),
    "a test case that is skipped": (
        """
        import os, unittest

        @unittest.skipUnless(hasattr(os, "fork"), "fork")
        class T(unittest.TestCase):
            def test(self):
                here()
        """,
        "linux macos",
    ),
    "never": ("if False:\n    here()", ""),
    "never when it runs": ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    here()", ""),
    "a switch is there to be switched": ("ON = False\nif ON:\n    here()", "linux macos windows"),
    "imports a module of Unix": ("import fcntl\ndef f():\n    here()", "linux macos"),
    "imports a module of Windows": ("from winreg import OpenKey\nhere()", "windows"),
    "imports it where it is": (
        "import os\nif os.name == 'posix':\n    import fcntl\nhere()",
        "linux macos windows",
    ),
    "imports it if it can": (
        "try:\n    import fcntl\nexcept ImportError:\n    fcntl = None\nhere()",
        "linux macos windows",
    ),
    "it could be imported": (
        """
        try:
            import warnings
            with warnings.catch_warnings():
                import pwd
        except ImportError:
            pass
        else:
            def f():
                here()
        """,
        "linux macos",
    ),
    "imported before in the same try": (
        "try:\n    import fcntl\n    here()\nexcept ImportError:\n    pass",
        "linux macos",
    ),
    "imported later in the same try": (
        "try:\n    here()\n    import fcntl\nexcept ImportError:\n    pass",
        "linux macos windows",
    ),
    "a decorator that has a name": (
        """
        import os, pytest

        POSIX = pytest.mark.skipif(os.name == "nt", reason="owners")

        @POSIX
        class TestOwners:
            def test(self):
                here()
        """,
        "linux macos",
    ),
    "left from a try": (
        """
        import sys

        def f():
            if sys.platform == "win32":
                try:
                    return 1
                finally:
                    print()
            here()
        """,
        "linux macos",
    ),
    "not always left from a try": (
        """
        import sys

        def f():
            if sys.platform == "win32":
                try:
                    return 1
                except OSError:
                    print()
            here()
        """,
        "linux macos windows",
    ),
    "imports it in a function": ("def f():\n    import fcntl\nhere()", "linux macos windows"),
}


@pytest.mark.parametrize(("source", "platforms"), LET_THROUGH.values(), ids=LET_THROUGH)
def test_where_a_call_can_be_reached(source: str, platforms: str) -> None:
    module, call = look(source)
    assert {target.platform for target in module.narrow(call, module.targets)} == set(platforms.split())


CAUGHT = {
    "nothing": ("here()", False),
    "itself": ("try:\n    here()\nexcept ValueError:\n    pass", True),
    "what it is derived from": ("try:\n    here()\nexcept Exception:\n    pass", True),
    "everything": ("try:\n    here()\nexcept:\n    pass", True),
    "another": ("try:\n    here()\nexcept (OSError, KeyError):\n    pass", False),
    "one of several": ("try:\n    here()\nexcept (OSError, ValueError):\n    pass", True),
    "a tuple with a name": ("E = (OSError, ValueError)\ntry:\n    here()\nexcept E:\n    pass", True),
    "an alias": ("Bad = ValueError\ntry:\n    here()\nexcept Bad:\n    pass", True),
    "in the handler": ("try:\n    f()\nexcept ValueError:\n    here()", False),
    "in the else": ("try:\n    f()\nexcept ValueError:\n    pass\nelse:\n    here()", False),
    "suppressed": ("import contextlib\nwith contextlib.suppress(ValueError):\n    here()", True),
    "expected by a test": ("import pytest\nwith pytest.raises(ValueError):\n    here()", True),
    "expected by a test case": ("def t(self):\n    with self.assertRaises(ValueError):\n        here()", True),
    "around the call": ("def f():\n    here()\ntry:\n    f()\nexcept ValueError:\n    pass", True),
    "around one of two calls": ("def f():\n    here()\ntry:\n    f()\nexcept ValueError:\n    pass\nf()", False),
    "around the definition": ("try:\n    def f():\n        here()\nexcept ValueError:\n    pass", False),
    "a function that calls itself": ("def f():\n    here()\n    f()", False),
}


@pytest.mark.parametrize(("source", "caught"), CAUGHT.values(), ids=CAUGHT)
def test_whether_an_exception_is_caught(source: str, *, caught: bool) -> None:
    module, call = look(source)
    assert module.is_caught(call, "ValueError") is caught


GUARDED = {
    "plain": ('if __name__ == "__main__":\n    here()', True),
    "reversed": ('if "__main__" == __name__:\n    here()', True),
    "in a tuple": ('if __name__ in ("__main__",):\n    here()', True),
    "in a tuple with the name in children": ('if __name__ in ("__main__", "__mp_main__"):\n    here()', False),
    "only in children": ('if __name__ == "__mp_main__":\n    here()', False),
    "not in children": ('if __name__ != "__mp_main__":\n    here()', True),
    "negated": ('if __name__ != "__main__":\n    pass\nelse:\n    here()', True),
    "not": ('if not __name__ == "__main__":\n    raise SystemExit\nhere()', True),
    "left": ('import sys\nif __name__ != "__main__":\n    sys.exit()\nhere()', True),
    "returns": ('def f():\n    if __name__ != "__main__":\n        return\n    here()\nf()', True),
    "the wrong way round": ('if __name__ != "__main__":\n    here()', False),
    "match": ('match __name__:\n    case "__main__":\n        here()', True),
    "match, another case": ('match __name__:\n    case "__main__":\n        pass\n    case _:\n        here()', False),
    "a name for the test": ('script = __name__ == "__main__"\nif script:\n    here()', True),
    "a name for the name": ('MAIN = "__main__"\nif __name__ == MAIN:\n    here()', True),
    "a function for the test": (
        'def is_script():\n    return __name__ == "__main__"\nif is_script():\n    here()',
        True,
    ),
    "and": ('__name__ == "__main__" and here()', True),
    "or": ('__name__ != "__main__" or here()', True),
    "conditional": ('here() if __name__ == "__main__" else None', True),
    "more tests": ('import sys\nif len(sys.argv) > 1 and __name__ == "__main__":\n    here()', True),
    "one of several": ('import sys\nif len(sys.argv) > 1 or __name__ == "__main__":\n    here()', False),
    "while": ('while __name__ == "__main__":\n    here()\n    break', True),
    "assert": ('assert __name__ == "__main__"\nhere()', True),
    "no parent, which a child that imports this has neither": (
        "import multiprocessing as mp\nif mp.parent_process() is None:\n    here()",
        False,
    ),
    "no parent, in a function": (
        "import multiprocessing as mp\ndef f():\n    if not mp.parent_process():\n        here()\nf()",
        True,
    ),
    "the name of the process": (
        'import multiprocessing as mp\nif mp.current_process().name == "MainProcess":\n    here()',
        True,
    ),
    "daemons leave": (
        "import multiprocessing as mp\nif mp.current_process().daemon:\n    raise SystemExit\nhere()",
        True,
    ),
    "around the definition": ('if __name__ == "__main__":\n    def f():\n        here()\n    f()', True),
    "no guard": ("import sys\nif len(sys.argv) > 1:\n    here()", False),
}


@pytest.mark.parametrize(("source", "guarded"), GUARDED.values(), ids=GUARDED)
def test_whether_only_the_main_module_reaches_a_call(source: str, *, guarded: bool) -> None:
    module, call = look(source)
    assert bool(module.import_chain(call)) is not guarded


def test_a_class_body_inside_a_function_runs_when_the_function_does() -> None:
    module, call = look("def f():\n    class A:\n        x = here()\n")
    assert module.import_chain(call) == []
