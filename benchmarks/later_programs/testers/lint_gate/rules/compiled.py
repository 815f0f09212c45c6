"""The rules, compiled once at import; a few of them are slow to compile, so this happens side by side."""
import re
from concurrent.futures import ThreadPoolExecutor

SOURCES = {
    "tabs": r"^\t+",
    "todo": r"#\s*(todo|fixme)\b",
    "long": r"^.{81,}$",
    "space": r"[ \t]+$",
}


def compile_rule(item):
    name, source = item
    return name, re.compile(source, re.IGNORECASE | re.MULTILINE)


with ThreadPoolExecutor(max_workers=2) as pool:
    PATTERNS = dict(pool.map(compile_rule, SOURCES.items()))
