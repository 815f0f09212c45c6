"""MP619 on programs in many styles: which event loop starts programs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mpcheck.findings import Finding

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
