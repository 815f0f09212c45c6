"""MP619 on programs in many styles: which event loop starts programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mpcheck.findings import Finding
from snippets import check_files

_START = "import asyncio\nimport os\nimport sys\n"
_MAIN = "\nasync def main():\n    await asyncio.create_subprocess_exec('x')"
REPORTED = {
    "policy": "asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())",
    "policy under a test": "if os.name == 'nt':\n"
    "    asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())",
    "factory": "def run():\n    asyncio.run(main(), loop_factory=asyncio.SelectorEventLoop)",
    "loop": "asyncio.set_event_loop(asyncio.SelectorEventLoop())",
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Callable[[str, str], list[Finding]], source: str) -> None:
    (finding,) = check("MP619", f"{_START}{source}{_MAIN}  # MP619\n")
    assert {target.platform for target in finding.breaks_when} == {"windows"}


SILENT = {
    "usual": "",
    "not on Windows": "if sys.platform != 'win32':\n    asyncio.set_event_loop(asyncio.SelectorEventLoop())",
    "both": "asyncio.set_event_loop(asyncio.SelectorEventLoop() if sys.argv else asyncio.ProactorEventLoop())",
    "asked": "print(isinstance(asyncio.new_event_loop(), asyncio.SelectorEventLoop))",
    "another library": "import mine\nmine.SelectorEventLoop()",
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP619", f"{_START}{source}{_MAIN}\n") == []


def test_without_programs_the_loop_does_not_matter(check: Callable[[str, str], list[Finding]]) -> None:
    assert check("MP619", _START + "loop = asyncio.SelectorEventLoop()\n") == []


def test_the_loop_is_chosen_in_another_file(tmp_path: Path) -> None:
    policy = """
        import asyncio

        def selecting():
            asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())

        def unused():
            return None
        """
    program = """
        import asyncio
        import policy

        async def main():
            await asyncio.create_subprocess_exec("x"){mark}

        policy.{name}()
        asyncio.run(main())
        """
    for name, mark in (("selecting", "  # MP619"), ("unused", "")):
        files = {"policy.py": policy, "program.py": program.format(name=name, mark=mark)}
        check_files(tmp_path / name, files, "MP619")


def test_the_program_is_started_in_another_file(tmp_path: Path) -> None:
    runner = """
        import asyncio

        async def run():
            await asyncio.create_subprocess_exec("x"){mark}
        """
    program = """
        import asyncio
        from runner import run

        asyncio.set_event_loop_policy(asyncio.{policy}())
        asyncio.run(run())
        """
    for policy, mark in (("WindowsSelectorEventLoopPolicy", "  # MP619"), ("WindowsProactorEventLoopPolicy", "")):
        files = {"runner.py": runner.format(mark=mark), "program.py": program.format(policy=policy)}
        check_files(tmp_path / policy, files, "MP619")
