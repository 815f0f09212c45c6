#!/usr/bin/env python3
"""Generates the effect modules of a show, compiles them and renders a strip with each."""
import argparse
import compileall
import importlib
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor as Executor
from functools import partial
from pathlib import Path
from textwrap import dedent

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--workers", type=int, default=3, help="renderers at the same time")
parser.add_argument("--width", type=int, default=256)
options = parser.parse_args()

EFFECTS = {
    "effect_invert": "255 - value",
    "effect_halve": "value // 2",
    "effect_posterize": "value // 64 * 64",
}


def module_text(expression):
    return dedent(f"""\
        def apply(strip):
            return bytes({expression} for value in strip)
    """)


def process_map(function, items, max_workers):
    with Executor(max_workers) as executor:
        return list(executor.map(function, items))


def render(strip, name):
    return name, importlib.import_module(name).apply(strip)


def summary(rendered):
    for name, strip in rendered:
        yield f"{name:<18}{min(strip):4d}{max(strip):4d}{sum(strip) // len(strip):4d}"


folder = tempfile.TemporaryDirectory()
sys.path.insert(0, folder.name)
for name, expression in EFFECTS.items():
    Path(folder.name, f"{name}.py").write_text(module_text(expression), encoding="utf-8")

if not compileall.compile_dir(folder.name, quiet=1, workers=1):
    sys.exit("an effect does not compile")

strip = bytes(range(256)) * (options.width // 256)
rendered = process_map(partial(render, strip), EFFECTS, max_workers=options.workers)

print(*summary(rendered), sep="\n")
sys.path.remove(folder.name)
folder.cleanup()
if dict(rendered)["effect_invert"] != strip[::-1]:
    sys.exit("inverting went wrong")
print("ok")
