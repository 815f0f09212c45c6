"""What the operations of ``pathlib`` give: mostly another path."""

from __future__ import annotations

PATH = "pathlib.Path"
_GIVING = ("absolute", "expanduser", "joinpath", "relative_to", "rename", "replace", "resolve")
#: The methods of a path that give another.
MADE_BY = {f"{PATH}.{name}" for name in (*_GIVING, "with_name", "with_stem", "with_suffix")}
#: What is iterated over path by path.
LISTED_BY = {f"{PATH}.{name}" for name in ("glob", "iterdir", "rglob")}
