"""docs/comparison.md: each comparison writes its table between two marks, and leaves the words around it."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "comparison.md"


def write_section(name: str, table: str) -> None:
    """Replace what stands between ``<!-- name -->`` and ``<!-- end of name -->``."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    text = PAGE.read_text(encoding="utf-8")
    pattern = f"{re.escape(begin)}.*?{re.escape(end)}"
    PAGE.write_text(re.sub(pattern, lambda _: f"{begin}\n{table}\n{end}", text, flags=re.DOTALL), encoding="utf-8")
