"""MP607 on programs in many styles: lists that a shell gets, and those that no shell gets."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mpcheck.findings import Confidence, Finding

REPORTED = {
    "run": "import subprocess\nsubprocess.run(['ls', '-l'], shell=True)  # MP607",
    "tuple": "from subprocess import call\ncall(('git', 'status'), shell=True)  # MP607",
    "name": "import subprocess as sp\ncommand = ['ls', '-l']\nsp.Popen(command, shell=True)  # MP607",
    "flag": "import subprocess\nSHELL = True\nsubprocess.check_call(['ls', '-l'], shell=SHELL)  # MP607",
    "words that are not known": "import subprocess\ndef f(x):\n    subprocess.run(['ls', x], shell=True)  # MP607",
    "the rest is not known": "import subprocess\ndef f(x):\n    subprocess.run(['ls', *x], shell=True)  # MP607",
    "said to be a list": "import subprocess\ndef f(x: list[str]):\n    subprocess.run(x, shell=True)  # MP607",
    "said to be a tuple": "import subprocess, typing as t\ndef f(x: t.Tuple[str, ...]):\n    subprocess.run(x, shell=True)  # MP607",
    "an attribute of the class": """import subprocess
class Tool:
    shell = True
    def run(self, words: list):
        subprocess.run(words, shell=self.shell)  # MP607""",
    "unpacked": "import subprocess\nBASE = ['git']\ndef f(x):\n    subprocess.run([*BASE, x], shell=True)  # MP607",
    "added": "import subprocess\nBASE = ['git']\ndef f(x):\n    subprocess.run(BASE + [x], shell=True)  # MP607",
    "split": "import shlex, subprocess\nsubprocess.run(shlex.split('ls -l'), shell=True)  # MP607",
    "split unseen": "import shlex, subprocess\ndef f(x):\n    subprocess.run(shlex.split(x), shell=True)  # MP607",
    "split at blanks": "import subprocess\nsubprocess.run('ls -l'.split(), shell=True)  # MP607",
    "put together": """import subprocess
def f(x):
    command = []
    command.append('ls')
    if x:
        command += ['-a']
    command.insert(0, 'nice')
    subprocess.run(command, shell=True)  # MP607""",
    "put together by a loop": """import subprocess
for host in 'ab':
    command = ['ping']
    command.extend(['-c1', host])
    subprocess.run(command, shell=True)  # MP607""",
    "put together by a function": """import subprocess
def build(x):
    command = ['tar']
    command.append(x)
    return command
def f(x):
    subprocess.run(build(x), shell=True)  # MP607""",
    "put together in the constructor": """import subprocess
class Tool:
    def __init__(self, x):
        self.words = ['make']
        self.words.append(x)
    def run(self):
        subprocess.run(self.words, shell=True)  # MP607""",
    "bound again": """import subprocess
def f(x):
    command = ['sort']
    if x:
        command = command + ['-u']
    command = command + [x]
    subprocess.run(command, shell=True)  # MP607""",
    "of one caller": """import subprocess
def sh(command):
    subprocess.run(command, shell=True)  # MP607
sh('ls -l')
sh(['ls', '-l'])""",
    "given one by one": "import subprocess\ndef sh(*x):\n    subprocess.run(x, shell=True)  # MP607\nsh('ls', '-l')",
    "not on Windows": "import os, subprocess\nif os.name != 'nt':\n    subprocess.run(['a', 'b'], shell=True)  # MP607",
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Callable[[str, str], list[Finding]], source: str) -> None:
    (finding,) = check("MP607", source)
    assert {target.platform for target in finding.breaks_when} == {"linux", "macos"}


SILENT = {
    "one text": "import subprocess\nsubprocess.run('ls -l', shell=True)",
    "no shell": "import subprocess\nsubprocess.run(['ls', '-l'])",
    "perhaps a shell": "import os, subprocess\nsubprocess.run(['ls', '-l'], shell=os.name == 'nt')",
    "one word": "import subprocess\nsubprocess.run(['ls -l'], shell=True)",
    "a script with parameters": "import subprocess\nsubprocess.run(['ls \"$1\"', 'sh', 'a'], shell=True)",
    "on Windows": "import sys, subprocess\nif sys.platform == 'win32':\n    subprocess.run(['dir', 'c:'], shell=True)",
    "parameter": "import subprocess\ndef f(x):\n    subprocess.run(x, shell=True)",
    "text or list": "import subprocess\ndef f(x: str | list[str]):\n    subprocess.run(x, shell=True)",
    "may be a text": "import subprocess\nfrom typing import Sequence\ndef f(x: Sequence[str]):\n    subprocess.run(x, shell=True)",
    "joined later": "import subprocess\ndef f(x: list):\n    x = ' '.join(x)\n    subprocess.run(x, shell=True)",
    "one of a list": "import subprocess\ndef f(x: list):\n    subprocess.run(x[0], shell=True)",
    "given one word": "import subprocess\ndef f(x: list):\n    subprocess.run(x, shell=True)\nf(['ls -l'])",
    "may be without a shell": "import subprocess\ndef f(x: list, shell=True):\n    subprocess.run(x, shell=shell)",
    "joined": "import subprocess\nsubprocess.run(' '.join(['ls', '-l']), shell=True)",
    "split into one": "import shlex, subprocess\nsubprocess.run(shlex.split('ls'), shell=True)",
    "longer afterwards": """import subprocess
def f(x):
    command = ['sort']
    subprocess.run(command, shell=True)
    command.append(x)""",
    "longer afterwards in a loop": """import subprocess
for x in 'ab':
    command = ['sort']
    subprocess.run(command, shell=True)
    command.append(x)""",
    "one or the other": """import subprocess
def f(x):
    command = []
    if x:
        command.append('a')
    else:
        command.append('b')
    subprocess.run(command, shell=True)""",
    "a script that gets a parameter": """import subprocess
def f(x):
    command = ['cat "$0"']
    command.append(x)
    subprocess.run(command, shell=True)""",
    "perhaps nothing is unpacked": "import subprocess\ndef f(x, *y):\n    subprocess.run([*x, *y], shell=True)",
    "asyncio": "import asyncio\nasyncio.create_subprocess_shell('ls -l')",
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP607", source) == []


def test_code_of_windows(check: Callable[[str, str], list[Finding]]) -> None:
    source = """
        import ctypes
        import subprocess

        def console():
            kernel = ctypes.WinDLL("kernel32")
            child = subprocess.Popen(["python.exe", "-c", "input()"], shell=True)  # MP607
            kernel.AttachConsole(child.pid)
    """
    assert [finding.confidence for finding in check("MP607", source)] == [Confidence.LOW]


OF_WINDOWS = {
    "a command": "import subprocess\nsubprocess.run(['dir', 'c:'], shell=True)  # MP607",
    "a file": "import subprocess\nsubprocess.run(['setup.EXE', '/quiet'], shell=True)  # MP607",
    "a path": "import subprocess\ndef f(x):\n    subprocess.check_call([r'.\\{0}'.format(x), '/s'], shell=True)  # MP607",
    "a text with parts": "import subprocess\ndef f(x):\n    subprocess.call([f'C:\\\\{x}', '/s'], shell=True)  # MP607",
}


@pytest.mark.parametrize("source", OF_WINDOWS.values(), ids=OF_WINDOWS)
def test_program_of_windows(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert [finding.confidence for finding in check("MP607", source)] == [Confidence.LOW]
