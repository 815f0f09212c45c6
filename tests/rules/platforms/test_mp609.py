"""MP609: which program is started on Windows, where assignments and tests choose between some."""

from __future__ import annotations

import pytest

from snippets import Check

PROGRAM = """
import os
import shutil
import subprocess
import sys

NPM = "npm"
if sys.platform.startswith("win"):
    NPM = "npm.cmd"

class Build:
    def __init__(self, fast):
        self.tool = "yarn"
        if os.name == "nt":
            self.tool = "yarn.cmd"
        self.other = "npx"
        if fast:
            self.other = "corepack.cmd"

    def build(self, fast):
        tool = "npm"
        {}
"""
OTHER_ON_WINDOWS = {
    "replaced": 'if sys.platform == "win32":\n            tool = "npm.cmd"\n        subprocess.run([tool])',
    "extended": 'if os.name == "nt":\n            tool += ".cmd"\n        subprocess.run([tool])',
    "chosen from itself": 'tool = tool + ".cmd" if os.name == "nt" else tool\n        subprocess.run([tool])',
    "chosen": 'subprocess.run(["npm.cmd" if os.name == "nt" else tool])',
    "looked for": "tool = shutil.which(tool) or tool\n        subprocess.run([tool])",
    "replaced in the module": 'subprocess.run([NPM, "install"])',
    "replaced in an attribute": "subprocess.run([self.tool])",
    "the other way round": 'if sys.platform != "win32":\n            pass\n        else:\n            tool = "npm.exe"\n'
    "        subprocess.run([tool])",
}
THE_SAME = {
    "replaced on macOS": 'if sys.platform == "darwin":\n            tool = "npm.cmd"\n        subprocess.run([tool])  # MP609',
    "perhaps replaced": 'if fast:\n            tool = "npm.cmd"\n        subprocess.run([tool])  # MP609',
    "perhaps in an attribute": "subprocess.run([self.other])  # MP609",
    "chosen from itself": 'tool = tool if fast else "yarn.cmd"\n        subprocess.run([tool])  # MP609',
    "again and again": 'while fast:\n            tool = tool if fast else "make"\n        subprocess.run([tool])  # MP609',
    "replaced afterwards": 'subprocess.run([tool])  # MP609\n        if os.name == "nt":\n            tool = "npm.cmd"',
}


@pytest.mark.parametrize("name", OTHER_ON_WINDOWS)
def test_another_one_on_windows(check: Check, name: str) -> None:
    assert check("MP609", PROGRAM.format(OTHER_ON_WINDOWS[name])) == []


@pytest.mark.parametrize("name", THE_SAME)
def test_the_same_everywhere(check: Check, name: str) -> None:
    assert check("MP609", PROGRAM.format(THE_SAME[name]))
