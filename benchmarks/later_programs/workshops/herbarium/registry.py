"""Keys for determining plants, one module per family; a family is loaded as it is needed."""

from __future__ import annotations

import importlib
from typing import Callable, Dict, List

Key = Callable[[List[str]], str]
_keys: Dict[str, Key] = {}


def key(family: str) -> Callable[[Key], Key]:
    def register(function: Key) -> Key:
        _keys[family] = function
        return function

    return register


def key_of(family: str) -> Key:
    if family not in _keys:
        importlib.import_module(f"families.{family}")
    return _keys[family]
