"""MP601 on programs in many styles: start methods asked for by name, with and without a look at the platform."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mpcheck.findings import Confidence, Finding
from snippets import check_files

HIGH, MEDIUM, LOW = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW

LACKING = {
    "each of a list": (
        MEDIUM,
        """
        import multiprocessing as mp

        def run():
            for method in ("fork", "spawn"):
                mp.get_context(method).Process(target=print).start()  # MP601
        """,
    ),
    "in a factory of a field": (
        MEDIUM,
        """
        import multiprocessing as mp
        from dataclasses import dataclass, field
        from functools import partial

        @dataclass
        class Crew:
            size: int = 2
            context: object = field(default_factory=partial(mp.get_context, method="forkserver"))  # MP601
        """,
    ),
    "context": (HIGH, "import multiprocessing as mp\nctx = mp.get_context('fork')  # MP601"),
    "set": (
        HIGH,
        """
        from multiprocessing import set_start_method
        if __name__ == "__main__":
            set_start_method("forkserver")  # MP601
        """,
    ),
    "keyword": (HIGH, "import multiprocessing\nmultiprocessing.set_start_method(method='fork', force=True)  # MP601"),
    "constant": (HIGH, "import multiprocessing as mp\nMETHOD = 'fork'\nctx = mp.get_context(METHOD)  # MP601"),
    "in an argument": (
        HIGH,
        """
        import multiprocessing as mp
        from concurrent.futures import ProcessPoolExecutor
        with ProcessPoolExecutor(mp_context=mp.get_context("fork")) as executor:  # MP601
            executor.submit(print)
        """,
    ),
    "parameter": (
        HIGH,
        """
        import multiprocessing as mp

        def start(method):
            mp.get_context(method).Process(target=print).start()  # MP601

        start("fork")
        """,
    ),
    "default of a parameter": (
        MEDIUM,
        "import multiprocessing as mp\ndef start(method='fork'):\n    return mp.get_context(method)  # MP601",
    ),
    "only macOS is thought of": (
        MEDIUM,
        "import multiprocessing as mp\nimport sys\nif sys.platform != 'darwin':\n    mp.set_start_method('fork')  # MP601",
    ),
    "the wrong exception": (
        HIGH,
        """
        import multiprocessing as mp
        try:
            mp.set_start_method("fork")  # MP601
        except RuntimeError:
            pass
        """,
    ),
    "one of several": (
        MEDIUM,
        "import multiprocessing as mp\nfor name in ('fork', 'spawn'):\n    mp.get_context(name)  # MP601",
    ),
    "a version test": (
        HIGH,
        "import multiprocessing as mp\nimport sys\nif sys.version_info >= (3, 14):\n    mp.set_start_method('fork')  # MP601",
    ),
    "the platform is looked at elsewhere": (
        MEDIUM,
        """
        import multiprocessing as mp
        import os

        shell = "cmd" if os.name == "nt" else "sh"

        def run():
            mp.get_context("fork").Process(target=print).start()  # MP601
            print(shell)
        """,
    ),
    "the platform is looked at for others": (
        LOW,
        """
        import multiprocessing as mp
        import os

        parallel_available = os.name == "posix"

        def run():
            mp.get_context("fork").Process(target=print).start()  # MP601
        """,
    ),
    "a test that may be of the platform": (
        LOW,
        """
        import multiprocessing as mp
        from compat import ON_WINDOWS
        if not ON_WINDOWS:
            mp.set_start_method("fork")  # MP601
        """,
    ),
    "a list for each platform": (
        LOW,
        """
        import multiprocessing as mp
        from test import support

        def test_methods():
            if support.MS_WINDOWS:
                methods = ["spawn"]
            else:
                methods = ["spawn", "fork"]
            for method in methods:
                mp.get_context(method)  # MP601
        """,
    ),
    "a table without Windows": (
        MEDIUM,
        """
        import multiprocessing as mp
        import platform

        METHODS = {"Darwin": "spawn"}
        mp.set_start_method(METHODS.get(platform.system(), "fork"))  # MP601
        """,
    ),
    "a table of something else": (
        MEDIUM,
        """
        import multiprocessing as mp

        def start(name):
            mp.set_start_method({"Windows": "spawn"}.get(name, "fork"))  # MP601
        """,
    ),
    "a table that is filled": (
        LOW,
        """
        import multiprocessing as mp
        import sys

        BACKENDS = {}

        def register(name):
            BACKENDS[name] = print

        def run():
            if sys.platform in BACKENDS:
                mp.get_context("fork").Process(target=print).start()  # MP601
        """,
    ),
    "torch": (HIGH, "import torch.multiprocessing as mp\nmp.set_start_method('forkserver', force=True)  # MP601"),
}


@pytest.mark.parametrize(("confidence", "source"), LACKING.values(), ids=LACKING)
def test_lacking(check: Callable[[str, str], list[Finding]], confidence: Confidence, source: str) -> None:
    (finding,) = check("MP601", source)
    assert finding.confidence is confidence
    assert {target.platform for target in finding.breaks_when} == {"windows"}


SILENT = {
    "those of a list that there are": """
        import multiprocessing as mp
        PREFERRED = ("forkserver", "fork", "spawn")

        def there_are():
            return [method for method in PREFERRED if method in mp.get_all_start_methods()]

        def best():
            for method in PREFERRED:
                if method in mp.get_all_start_methods():
                    return method

        def run():
            mp.get_context(best())
            for method in there_are():
                mp.get_context(method)
        """,
    "a table for each platform": """
        import multiprocessing as mp
        import platform

        def context():
            system = platform.system()
            methods = {"Windows": "spawn", "Linux": "fork"}
            return mp.get_context(methods.get(system, "fork"))
    """,
    "a platform of a table": """
        import multiprocessing as mp
        import sys

        NAMES = {"linux": "Linux", "darwin": "macOS"}
        if sys.platform in NAMES:
            mp.set_start_method("fork")
    """,
    "in a factory of a field for posix": """
        import os
        from dataclasses import dataclass, field
        from functools import partial
        from multiprocessing import get_context

        if os.name == "posix":
            @dataclass
            class Crew:
                context: object = field(default_factory=partial(get_context, "fork"))
    """,
    "spawn in a factory of a field": """
        from dataclasses import dataclass, field
        from functools import partial
        from multiprocessing import get_context

        @dataclass
        class Crew:
            context: object = field(default_factory=partial(get_context, "spawn"))
    """,
    "spawn": "import multiprocessing as mp\nctx = mp.get_context('spawn')",
    "default": "import multiprocessing as mp\nctx = mp.get_context()",
    "linux": "import multiprocessing as mp\nimport sys\nif sys.platform == 'linux':\n    mp.set_start_method('fork')",
    "starts with linux": (
        "import multiprocessing as mp\nimport sys\nif sys.platform.startswith('linux'):\n    mp.set_start_method('fork')"
    ),
    "not windows": "import multiprocessing as mp\nimport sys\nif sys.platform != 'win32':\n    mp.get_context('fork')",
    "posix": "import multiprocessing as mp\nimport os\nif os.name == 'posix':\n    mp.get_context('fork')",
    "darwin": "import multiprocessing as mp\nimport platform\nif platform.system() == 'Darwin':\n    mp.get_context('fork')",
    "in a set": (
        "import multiprocessing as mp\nimport platform\nif platform.system() in {'Linux', 'Darwin'}:\n"
        "    mp.get_context('fork')"
    ),
    "has fork": "import multiprocessing as mp\nimport os\nif hasattr(os, 'fork'):\n    mp.get_context('fork')",
    "is available": (
        "import multiprocessing as mp\nif 'fork' in mp.get_all_start_methods():\n    mp.set_start_method('fork')"
    ),
    "is available, by a name": """
        import multiprocessing as mp
        methods = mp.get_all_start_methods()
        ctx = mp.get_context("forkserver" if "forkserver" in methods else "spawn")
    """,
    "conditional": """
        import multiprocessing as mp
        import sys
        METHOD = "spawn" if sys.platform == "win32" else "fork"
        ctx = mp.get_context(METHOD)
    """,
    "assigned before a test": """
        import multiprocessing as mp
        import sys

        def method():
            chosen = "fork"
            if sys.platform.startswith("win"):
                chosen = "spawn"
            return chosen

        ctx = mp.get_context(method())
    """,
    "assigned by branches": """
        import multiprocessing as mp
        import os
        if os.name == "nt":
            METHOD = "spawn"
        else:
            METHOD = "fork"
        mp.set_start_method(METHOD)
    """,
    "table": """
        import multiprocessing as mp
        import sys
        METHODS = {"linux": "fork", "darwin": "spawn", "win32": "spawn"}
        ctx = mp.get_context(METHODS[sys.platform])
    """,
    "caught": """
        import multiprocessing as mp
        try:
            ctx = mp.get_context("fork")
        except ValueError:
            ctx = mp.get_context("spawn")
    """,
    "caught by the caller": """
        import multiprocessing as mp

        def best():
            return mp.get_context("forkserver")

        try:
            ctx = best()
        except ValueError:
            ctx = mp
    """,
    "a name for the test": """
        import multiprocessing as mp
        import os
        IS_WINDOWS = os.name == "nt"
        if not IS_WINDOWS:
            mp.set_start_method("fork")
    """,
    "a function for the test": """
        import multiprocessing as mp
        import sys

        def on_windows():
            return sys.platform == "win32"

        def start():
            if on_windows():
                return mp.get_context("spawn")
            return mp.get_context("fork")
    """,
    "left early": """
        import multiprocessing as mp
        import sys

        def main():
            if sys.platform == "win32":
                print("not on Windows")
                sys.exit(1)
            mp.set_start_method("fork")
    """,
    "where it is the method": """
        import multiprocessing as mp
        if mp.get_start_method() == "fork":
            ctx = mp.get_context("fork")
    """,
    "cannot run on Windows": "import fcntl\nimport multiprocessing as mp\nctx = mp.get_context('fork')",
    "skipped on Windows": """
        import multiprocessing as mp
        import sys
        import pytest

        @pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
        def test_fork():
            mp.get_context("fork")
    """,
    "expected to fail": """
        import multiprocessing as mp
        import pytest

        def test_unknown():
            with pytest.raises(ValueError):
                mp.get_context("fork")
    """,
    "read from outside": "import multiprocessing as mp\nimport os\nctx = mp.get_context(os.environ['METHOD'])",
    "other functions": "import multiprocessing\nimport os\nos.fork()\nprint('fork')",
    "a member of an enumeration that the user names": """
        import enum
        import multiprocessing
        import sys

        class Start(enum.Enum):
            COPY = "fork"
            ANEW = "spawn"

            def __init__(self, method):
                self.method = method

            def pool(self):
                return multiprocessing.get_context(self.value).Pool(2)

            def process(self, target):
                return multiprocessing.get_context(self.method).Process(target=target)

        def main():
            with Start(sys.argv[1]).pool() as pool:
                print(pool.map(abs, [-1]))
            Start[sys.argv[2]].process(print).start()
            print(multiprocessing.get_context(Start(sys.argv[1]).value))
    """,
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP601", source) == []


def test_another_file_asks_for_what_this_one_names(tmp_path: Path) -> None:
    contexts = """
        import multiprocessing as mp
        import sys

        def context(method):
            return mp.get_context(method)  # MP601

        def fitting(method):
            if sys.platform == "win32":
                return mp.get_context()
            return mp.get_context(method)
        """
    program = """
        from contexts import context, fitting

        if __name__ == "__main__":
            for one in (context("fork"), context("spawn"), fitting("fork")):
                one.Process(target=print).start()
        """
    check_files(tmp_path, {"contexts.py": contexts, "program.py": program}, "MP601")


TESTS = "import multiprocessing as mp\n\ndef test_methods():\n    mp.get_context('fork')  # MP601"


@pytest.mark.parametrize(("file", "confidence"), [("test_methods.py", LOW), ("testing.py", HIGH)])
def test_a_file_that_pytest_finds_may_be_kept_from_a_platform(
    tmp_path: Path, file: str, confidence: Confidence
) -> None:
    (finding,) = check_files(tmp_path, {file: TESTS}, "MP601", level="pedantic")
    assert finding.confidence is confidence
