"""Jupyter notebooks as Python: the code cells one after the other are one module.

Cells are counted as notebooks show them, text cells among them, from 1 on.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mpcheck import source
from mpcheck.findings import Location
from mpcheck.source import UncheckableError

SUFFIX = ".ipynb"
#: Cell magics whose cell is Python that runs in the kernel itself.
_PYTHON_CELLS = {"capture", "memit", "mprun", "prun", "time", "timeit"}
_CELL_MAGIC = re.compile(r"\s*%%(\w*)")
#: ``%magic``, ``!command``, ``?name``, ``name?``, ``value = %magic`` and ``value = !command``.
_MAGIC = re.compile(r"[ \t]*(?:[%!?]|[\w.]+[ \t]*\?{1,2}[ \t]*$|(?P<assigned>[\w., \t]+=[ \t]*)[%!])")
#: What changes whether a new line begins a new statement.
_QUOTES = ('"""', "'''", '"', "'")
_OPENING, _CLOSING = "([{", ")]}"
_TOKEN = re.compile("|".join([r"\\.", *map(re.escape, (*_QUOTES, *_OPENING, *_CLOSING, "#"))]))


@dataclass(frozen=True, slots=True)
class Notebook:
    """``text`` is the module, ``starts`` the line at which each code cell begins in it, with the cell's number."""

    text: str
    starts: tuple[tuple[int, int], ...]

    def place(self, line: int) -> tuple[int, int]:
        """The cell of a line of the module, and the line in the cell."""
        start, cell = max((one for one in self.starts if one[0] <= line), default=(1, 0))
        return cell, line - start + 1

    def locate(self, where: Location) -> Location:
        """A place in the module as a place in its cell."""
        cell, line = self.place(where.line)
        return replace(where, line=line, end_line=line + where.end_line - where.line, cell=cell)

    def parse(self) -> ast.Module:
        """The syntax tree.  Raises `UncheckableError`, with the number of the cell and the line in it."""
        try:
            return source.parse(self.text)
        except UncheckableError:
            lines = self.text.split("\n")
            ends = [start - 1 for start, _ in self.starts[1:]] + [len(lines)]
            # What a cell leaves open would be found in a later one.
            for (start, cell), end in zip(self.starts, ends, strict=True):
                try:
                    source.parse("\n".join(lines[start - 1 : end]))
                except UncheckableError as error:
                    raise UncheckableError(error.code, f"cell {cell}: {error.message}", error.line) from None
            raise


def is_notebook(path: str) -> bool:
    return path.endswith(SUFFIX)


def code(path: str, data: bytes) -> bytes:
    """The Python in a file's bytes: all of them, or the cells of a notebook that can be read."""
    if not is_notebook(path):
        return data
    try:
        return read(data).text.encode("utf-8", "surrogatepass")
    except UncheckableError:
        return data


def read(data: bytes) -> Notebook:
    """The code of a notebook.  Raises `UncheckableError`: MP001, MP004, MP005 or MP009."""
    document = _document(data)
    parts: list[str] = []
    starts: list[tuple[int, int]] = []
    line = 1
    for number, text in _code_cells(document):
        starts.append((line, number))
        parts.append(_python(text))
        line += text.count("\n") + 1
    source.require_size(sum(map(len, parts)))
    return Notebook("".join(f"{part}\n" for part in parts), tuple(starts))


def _document(data: bytes) -> dict[str, object]:
    import json

    try:
        document = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UncheckableError(
            "MP004", f"cannot be decoded: byte 0x{data[error.start]:02x} is not utf-8", line
        ) from None
    except json.JSONDecodeError as error:
        raise UncheckableError("MP001", f"is no notebook: {error.msg}", error.lineno) from None
    except RecursionError:
        raise UncheckableError("MP005", "is nested too deeply for the parser") from None
    if not isinstance(document, dict) or not isinstance(_cells(document), list):
        raise UncheckableError("MP001", "is no notebook: it has no list of cells", 1)
    return document


def _cells(document: dict[str, object]) -> object:
    """The cells; up to version 3 of the format they stood in worksheets."""
    sheets = document.get("worksheets")
    if isinstance(sheets, list) and all(isinstance(sheet, dict) for sheet in sheets):
        return [cell for sheet in sheets for cell in _list(sheet.get("cells"))]
    return document.get("cells")


def _code_cells(document: dict[str, object]) -> Iterator[tuple[int, str]]:
    """The Python cells, with their numbers."""
    if _language(document) not in ("python", ""):
        return
    for number, cell in enumerate(_list(_cells(document)), 1):
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            written = cell.get("source", cell.get("input", ""))
            text = "".join(part for part in written if isinstance(part, str)) if isinstance(written, list) else written
            if isinstance(text, str) and text.strip():
                yield number, text.replace("\r\n", "\n").replace("\r", "\n")


def _language(document: dict[str, object]) -> str:
    metadata = document.get("metadata")
    for section, key in (("kernelspec", "language"), ("language_info", "name")):
        of_section = metadata.get(section) if isinstance(metadata, dict) else None
        language = of_section.get(key) if isinstance(of_section, dict) else None
        if isinstance(language, str):
            return re.sub(r"\d*$", "", language.lower().removeprefix("i"))
    return ""


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _python(text: str) -> str:
    """A cell as Python with as many lines: what is none is left out."""
    lines = text.split("\n")
    first = next(index for index, line in enumerate(lines) if line.strip())
    magic = _CELL_MAGIC.match(lines[first])
    if magic is not None:
        if magic[1] not in _PYTHON_CELLS:
            return "\n" * (len(lines) - 1)
        lines[first] = ""
    state = _State()
    in_magic = False
    for index, line in enumerate(lines):
        match = None if state.is_open or in_magic else _MAGIC.match(line)
        if match is not None or in_magic:
            lines[index] = _stand_in(line, match["assigned"]) if match else ""
            in_magic = line.endswith("\\")
        else:
            state = state.after(line)
    return "\n".join(lines)


def _stand_in(line: str, assigned: str | None) -> str:
    """A statement that takes the place of a magic, which may be all that a block has."""
    indent = line[: len(line) - len(line.lstrip())]
    return f"{indent}pass" if assigned is None else f"{indent}{assigned.strip()} get_ipython()"


@dataclass(frozen=True, slots=True)
class _State:
    """What is open at the end of a line: the quote of a string, brackets, a line that a backslash continues."""

    quote: str = ""
    depth: int = 0
    continued: bool = False

    @property
    def is_open(self) -> bool:
        return bool(self.quote or self.depth or self.continued)

    def after(self, line: str) -> _State:
        quote, depth = self.quote, self.depth
        for match in _TOKEN.finditer(line):
            sign = match[0]
            if quote:
                quote = "" if sign == quote else quote
            elif sign == "#":
                return _State("", depth)
            elif sign in _QUOTES:
                quote = sign
            elif sign in _OPENING or sign in _CLOSING:
                depth = max(0, depth + (1 if sign in _OPENING else -1))
        continued = line.endswith("\\")
        return _State(quote if len(quote) == 3 or continued else "", depth, continued)
