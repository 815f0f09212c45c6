"""Write the bundled plugins to a build folder, byte-compile them and check their metadata."""
import compileall
import importlib
import shutil
import sys
from pathlib import Path
from textwrap import dedent

BUILD = Path(__file__).resolve().parent / "_plugin_build"

TEMPLATES = {
    "grayscale": """
        NAME = "grayscale"
        def apply(rgb):
            return sum(rgb) // 3
    """,
    "invert": """
        NAME = "invert"
        def apply(rgb):
            return tuple(255 - v for v in rgb)
    """,
    "sepia": """
        NAME = "sepia"
        def apply(rgb):
            r, g, b = rgb
            return (min(255, r + 40), min(255, g + 20), b)
    """,
}


def materialise(folder):
    folder.mkdir(exist_ok=True)
    for name, source in TEMPLATES.items():
        (folder / f"fx_{name}.py").write_text(dedent(source), encoding="utf-8")


def load_all(folder):
    sys.path.insert(0, str(folder))
    try:
        return {name: importlib.import_module(f"fx_{name}") for name in TEMPLATES}
    finally:
        sys.path.remove(str(folder))


try:
    materialise(BUILD)
    compiled = compileall.compile_dir(str(BUILD), quiet=2, force=True, workers=2)
    plugins = load_all(BUILD)
    names = sorted(module.NAME for module in plugins.values())
    gray = plugins["grayscale"].apply((30, 60, 90))
finally:
    shutil.rmtree(BUILD, ignore_errors=True)

if compiled and names == sorted(TEMPLATES) and gray == 60:
    print("ok")
else:
    print("wrong")
