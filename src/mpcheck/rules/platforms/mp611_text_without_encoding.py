"""MP611: the output of a program is read as text of whatever encoding the platform takes for usual."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.platforms.commands import STARTING, has_open_options, is_piped, option, starts, words_of_options

_UTF8_MODE = (3, 15)


def check(module: Module) -> Iterator[Finding]:
    """Report programs whose output is decoded with the encoding of Windows' language settings."""
    targets = [t for t in module.targets if t.platform == "windows" and t.python < _UTF8_MODE]
    for event in starts(module, *STARTING):
        encoded = has_open_options(event) or event.argument("encoding") is not None
        if _is_text(event) and not encoded and _reads(event):
            message = "the output is decoded as the language settings of Windows say, whatever the program writes"
            yield from RULE.at(module, event.call, message, breaks=module.narrow(event.call, targets))


def _is_text(event: Event) -> bool:
    return option(event, "text") is True or option(event, "universal_newlines") is True


def _reads(event: Event) -> bool:
    captured = event.name == "subprocess.check_output" or option(event, "capture_output") is True
    return captured or is_piped(event, "stdout") or is_piped(event, "stderr")


_RUN = """
import subprocess
import sys

code = "import sys; sys.stdout.buffer.write('\\\\u0141\\\\u00f3d\\\\u017a'.encode())"
done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)  # MP611
print("ok" if done.stdout == "\\u0141\\u00f3d\\u017a" else "not what was written")
"""

_LINES = """
import sys
from subprocess import PIPE, Popen

code = "import sys; sys.stdout.buffer.write('\\\\u00e9\\\\n'.encode() * 3)"


def lines(*command):
    with Popen(command, stdout=PIPE, universal_newlines=True) as child:  # MP611
        return [line.strip() for line in child.stdout]


print("ok" if lines(sys.executable, "-c", code) == ["\\u00e9"] * 3 else "not what was written")
"""

_NAMED = """
import subprocess
import sys

code = "import sys; sys.stdout.buffer.write('\\\\u0141\\\\u00f3d\\\\u017a'.encode())"
command = [sys.executable, "-c", code]
named = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
plain = subprocess.run(command, capture_output=True)
assert named.stdout == plain.stdout.decode() == "\\u0141\\u00f3d\\u017a"
print("ok")
"""

_NOT_READ = """
import subprocess
import sys

assert subprocess.run([sys.executable, "-c", "print('ok')"], text=True).returncode == 0
assert subprocess.call([sys.executable, "-c", ""], universal_newlines=True, stdout=subprocess.DEVNULL) == 0
print("ok")
"""

_ELSEWHERE = """
import os
import subprocess
import sys


def text(code):
    command = [sys.executable, "-c", code]
    if os.name == "nt":
        return subprocess.check_output(command, text=True, encoding="utf-8", errors="replace")
    return subprocess.check_output(command, text=True)


assert text("print('ok')").strip() == "ok"
print("ok")
"""

RULE = Rule(
    code="MP611",
    name="text-without-encoding",
    summary="The output of a program is read as text, and no encoding is named.",
    why=(
        "In text mode subprocess decodes with the encoding of the locale, which on Windows before Python 3.15 is an old "
        "code page such as cp1252, while most programs write UTF-8. Letters come out wrong, or bytes that the code page "
        "does not have raise UnicodeDecodeError, in a thread where `run` cannot hand it on, so that stdout is None."
    ),
    cure='Add `encoding="utf-8"`, and `errors="replace"` where the program may write anything.',
    severity=Severity.NOTE,
    confidence=Confidence.LOW,
    since="0.1.0",
    references=(
        "https://peps.python.org/pep-0597/",
        "https://docs.python.org/3/library/subprocess.html#frequently-used-arguments",
    ),
    catalogue=("G09",),
    words=words_of_options("text", "universal_newlines"),
    bad=(
        Example(_RUN, Outcome("any"), methods=("spawn",), pythons="<3.15", platforms=("windows",)),
        Example(_LINES, Outcome("wrong", "not what"), methods=("spawn",), pythons="<3.15", platforms=("windows",)),
    ),
    good=(Example(_NAMED), Example(_NOT_READ), Example(_ELSEWHERE)),
    check=check,
)
