"""What rules find in values that functions and classes of other files make."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import check_files

Files = dict[str, str]

LOADER = """
import importlib.util, sys
def load(path):
    spec = importlib.util.spec_from_file_location(f"effect_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
def discover(folder):
    return {path.stem: load(path).run for path in folder.iterdir()}
"""
HOST = """
from multiprocessing import Pool
from loader import discover
class Host:
    def __init__(self, folder):
        self.effects = discover(folder)
    def apply(self, samples):
        with Pool() as pool:
            return [pool.apply(effect, (samples,)) for effect in self.effects.values()]  # MP113
"""
PAIRED_LOADER = """
import importlib.machinery, importlib.util
def load(name, path):
    loader = importlib.machinery.SourceFileLoader(name, str(path))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(module)
    return module
def rules(paths):
    return ((number, load("rule%d" % number, path)) for number, path in enumerate(paths))
"""
PAIRED_HOST = """
from collections import OrderedDict
from concurrent.futures import ProcessPoolExecutor
import loading
def judge(paths, cases):
    rules = OrderedDict(loading.rules(paths))
    with ProcessPoolExecutor() as executor:
        return {number: list(executor.map(rule.judge, cases)) for number, rule in rules.items()}  # MP113
"""
GENERATED = LOADER.replace(
    "    return {path.stem: load(path).run for path in folder.iterdir()}",
    "    for path in folder.iterdir():\n        yield path.stem, load(path)",
)
GENERATED_HOST = """
from multiprocessing import Process
from loader import discover
class Effects:
    def __init__(self, folder):
        self.known = dict(discover(folder))
    def start(self, name):
        effect = self.known.get(name)
        process = Process(target=effect.run)  # MP113
        process.start()
        return process
"""
REGISTRY = """
import importlib.util
class Registry(dict):
    @classmethod
    def discover(cls, folder):
        registry = cls()
        for path in folder.iterdir():
            registry.load(path)
        return registry
    def load(self, path):
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        self[path.stem] = module.extract
"""
REGISTRY_HOST = """
from concurrent.futures import ProcessPoolExecutor
from registry import Registry
def table(registry, windows):
    with ProcessPoolExecutor() as executor:
        return {name: list(executor.map(extract, windows)) for name, extract in registry.items()}  # MP113
def main(folder, windows):
    print(table(Registry.discover(folder), windows))
"""
ROWS = """
from collections import namedtuple
Row = namedtuple("SensorRow", "place value")
"""
PARSING = """
from rows import Row
def parse(line):
    return Row(*line.split(";"))
def parse_pair(line):
    place, value = line.split(";")
    return Row(place, value)  # MP208
"""
READING = """
from multiprocessing import Pool
from parsing import parse_pair
def read(lines):
    with Pool() as pool:
        return pool.map(parse_pair, lines)
"""

PROJECTS: dict[str, Files] = {
    "functions of modules that another file loads by path": {"loader.py": LOADER, "host.py": HOST},
    "these, where workers get the folder in sys.path": {
        "loader.py": LOADER.replace("def load(path):", "def load(path):\n    sys.path.append(str(path.parent))"),
        "host.py": HOST.replace("  # MP113", ""),
    },
    "pairs with such modules": {"loading.py": PAIRED_LOADER, "host.py": PAIRED_HOST},
    "pairs with such modules that a generator gives": {"loader.py": GENERATED, "host.py": GENERATED_HOST},
    "these pairs, where the parent calls the functions": {
        "loading.py": PAIRED_LOADER,
        "host.py": PAIRED_HOST.replace("executor.map(rule.judge", "map(rule.judge").replace("  # MP113", ""),
    },
    "these pairs, where workers load the modules": {
        "loader.py": GENERATED,
        "host.py": GENERATED_HOST.replace("(target=effect.run)  # MP113", "(target=run, args=(effect.__file__,))")
        + "from loader import load\ndef run(path):\n    load(path).run()\n",
    },
    "these pairs, of threads": {
        "loader.py": GENERATED,
        "host.py": GENERATED_HOST.replace(
            "from multiprocessing import Process", "from threading import Thread as Process"
        ).replace("  # MP113", ""),
    },
    "these, where they are called here": {
        "loader.py": LOADER,
        "host.py": HOST.replace("pool.apply(effect, (samples,))", "effect(samples)").replace("  # MP113", ""),
    },
    "what an object that is a dict holds": {"registry.py": REGISTRY, "host.py": REGISTRY_HOST},
    "this, where the object makes what it is asked for": {
        "registry.py": REGISTRY + "    def items(self):\n        return [(name, str) for name in self]\n",
        "host.py": REGISTRY_HOST.replace("  # MP113", ""),
    },
    "this, where something else is taken from it": {
        "registry.py": REGISTRY + "    def names(self):\n        return [str, repr]\n",
        "host.py": REGISTRY_HOST.replace(
            "name, extract in registry.items()}  # MP113", "name, extract in [('a', str)]}"
        ),
    },
    "a named tuple of another file under a name of its own": {
        "rows.py": ROWS,
        "parsing.py": PARSING,
        "program.py": READING,
    },
    "this under its own name": {
        "rows.py": ROWS.replace("SensorRow", "Row"),
        "parsing.py": PARSING.replace("  # MP208", ""),
        "program.py": READING,
    },
    "this under both names": {
        "rows.py": ROWS + "SensorRow = Row\n",
        "parsing.py": PARSING.replace("  # MP208", ""),
        "program.py": READING,
    },
}


@pytest.mark.parametrize("files", PROJECTS.values(), ids=PROJECTS)
def test_it_is_found_across_files(files: Files, tmp_path: Path) -> None:
    check_files(tmp_path, files)
