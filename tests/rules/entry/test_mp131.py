"""MP131: workers of test modules, and the settings of pytest that decide whether a child finds these."""

from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import check_files

_IMPORTLIB = "[pytest]\naddopts = -q --import-mode=importlib\n"
_TEST = """
    from multiprocessing import Process, Pool

    class Counter:
        def count(self, words):
            return len(words)

    def greet(name):
        print(name)

    def test_greet():
        child = Process(target=greet, args=("you",))  # MP131
        child.start()
        child.join()

    def test_count():
        with Pool(1) as pool:
            assert pool.map(Counter().count, ["ab"]) == [2]  # MP131
            assert pool.map(len, ["ab"]) == [2]
    """
_SILENT_TEST = _TEST.replace("  # MP131", "")
_TOML = """
[tool.pytest.ini_options]
addopts = ["-q", "--import-mode", "importlib"]
testpaths = ["tests"]
"""

SETTINGS = {
    "pytest.ini": {"pytest.ini": _IMPORTLIB},
    "pyproject.toml, of a project with its package in src": {"pyproject.toml": _TOML, "src/words/__init__.py": ""},
    "tox.ini": {"tox.ini": _IMPORTLIB},
    "setup.cfg, with another path": {
        "setup.cfg": _IMPORTLIB.replace("[pytest]", "[tool:pytest]") + "pythonpath =\n    src\n    lib\n",
        "src/words.py": "",
    },
    "a package of tests": {"pytest.ini": _IMPORTLIB, "tests/__init__.py": ""},
}
HARMLESS = {
    "no settings": {},
    "another mode": {"pytest.ini": _IMPORTLIB.replace("importlib", "append")},
    "a comment": {"pytest.ini": "[pytest]\n# addopts = --import-mode=importlib\n"},
    "on the path": {"pytest.ini": f"{_IMPORTLIB}pythonpath = src .\n"},
    "on the path, in TOML": {"pyproject.toml": f'{_TOML}pythonpath = [\n    "src",\n    ".",\n]\n', "src/words.py": ""},
    "nearer settings": {"pytest.ini": _IMPORTLIB, "tests/pytest.ini": "[pytest]\n"},
    "settings of something else": {"tox.ini": "[tox]\n[testenv]\ncommands = pytest --import-mode=importlib\n"},
    "other folders with tests": {"pytest.ini": f"{_IMPORTLIB}testpaths =\n    checks\n    src/tests\n"},
    "a conftest.py with a path": {
        "pytest.ini": _IMPORTLIB,
        "conftest.py": "import sys\nsys.path.insert(0, 'tests')\n",
    },
}


def _check(folder: Path, test: str, others: dict[str, str], path: str = "tests/test_words.py") -> list[Confidence]:
    for name, text in others.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return [one.confidence for one in check_files(folder, {path: test}, "MP131")]


@pytest.mark.parametrize("title", SETTINGS)
def test_a_module_that_no_child_finds(tmp_path: Path, title: str) -> None:
    assert _check(tmp_path, _TEST, SETTINGS[title]) == [Confidence.MEDIUM, Confidence.MEDIUM]


@pytest.mark.parametrize("title", HARMLESS)
def test_a_module_that_children_may_find(tmp_path: Path, title: str) -> None:
    _check(tmp_path, _SILENT_TEST, HARMLESS[title])


def test_the_tests_of_a_package_are_installed_with_it(tmp_path: Path) -> None:
    settings = {"pytest.ini": _IMPORTLIB, "words/__init__.py": "", "words/tests/__init__.py": ""}
    _check(tmp_path, _SILENT_TEST, settings, "words/tests/test_words.py")


def test_a_folder_that_may_be_on_the_path_of_an_installation_is_no_more_than_a_guess(tmp_path: Path) -> None:
    _check(tmp_path, _SILENT_TEST, {"pyproject.toml": f'[project]\nname = "words"\n{_TOML}'})


def test_tests_of_unittest_may_be_run_without_pytest(tmp_path: Path) -> None:
    test = """
        import unittest
        from multiprocessing import Pool

        def first(text):
            return text[0]

        class Words(unittest.TestCase):
            def test_first(self):
                with Pool(1) as pool:
                    self.assertEqual(pool.map(first, ["ab"]), ["a"])
        """
    _check(tmp_path, test, {"pytest.ini": _IMPORTLIB})


def test_what_other_modules_define_threads_and_forks(tmp_path: Path) -> None:
    test = """
        import multiprocessing as mp
        from concurrent.futures import ThreadPoolExecutor

        from words import last

        def first(text):
            return text[0]

        def test_words():
            with mp.Pool(1) as pool:
                assert pool.map(last, ["ab"]) == ["b"]
            with ThreadPoolExecutor(1) as executor:
                assert list(executor.map(first, ["ab"])) == ["a"]
            with mp.get_context("fork").Pool(1) as pool:
                assert pool.map(first, ["ab"]) == ["a"]
        """
    _check(tmp_path, test, {"pytest.ini": _IMPORTLIB, "words.py": "def last(text):\n    return text[-1]\n"})


def test_what_a_function_above_the_tests_is_handed(tmp_path: Path) -> None:
    test = """
        from words import each

        def first(text):  # MP131
            return text[0]

        def test_each():
            assert each(first, ["ab"]) == ["a"]
        """
    words = """
from multiprocessing import Pool

def each(function, texts):
    with Pool(1) as pool:
        return pool.map(function, texts)
"""
    _check(tmp_path, test, {"checks/pytest.ini": _IMPORTLIB, "words.py": words}, "checks/test_words.py")
