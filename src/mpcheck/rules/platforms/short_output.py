"""Programs that print so little that any pipe holds it."""

from __future__ import annotations

import ast
import itertools
import re
from pathlib import PurePosixPath

from mpcheck.model.attributes import is_literal
from mpcheck.model.displays import text_parts
from mpcheck.model.event import Event
from mpcheck.model.iteration import constant
from mpcheck.model.module import Module
from mpcheck.model.values import Collection, Const, External, Object, Value, Values, only
from mpcheck.rules.platforms.commands import STARTING_ASYNC, option, split_text, words
from mpcheck.rules.platforms.inline_code import only_imports, prints_little

#: Words of commands that are answered by a line, whatever the program.
_QUESTIONS = {"--version", "-V", "-version", "--get", "which", "where", "mklink"}
#: Programs that print a line, or nothing, unless they are told to be talkative.
_QUIET = re.compile(
    r"\[|add(group|user)|arch|attrib|basename|ch(grp|mod|own)|cp|date|dirname|echo|false|groups|hostname|id|kill|ln"
    r"|logname|mkdir|mkfifo|mktemp|mv|nproc|nvidia-smi|passwd|pkg-config|pwd|readlink|realpath|rm|rmdir|sleep|sync|test"
    r"|touch|true|tty|type|uname|unlink|uptime|user(add|del|mod)|which|whoami"
)
_TALKATIVE = re.compile(r"-\w*v\w*|--verbose")
#: How programs that may tell a lot are asked about one thing, which is the next word.
_ASKED_ABOUT_ONE = {
    "command": {"-v"},
    "dpkg": {"-l", "-s"},
    "git": {"describe", "hash-object", "merge-base", "rev-parse", "symbolic-ref"},
    "pacman": {"-Q"},
    "rpm": {"-q"},
}
#: Programs that print nothing but how they are used where they are given no word.
_USELESS_ALONE = {"git"}
#: Programs whose results go to a file, and what they tell of their work to ``stderr``, unless one of these words is given.
_TOLD_BY_STDERR = {"ffmpeg"}
_TO_STDOUT = {"-", "pipe:", "pipe:1", "/dev/stdout"}
_SHELLS = {"bash", "sh"}
_PYTHON = re.compile(r"python(3(\.\d+)?)?(\.exe)?")
_SEVERAL_COMMANDS = re.compile(r"[;&|\n`]|\$\(")
#: Stands for what is put into a text and is not known.
_OPEN = "{}"


def says_little(module: Module, event: Event, streams: list[str]) -> bool:
    """Whether the program is only asked for what it tells in a line, such as its version, or not asked at all.

    Or what it tells goes elsewhere than to these streams.
    """
    if words(event) and option(event, "shell") is True:
        return True  # the shell runs the first word alone, without the others
    commands = _commands(module, event)
    return bool(commands) and all(
        is_short(command) or (streams == ["stdout"] and _is_told_by_stderr(command)) for command in commands
    )


def _commands(module: Module, event: Event) -> list[list[set[str]]]:
    """The commands that may be run: what each of their words may be, nothing where that is not known."""
    listed = words(event)
    if listed is None and event.name == STARTING_ASYNC[0]:
        listed = event.call.args
    if listed is not None:
        return [[_texts(module, module.values(word)) for word in listed]]
    given = event.values("args") or event.values("cmd")
    displays = [one.node for one in only(Collection, given) if isinstance(one.node, (ast.List, ast.Tuple))]
    if displays and len(displays) == len(given):
        return [[_texts(module, module.values(word)) for word in node.elts] for node in displays]
    texts = [(one, split_text(one)) for one in given]
    lines = [_texts(module, module.values(text) if text else frozenset((one,))) for one, text in texts]
    return [_split(line) for known in lines for line in known or {""}]


def _texts(module: Module, values: Values) -> set[str]:
    """The texts that values are, all of them; nothing where one may be something else, but for None, which is no word."""
    texts = {_text(module, one) for one in values if not is_literal(one, None)}
    return {text for text in texts if text is not None} if None not in texts else set()


def _text(module: Module, one: Value) -> str | None:
    """The text that a value is, with a mark for each part that is not known."""
    if isinstance(one, Object) and isinstance(one.call, ast.JoinedStr):
        parts = (constant(module.contexts.values(part)) for part in text_parts(one.call))
        return "".join(part if isinstance(part, str) else _OPEN for part in parts)
    if isinstance(one, External) and one.name == "sys.executable":
        return "python"
    text = one.value if isinstance(one, Const) else None
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else text if isinstance(text, str) else None


def _split(text: str) -> list[set[str]]:
    """The words of one command; nothing where a shell runs several."""
    return [] if _SEVERAL_COMMANDS.search(text) else [{word} for word in text.split()]


def is_short(command: list[set[str]]) -> bool:
    """Whether a command, of which each word may be several, is answered by a line at most."""
    if any(texts and texts <= _QUESTIONS for texts in command):
        return True
    programs, rest = (command[0], command[1:]) if command else (set(), [])
    if not programs:
        codes = _inline_codes(rest)
        return bool(codes) and all(map(only_imports, codes))  # whatever interpreter that is
    return all(_prints_little(PurePosixPath(program).name, rest) for program in programs)


def _is_told_by_stderr(command: list[set[str]]) -> bool:
    """Whether a program tells what it does by its other stream, and is not told to put its results into this one."""
    programs = {PurePosixPath(program).name for program in command[0]} if command else set()
    return bool(programs) and programs <= _TOLD_BY_STDERR and not any(map(_TO_STDOUT.intersection, command))


def _inline_codes(rest: list[set[str]]) -> set[str]:
    """What the word behind ``-c`` may be."""
    return next((after for before, after in itertools.pairwise(rest) if before == {"-c"}), set())


def _prints_little(program: str, rest: list[set[str]]) -> bool:
    if program in _SHELLS:
        scripts = rest[1] if len(rest) > 1 and rest[0] == {"-c"} else set()
        return bool(scripts) and all(is_short(_split(script)) for script in scripts)
    if _PYTHON.fullmatch(program):
        codes = _inline_codes(rest)
        return bool(codes) and all(map(prints_little, codes))
    if program in _USELESS_ALONE and not rest:
        return True
    if program in _ASKED_ABOUT_ONE:
        return len(rest) > 1 and bool(_ASKED_ABOUT_ONE[program] & rest[0])
    return bool(_QUIET.fullmatch(program)) and not any(_TALKATIVE.fullmatch(text) for texts in rest for text in texts)
