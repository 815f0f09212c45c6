"""Signs that code is meant for some platforms only, although no test that can be read says so."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from mpcheck.model.module import Module
from mpcheck.targets import Target

#: Words of tests that may be about the platform although their outcome is not known.
_WORDS = re.compile(r"win|\bnt\b|posix|unix|linux|darwin|mac|platform|fork|start_method|hasattr|getattr", re.IGNORECASE)
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_POSIX_NAMES = re.compile(r"unix|posix|linux|darwin|macos|bsd|daemon|fork|pty", re.IGNORECASE)


def may_ask_for_platform(module: Module, node: ast.AST, targets: Iterable[Target]) -> bool:
    """Whether a test around a node or a definition that holds it, whose outcome is not known, speaks of platforms."""
    around = [node, *(outer for outer in module.ancestors(node) if isinstance(outer, _DEFINITIONS))]
    tests = (test for one in around for test in module.around.open_tests(one, targets))
    return any(_WORDS.search(ast.unparse(test)) for test in tests)


def is_named_for_posix(module: Module, node: ast.AST) -> bool:
    """Whether the file, or a function or class around a node, has the name of a platform that is not Windows."""
    file = PurePosixPath(module.path)
    names = [file.stem, file.parent.name]
    names += [outer.name for outer in module.ancestors(node) if isinstance(outer, _DEFINITIONS)]
    return any(_POSIX_NAMES.search(name) for name in names)
