"""MP113 in other styles: callables of modules that were loaded by path, and those that workers find."""

from __future__ import annotations

import textwrap

import pytest

from snippets import Check

_LOAD = textwrap.dedent("""
    from importlib import util
    from multiprocessing import Pool, Process, get_context
    def load(name, path):
        spec = util.spec_from_file_location(name, path)
        module = util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
""")

REPORTED = {
    "what exec has made": """
        def made(path):
            names = {"__name__": "tool"}
            with open(path) as file:
                exec(file.read(), names)
            return names["work"]
        def main(path):
            more = {}
            exec("def work(x): return x", {}, more)
            with Pool() as pool:
                pool.map(made(path), range(3))  # MP113
                pool.map(more.get("work"), range(3))  # MP113
        """,
    "the names that a run leaves": """
        import runpy
        def main(path):
            names = runpy.run_path(path)
            with Pool() as pool:
                pool.map(names["work"], range(3))  # MP113
                pool.map(names.get("more"), range(3))  # MP113
        """,
    "through a helper and getattr": """
        def main(path):
            tool = getattr(load("tool", path), "main")
            Process(target=tool).start()  # MP113
        """,
    "a context and a partial": """
        from functools import partial
        def main(path):
            tool = load("tool", path)
            context = get_context("spawn")
            context.Process(target=partial(tool.main, 1)).start()  # MP113
        """,
    "an initializer": """
        def main(path):
            with Pool(initializer=load("tool", path).set_up) as pool:  # MP113
                pool.map(str, range(3))
        """,
    "another loader": """
        from importlib.machinery import SourceFileLoader
        def main(path):
            tool = SourceFileLoader("tool", path).load_module()
            with Pool() as pool:
                pool.map(tool.work, range(3))  # MP113
        """,
    "one of two": """
        def main(path, quick):
            tool = load("quick", path) if quick else load("slow", path)
            Process(target=tool.main).start()  # MP113
        """,
    "an attribute": """
        class Runner:
            def __init__(self, path):
                self.tool = load("tool", path)
            def run(self):
                process = Process(target=self.tool.main)  # MP113
                process.start()
        """,
    "a table that the module holds": """
        def main(path):
            plugin = load("tool", path)
            with Pool() as pool:
                pool.map(plugin.HOOKS["check"], range(3))  # MP113
                for name, hook in plugin.HOOKS.items():
                    pool.map(hook, range(3))  # MP113
                for check in plugin.CHECKS:
                    pool.map(check, range(3))  # MP113
    """,
    "tables of several modules in a registry": """
        class Plugins:
            def __init__(self, paths):
                self.hooks = {}
                for path in paths:
                    self.hooks[path] = load("x" + path, path).HOOKS

            def __iter__(self):
                return iter(self.hooks.items())

        def main(paths):
            with Pool() as pool:
                for path, hooks in Plugins(paths):
                    print(path, pool.map(hooks.get("check"), range(3)))  # MP113
    """,
}

SILENT = {
    "what exec was given, or has made as data": """
        def work(number):
            return number
        def main(path):
            names = {"work": work}
            exec("numbers = [1, 2]", names)
            with Pool() as pool:
                pool.map(names["work"], names["numbers"])
        """,
    "the names that a run leaves, called here or sent as data": """
        import runpy
        def main(path):
            names = runpy.run_path(path)
            with Pool() as pool:
                pool.map(str, names["numbers"])
                pool.map(str, [names["work"](1)])
        """,
    "its folder is on the path": """
        import os, sys
        def main(path):
            sys.path.append(os.path.dirname(path))
            Process(target=load("tool", path).main).start()
        """,
    "called by the parent": """
        def work(x):
            return x
        def main(path):
            tool = load("tool", path)
            with Pool() as pool:
                tool.report(pool.map(work, tool.inputs()))
        """,
    "threads": """
        from concurrent.futures import ThreadPoolExecutor
        def main(path):
            with ThreadPoolExecutor() as executor:
                executor.submit(load("tool", path).main)
        """,
    "fork": """
        def main(path):
            get_context("fork").Process(target=load("tool", path).main).start()
        """,
    "the name of the file": """
        def main():
            Process(target=load("tool", "lib/tool.py").main).start()
        """,
    "imported": """
        import importlib
        def main(name):
            Process(target=importlib.import_module(name).main).start()
        """,
    "what the parent makes of a table that the module holds": """
        def main(path):
            settings = load("settings", path)
            with Pool() as pool:
                pool.map(len, [name for name in settings.NAMES])
                pool.map(len, settings.TABLE["rows"], settings.TABLE.get("size"))
    """,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Check, source: str) -> None:
    check("MP113", _LOAD + textwrap.dedent(source))


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Check, source: str) -> None:
    check("MP113", _LOAD + textwrap.dedent(source))


def test_tasks_are_pickled_under_fork_as_well(check: Check) -> None:
    source = """
        def main(path):
            with Pool() as pool:
                pool.map(load("tool", path).work, range(3))  # MP113
        """
    (finding,) = check("MP113", _LOAD + textwrap.dedent(source))
    assert "fork" in {target.start_method for target in finding.breaks_when}
    entered = "import sys\n" + _LOAD.replace("    spec.loader", "    sys.modules[name] = module\n    spec.loader")
    (finding,) = check("MP113", entered + textwrap.dedent(source))
    assert "fork" not in {target.start_method for target in finding.breaks_when}
