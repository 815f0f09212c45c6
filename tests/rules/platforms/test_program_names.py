"""MP609 and MP610 on programs in many styles: programs that are started by name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mpcheck.findings import Confidence, Finding

SCRIPTS = {
    "list": "import subprocess\nsubprocess.run(['npm', 'ci'])  # MP609",
    "text": "import subprocess\nsubprocess.check_call('npx tsc')  # MP609",
    "name": "import subprocess\nTOOL = 'gcloud'\nsubprocess.Popen([TOOL, 'auth'])  # MP609",
    "several words": "import subprocess\ndef f(*a):\n    subprocess.run(['mvn', *a], check=True)  # MP609",
    "sum": "import subprocess\ndef f(a):\n    subprocess.run(['yarn'] + a)  # MP609",
    "no shell": "import subprocess\nsubprocess.run(['az'], shell=False)  # MP609",
    "asyncio": "import asyncio\nasyncio.create_subprocess_exec('code', '.')  # MP609",
}


@pytest.mark.parametrize("source", SCRIPTS.values(), ids=SCRIPTS)
def test_script_of_windows(check: Callable[[str, str], list[Finding]], source: str) -> None:
    (finding,) = check("MP609", source)
    assert {target.platform for target in finding.breaks_when} == {"windows"}


NO_SCRIPTS = {
    "looked up": "import shutil, subprocess\nsubprocess.run([shutil.which('npm'), 'ci'])",
    "looked up, or not": "import shutil, subprocess\nsubprocess.run([shutil.which('npm') or 'npm', 'ci'])",
    "shell": "import subprocess\nsubprocess.run('npm ci', shell=True)",
    "shell of windows": "import os, subprocess\nsubprocess.run(['npm'], shell=os.name == 'nt')",
    "chosen": "import os, subprocess\nnpm = 'npm.cmd' if os.name == 'nt' else 'npm'\nsubprocess.run([npm])",
    "chosen in place": "import sys, subprocess\nsubprocess.run(['npm.cmd' if sys.platform == 'win32' else 'npm'])",
    "not on windows": "import os, subprocess\nif os.name != 'nt':\n    subprocess.run(['npm'])",
    "a program": "import subprocess\nsubprocess.run(['git', 'npm'])",
    "unknown options": "import subprocess\ndef f(**o):\n    subprocess.run(['npm'], **o)",
    "may be missing": "import subprocess\ntry:\n    subprocess.run(['npm'])\nexcept OSError:\n    pass",
}


@pytest.mark.parametrize("source", NO_SCRIPTS.values(), ids=NO_SCRIPTS)
def test_no_script_of_windows(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP609", source) == []


PYTHONS = {
    "list": "import subprocess\nsubprocess.run(['python', 'x.py'])  # MP610",
    "text": "import subprocess\nsubprocess.run('python3 x.py', shell=True)  # MP610",
    "tuple": "from subprocess import Popen\nPopen(('python3', '-c', ''))  # MP610",
    "name": "import subprocess\ncommand = ['python', '-m', 'pip']\nsubprocess.check_call(command)  # MP610",
    "helper": "import subprocess\ndef run(c):\n    subprocess.run(c)  # MP610\nrun(['python', 'x.py'])",
}


@pytest.mark.parametrize("source", PYTHONS.values(), ids=PYTHONS)
def test_some_python(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert len(check("MP610", source)) == 1


NO_PYTHONS = {
    "this one": "import subprocess, sys\nsubprocess.run([sys.executable, 'x.py'])",
    "a version": "import subprocess\nsubprocess.run(['python3.11', 'x.py'])",
    "a path": "import subprocess\nsubprocess.run(['.venv/bin/python', 'x.py'])",
    "an argument": "import subprocess\nsubprocess.run(['which', 'python'])",
    "another program": "import subprocess\nsubprocess.run(['python-config'])",
    "frozen": "import subprocess, sys\nif sys.frozen:\n    subprocess.run(['python', 'x.py'])",
    "may be missing": "import subprocess\ntry:\n    subprocess.run(['python'])\nexcept FileNotFoundError:\n    pass",
}


@pytest.mark.parametrize("source", NO_PYTHONS.values(), ids=NO_PYTHONS)
def test_no_python_by_name(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP610", source) == []


def test_a_program_that_has_been_missed_before(check: Callable[[str, str], list[Finding]]) -> None:
    source = """
        import subprocess

        def deploy():
            try:
                subprocess.run(["gcloud", "auth", "list"], check=True)
            except FileNotFoundError:
                print("Please install gcloud.")
                return
            subprocess.run(["gcloud", "run", "deploy"], check=True)  # MP609
    """
    assert [finding.confidence for finding in check("MP609", source)] == [Confidence.LOW]


def test_the_python_of_the_system(check: Callable[[str, str], list[Finding]]) -> None:
    source = """
        import subprocess

        def version(windows):
            binary = "python3.exe" if windows else "/usr/bin/python3"
            return subprocess.run([binary, "--version"], capture_output=True)  # MP610
    """
    assert [finding.confidence for finding in check("MP610", source)] == [Confidence.LOW]
