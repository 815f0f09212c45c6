"""Functions that say what a platform can: who asks them first does not come to what it lacks."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from snippets import Check, check_files

_IMPORTS = "import asyncio, functools, os, signal, sys\n"

SILENT = {
    "says yes or no": """
        def can_kill():
            if sys.platform == "win32":
                return False
            return True

        def stop(pid):
            if can_kill():
                os.kill(pid, signal.SIGKILL)
    """,
    "left behind": """
        def can_kill():
            if os.name == "nt":
                return False
            elif sys.platform == "darwin":
                print("are you sure?")
            return True

        def stop(pid):
            if not can_kill():
                raise RuntimeError
            os.kill(pid, signal.SIGKILL)
    """,
    "says why not": """
        class Tool:
            def check(self):
                if sys.platform == "win32":
                    return False, "not on Windows"
                if not self.ready:
                    return False, "not ready"
                return True, None

            def stop(self, pid):
                ok, why = self.check()
                if not ok:
                    return why
                os.kill(pid, signal.SIGKILL)
    """,
    "first of what it says": """
        def check():
            if sys.platform == "win32":
                return False, "not on Windows"
            return True, None

        def stop(pid):
            if check()[0]:
                os.kill(pid, signal.SIGKILL)
    """,
    "says what is wrong": """
        def problem():
            if sys.platform == "win32":
                return f"not on {sys.platform}"

        def stop(pid):
            if problem():
                return
            os.kill(pid, signal.SIGKILL)

        def stop_too(pid):
            if (found := problem()) is not None:
                raise SystemExit(found)
            os.kill(pid, signal.SIGKILL)
    """,
    "says which one": """
        def kind():
            if sys.platform == "win32":
                return "windows"
            if sys.platform == "darwin":
                return "mac"
            return "linux"

        def stop(pid):
            if kind() == "windows":
                return
            os.kill(pid, signal.SIGKILL)

        def stop_too(pid):
            if kind() in ("mac", "linux"):
                os.kill(pid, signal.SIGKILL)
    """,
    "property": """
        class Tool:
            @property
            def can_kill(self):
                if sys.platform == "win32":
                    return False
                return True

            @functools.cached_property
            def may_kill(self):
                if not self.can_kill:
                    return False
                return self.allowed

            def stop(self, pid):
                if self.can_kill:
                    os.kill(pid, signal.SIGKILL)

            def stop_too(self, pid):
                if self.may_kill:
                    os.kill(pid, signal.SIGKILL)
    """,
    "remembered": """
        @functools.lru_cache(maxsize=None)
        def can_kill():
            if sys.platform.startswith("win"):
                return False
            return hasattr(os, "kill")

        def stop(pid):
            if can_kill():
                os.kill(pid, signal.SIGKILL)
    """,
    "coroutine": """
        async def can_kill():
            if sys.platform == "win32":
                return False
            await asyncio.sleep(0)
            return True

        async def stop(pid):
            if await can_kill():
                os.kill(pid, signal.SIGKILL)
    """,
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_asked_first(check: Check, source: str) -> None:
    check("MP603", _IMPORTS + textwrap.dedent(source))


REPORTED = {
    "asked the wrong way": """
        def can_kill():
            if sys.platform == "win32":
                return False
            return True

        def stop(pid):
            if not can_kill():
                os.kill(pid, signal.SIGKILL)  # MP603
    """,
    "says the same everywhere": """
        def warn():
            if sys.platform == "win32":
                print("slow here")
            return True

        def stop(pid):
            if warn():
                os.kill(pid, signal.SIGKILL)  # MP603
    """,
    "looks at something else as well": """
        def can_kill(force):
            if force:
                return True
            return sys.platform != "win32"

        def stop(pid, force):
            if can_kill(force):
                os.kill(pid, signal.SIGKILL)  # MP603
    """,
    "a subclass says otherwise": """
        class Tool:
            def can_kill(self):
                if sys.platform == "win32":
                    return False
                return True

            def stop(self, pid):
                if self.can_kill():
                    os.kill(pid, signal.SIGKILL)  # MP603

        class Forced(Tool):
            def can_kill(self):
                return True
    """,
    "a coroutine that nobody waits for": """
        async def can_kill():
            if sys.platform == "win32":
                return False
            return True

        def stop(pid):
            if can_kill():
                os.kill(pid, signal.SIGKILL)  # MP603
    """,
    "ask each other in circles": """
        def one():
            if other():
                return True
            return False

        def other():
            if one():
                return False
            return True

        def stop(pid):
            if one():
                os.kill(pid, signal.SIGKILL)  # MP603
    """,
    "another member is asked": """
        def check():
            if sys.platform == "win32":
                return False, "not on Windows"
            return True, None

        def stop(pid):
            ok, why = check()
            if why:
                os.kill(pid, signal.SIGKILL)  # MP603
    """,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_asked_in_vain(check: Check, source: str) -> None:
    check("MP603", _IMPORTS + textwrap.dedent(source))


def test_the_function_may_stand_in_another_file(tmp_path: Path) -> None:
    check_files(
        tmp_path,
        {
            "abilities.py": """
                import os

                def can_fork():
                    if os.name == "nt":
                        return False
                    return True
            """,
            "program.py": """
                import multiprocessing as mp

                from abilities import can_fork

                def main():
                    if not can_fork():
                        raise SystemExit("needs fork")
                    mp.get_context("fork").Process(target=print).start()

                def other():
                    mp.get_context("fork").Process(target=print).start()  # MP601
            """,
        },
        "MP601",
    )
