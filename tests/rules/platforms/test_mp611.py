"""MP611 on programs in many styles: text of programs, with and without an encoding."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mpcheck.findings import Confidence, Finding

REPORTED = {
    "run": "import subprocess\nsubprocess.run(['x'], capture_output=True, text=True)  # MP611",
    "output": "from subprocess import check_output\ncheck_output(['x'], universal_newlines=True)  # MP611",
    "popen": "import subprocess as s\ns.Popen(['x'], stdout=s.PIPE, stderr=s.STDOUT, text=True)  # MP611",
    "errors alone": "import subprocess\nsubprocess.check_output(['x'], text=True, errors='replace')  # MP611",
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Callable[[str, str], list[Finding]], source: str) -> None:
    (finding,) = check("MP611", source)
    assert {target.platform for target in finding.breaks_when} == {"windows"}
    assert max(target.python for target in finding.breaks_when) == (3, 14)
    assert finding.confidence is Confidence.LOW


SILENT = {
    "encoding": "import subprocess\nsubprocess.run(['x'], capture_output=True, text=True, encoding='utf-8')",
    "bytes": "import subprocess\nsubprocess.run(['x'], capture_output=True)",
    "not read": "import subprocess\nsubprocess.run(['x'], text=True)",
    "unknown options": "import subprocess\ndef f(**o):\n    subprocess.run(['x'], text=True, capture_output=True, **o)",
    "unknown options of a partial": (
        "import functools, subprocess\ndef f(**o):\n"
        "    run = functools.partial(subprocess.run, capture_output=True, text=True, **o)\n    run(['x'])"
    ),
    "not on Windows": "import os, subprocess\nif os.name == 'posix':\n    subprocess.check_output(['x'], text=True)",
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP611", source) == []
