"""MP102 on programs in many styles: where the start method is set, and how often."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mpcheck.findings import Confidence, Finding

HIGH, MEDIUM, LOW = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW

WRONG = {
    "a test that is not about the method": (
        HIGH,
        """
        import multiprocessing as mp
        if mp.cpu_count() > 1:
            mp.set_start_method("spawn")  # MP102
        if __name__ == "__main__":
            mp.Pool(2).close()
        """,
    ),
    "module level": (HIGH, "import multiprocessing as mp\nmp.set_start_method('spawn')  # MP102"),
    "forced while imported, which raises nothing that could be suppressed": (
        MEDIUM,
        """
        import contextlib
        import multiprocessing as mp

        with contextlib.suppress(RuntimeError):
            mp.set_start_method("spawn", force=True)  # MP102
        """,
    ),
    "module level, forkserver": (
        HIGH,
        "from multiprocessing import set_start_method\nset_start_method('forkserver')  # MP102",
    ),
    "module level of a script": (
        HIGH,
        """
        import torch.multiprocessing as mp
        mp.set_start_method("spawn")  # MP102

        if __name__ == "__main__":
            mp.Pool(2).close()
        """,
    ),
    "by a function called while importing": (
        HIGH,
        """
        import multiprocessing as mp

        def configure():
            mp.set_start_method("spawn")  # MP102

        configure()
        """,
    ),
    "in a class body": (
        HIGH,
        """
        import multiprocessing as mp

        class Settings:
            method = "spawn"
            mp.set_start_method(method)  # MP102
        """,
    ),
    "a method that is not known": (
        MEDIUM,
        "import multiprocessing as mp\nimport os\nmp.set_start_method(os.environ['METHOD'])  # MP102",
    ),
    "fork by a module that is no script": (
        MEDIUM,
        "import multiprocessing as mp\nmp.set_start_method('fork')  # MP102",
    ),
    "by force, while importing": (
        MEDIUM,
        "import multiprocessing as mp\nmp.set_start_method('spawn', force=True)  # MP102",
    ),
    "by force, in a library": (
        MEDIUM,
        """
        import multiprocessing as mp

        def download(urls):
            mp.set_start_method("spawn", True)  # MP102
            with mp.Pool() as pool:
                return pool.map(print, urls)
        """,
    ),
    "by force, in a library, as its settings say": (
        LOW,
        """
        import multiprocessing as mp

        class Downloader:
            def __init__(self, settings):
                mp.set_start_method(settings.method, force=True)  # MP102
        """,
    ),
    "by force, in place of one method, where the caller does not keep it": (
        LOW,
        """
        import multiprocessing as mp

        def serve(options):
            if not options.spawn and mp.get_start_method() == "spawn":
                mp.set_start_method("fork", force=True)  # MP102
        """,
    ),
    "by force, in place of one method": (
        MEDIUM,
        """
        import multiprocessing as mp

        def serve(count):
            if count > 1 and mp.get_start_method() == "fork":
                mp.set_start_method("spawn", force=True)  # MP102
        """,
    ),
    "not by force, in a library, as its settings say": (
        MEDIUM,
        """
        import multiprocessing as mp

        class Downloader:
            def __init__(self, settings):
                mp.set_start_method(settings.method)  # MP102
        """,
    ),
    "in a lambda that does not ask first": (
        MEDIUM,
        """
        import multiprocessing as mp
        from library import attempt

        def download(urls):
            if len(urls) > 1:
                attempt(lambda: mp.set_start_method("fork"))  # MP102
        """,
    ),
    "in a library": (
        MEDIUM,
        """
        import multiprocessing

        class Downloader:
            def __init__(self):
                multiprocessing.set_start_method("spawn")  # MP102
        """,
    ),
    "by force, in a script": (
        LOW,
        """
        import multiprocessing as mp
        if __name__ == "__main__":
            mp.set_start_method("spawn", force=True)  # MP102
        """,
    ),
    "on one platform, while importing": (
        LOW,
        """
        import multiprocessing
        import sys
        if sys.platform == "darwin":
            multiprocessing.set_start_method("fork", force=True)  # MP102
        """,
    ),
    "on one kind of Python, while importing": (
        LOW,
        """
        import multiprocessing, sys
        if sys.implementation.name == "pypy":
            multiprocessing.set_start_method("spawn", force=True)  # MP102
        """,
    ),
    "by a plugin of pytest": (
        LOW,
        """
        import multiprocessing

        def pytest_sessionstart(session):
            multiprocessing.set_start_method("spawn")  # MP102
        """,
    ),
    "in a fixture": (
        LOW,
        """
        import multiprocessing as mp
        import pytest

        @pytest.fixture(autouse=True)
        def spawn():
            mp.set_start_method("spawn", force=True)  # MP102
        """,
    ),
    "twice": (
        HIGH,
        """
        import multiprocessing as mp
        if __name__ == "__main__":
            mp.set_start_method("spawn")
            mp.Process(target=print).start()
            mp.set_start_method("fork")  # MP102
        """,
    ),
    "twice, in functions": (
        HIGH,
        """
        import multiprocessing as mp

        def first():
            mp.set_start_method("spawn")

        def second():
            mp.set_start_method("spawn")  # MP102

        def main():
            first()
            second()

        if __name__ == "__main__":
            main()
        """,
    ),
    "perhaps twice": (
        MEDIUM,
        """
        import multiprocessing as mp
        import sys

        if __name__ == "__main__":
            if "--spawn" in sys.argv:
                mp.set_start_method("spawn")
            mp.set_start_method("forkserver")  # MP102
        """,
    ),
    "in a loop": (
        MEDIUM,
        """
        import multiprocessing as mp
        if __name__ == "__main__":
            for method in mp.get_all_start_methods():
                mp.set_start_method(method)  # MP102
                mp.Process(target=print).start()
        """,
    ),
    "by each call of a function": (
        MEDIUM,
        """
        import multiprocessing as mp

        def run(method):
            mp.set_start_method(method)  # MP102
            mp.Process(target=print).start()

        if __name__ == "__main__":
            run("spawn")
            run("fork")
        """,
    ),
}


@pytest.mark.parametrize(("confidence", "source"), WRONG.values(), ids=WRONG)
def test_wrong(check: Callable[[str, str], list[Finding]], confidence: Confidence, source: str) -> None:
    assert [finding.confidence for finding in check("MP102", source)] == [confidence]


SILENT = {
    "a method of somebody's own": "import dragon\nimport multiprocessing as mp\nmp.set_start_method('dragon')",
    "unless the method is in use already, in a function": """
        import multiprocessing as mp
        def prepare_main():
            mp.set_start_method("spawn")
        if mp.get_start_method(allow_none=True) != "spawn":
            prepare_main()
        if __name__ == "__main__":
            mp.Pool(2).close()
        """,
    "unless the method is in use already, in a lambda": """
        import multiprocessing as mp
        from library import attempt

        def start(processes):
            if mp.get_start_method(allow_none=True) != "fork":
                attempt(lambda: mp.set_start_method("fork"))
            return mp.Pool(processes)
        """,
    "unless the method is in use already": """
        import multiprocessing as mp
        if mp.get_start_method(allow_none=True) != "spawn":
            mp.set_start_method("spawn")
        if __name__ == "__main__":
            mp.Pool(2).close()
        """,
    "unless the default is the right one": """
        import torch.multiprocessing as mp
        method = "spawn"
        if mp.get_start_method() != method:
            mp.set_start_method(method)
        if __name__ == "__main__":
            mp.Process(target=print).start()
        """,
    "once behind the guard": """
        import multiprocessing as mp
        if __name__ == "__main__":
            mp.set_start_method("spawn")
            mp.Process(target=print).start()
    """,
    "once in main": """
        import multiprocessing as mp

        def main():
            mp.set_start_method("spawn")

        if __name__ == "__main__":
            main()
    """,
    "main of a console script": """
        import multiprocessing as mp

        def main():
            mp.set_start_method("spawn")
    """,
    "one branch or the other": """
        import multiprocessing as mp
        import sys

        if __name__ == "__main__":
            if sys.argv[1:]:
                mp.set_start_method("spawn")
            else:
                mp.set_start_method("forkserver")
    """,
    "one platform or another": """
        import multiprocessing as mp
        import sys

        if __name__ == "__main__":
            if sys.platform == "win32":
                mp.set_start_method("spawn")
            if sys.platform == "linux":
                mp.set_start_method("fork")
    """,
    "unless it is set": """
        import multiprocessing as mp
        if mp.get_start_method(allow_none=True) != "spawn":
            mp.set_start_method("spawn")
    """,
    "unless it is set, by a name": """
        import multiprocessing as mp

        def prepare():
            current = mp.get_start_method(True)
            if current is None:
                mp.set_start_method("spawn")
    """,
    "expected to fail": """
        import multiprocessing as mp
        try:
            mp.set_start_method("spawn")
        except RuntimeError:
            pass
    """,
    "suppressed": """
        import contextlib
        import multiprocessing as mp

        class Trainer:
            def __init__(self):
                with contextlib.suppress(RuntimeError):
                    mp.set_start_method("spawn")
    """,
    "a test that expects the error": """
        import multiprocessing as mp
        import pytest

        def test_twice():
            with pytest.raises(RuntimeError):
                mp.set_start_method("spawn")
                mp.set_start_method("spawn")
    """,
    "a loop that is left": """
        import multiprocessing as mp
        if __name__ == "__main__":
            for method in ("forkserver", "spawn"):
                if method in mp.get_all_start_methods():
                    mp.set_start_method(method)
                    break
    """,
    "fork at the top of a script": """
        import multiprocessing as mp
        mp.set_start_method("fork")
        if __name__ == "__main__":
            mp.Process(target=print).start()
    """,
    "contexts": """
        import multiprocessing as mp
        CONTEXT = mp.get_context("spawn")
        CONTEXT.Pool
    """,
    "another function of that name": """
        import multiprocessing

        def set_start_method(method):
            print(method)

        set_start_method("spawn")
        set_start_method("fork")
    """,
    "restored": """
        import multiprocessing as mp

        class Spawning:
            def __enter__(self):
                self.before = mp.get_start_method(allow_none=True)

            def __exit__(self, *error):
                mp.set_start_method(self.before, force=True)
    """,
    "sharing strategy": "import torch.multiprocessing as mp\nmp.set_sharing_strategy('file_system')",
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP102", source) == []
