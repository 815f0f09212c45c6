"""MP302: modules that only the parent imports, and that register what they hold with others."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import check_files

FILES = {
    "registry.py": """
        import importlib
        _found = {}

        def kind(name):
            def register(function):
                _found[name] = function
                return function
            return register

        def find(name):
            return _found.get(name, abs)

        def load(name):
            importlib.import_module("kinds." + name)
        """,
    "kinds/__init__.py": "",
    "kinds/legumes.py": """
        from registry import kind

        @kind("bean")
        def bean(age):
            return age + 1
        """,
    "stock.py": """
        import registry

        def plants(bag):
            return registry.find(bag)(1)
        """,
}
PROGRAM = """
    import importlib
    from multiprocessing import Pool
    import registry
    import stock
    {top}

    def main(names):
        {load}
        with Pool(2) as pool:
            return pool.map(stock.plants, names)  # {code}

    if __name__ == "__main__":
        main(["bean"])
    """


@pytest.mark.parametrize(
    "load",
    [
        "from kinds import legumes",
        'importlib.import_module("kinds.legumes")',
        '[importlib.import_module(f"kinds.{name}") for name in names]',
        "registry.load(names[0])",
    ],
)
def test_imported_by_the_parent_alone(tmp_path: Path, load: str) -> None:
    check_files(tmp_path, {**FILES, "program.py": PROGRAM.format(top="", load=load, code="MP302")}, "MP302")


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("program.py", PROGRAM.format(top="import kinds.legumes", load="from kinds import legumes", code="fine")),
        ("stock.py", f"{FILES['stock.py']}\n        import kinds.legumes"),
        ("stock.py", FILES["stock.py"].replace("return", "registry.load('legumes'); return")),
        ("registry.py", f"{FILES['registry.py']}\n        load('legumes')"),
        ("kinds/legumes.py", "def bean(age): return age + 1"),
    ],
    ids=["by the program", "by the file of the worker", "by the worker", "by what it imports", "changes nothing"],
)
def test_imported_by_workers_too(tmp_path: Path, file: str, text: str) -> None:
    program = PROGRAM.format(top="", load='importlib.import_module("kinds.legumes")', code="fine")
    check_files(tmp_path, {**FILES, "program.py": program, file: text}, "MP302")
