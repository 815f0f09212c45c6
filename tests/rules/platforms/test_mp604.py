"""MP604 on programs in many styles: numbers of workers that Windows refuses, and those that it does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mpcheck.findings import Finding
from snippets import check_files

REPORTED = {
    "pool": "from multiprocessing import Pool\nPool(64)  # MP604",
    "keyword": "import multiprocessing as mp\nmp.Pool(processes=128)  # MP604",
    "context": "import multiprocessing as mp\nmp.get_context('spawn').Pool(100)  # MP604",
    "executor": "import concurrent.futures as cf\ncf.ProcessPoolExecutor(62)  # MP604",
    "helper": """
        from concurrent.futures import ProcessPoolExecutor

        def make(workers):
            return ProcessPoolExecutor(workers)  # MP604

        make(80)
    """,
    "attribute": """
        from concurrent.futures import ProcessPoolExecutor

        class Runner:
            workers = 96

            def run(self):
                return ProcessPoolExecutor(max_workers=self.workers)  # MP604
    """,
    "an attribute that the maker of an object sets": """
        from multiprocessing import Pool

        class Limits:
            jobs = 4

            @classmethod
            def of(cls, jobs):
                made = cls()
                made.jobs = jobs
                return made

        def start(limits):
            return Pool(limits.jobs)  # MP604

        start(Limits.of(128))
    """,
    "an attribute that is set before": """
        from dataclasses import dataclass
        from multiprocessing import Pool

        @dataclass
        class Limits:
            jobs: int = 4

        def main():
            limits = Limits()
            limits.jobs = 100
            print(Pool(limits.jobs))  # MP604

        main()
    """,
    "the value of a member of an enumeration": """
        import enum
        from multiprocessing import Pool

        class Crew(enum.Enum):
            NIGHT = 8
            DAY = 70

        def start():
            return Pool(Crew.DAY.value)  # MP604
    """,
    "the value of an enumeration's own member": """
        import enum
        from multiprocessing import Pool

        class Crew(enum.Enum):
            NIGHT = 8
            DAY = 70

            def pool(self):
                return Pool(self.value)  # MP604
    """,
    "what a member of an enumeration is made with": """
        from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
        from enum import Enum

        class Machine(Enum):
            LAPTOP = "thread", 100
            CLUSTER = "process", 80

            def __init__(self, kind, most):
                self.kind = kind
                self.most = most

            @property
            def size(self):
                return self.most

            def executor(self):
                return ThreadPoolExecutor(self.size) if self.kind == "thread" else ProcessPoolExecutor(self.most)  # MP604
    """,
    "what a table holds for a member": """
        import enum
        from multiprocessing import Pool

        class Load(enum.Enum):
            LIGHT = enum.auto()
            HEAVY = enum.auto()

        CREWS = {Load.LIGHT: 6, Load.HEAVY: 90}

        def start():
            return Pool(CREWS.get(Load.HEAVY))  # MP604
    """,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Callable[[str, str], list[Finding]], source: str) -> None:
    (finding,) = check("MP604", source)
    assert {target.platform for target in finding.breaks_when} == {"windows"}


def test_a_pool_copes_from_python_3_13_on(check: Callable[[str, str], list[Finding]]) -> None:
    (finding,) = check("MP604", "from multiprocessing import Pool\nPool(64)  # MP604")
    assert max(target.python for target in finding.breaks_when) == (3, 12)


SILENT = {
    "few": "from multiprocessing import Pool\nPool(60)",
    "most": "import concurrent.futures as cf\ncf.ProcessPoolExecutor(61)",
    "threads": "import concurrent.futures as cf\ncf.ThreadPoolExecutor(200)",
    "processors": "import multiprocessing as mp\nmp.Pool(mp.cpu_count())",
    "limited": "import multiprocessing as mp\nmp.Pool(min(60, 128))",
    "not on Windows": "import multiprocessing as mp\nimport os\nif os.name == 'posix':\n    mp.Pool(100)",
    "forked": "import multiprocessing as mp\nmp.get_context('fork').Pool(100)",
    "the number of another member of an enumeration": """
        from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
        from enum import Enum

        class Machine(Enum):
            LAPTOP = "thread", 100
            CLUSTER = "process", 32

            def __init__(self, kind, most):
                self.kind = kind
                self.most = most

            def executor(self):
                if self.kind == "thread":
                    return ThreadPoolExecutor(self.most)
                return ProcessPoolExecutor(self.most)
    """,
    "the number of another object of the class": """
        from concurrent.futures import ThreadPoolExecutor
        from multiprocessing import Pool

        class Plan:
            def __init__(self, crew, is_light):
                self.crew = crew
                self.is_light = is_light

            def run(self, works):
                if self.is_light:
                    with ThreadPoolExecutor(self.crew) as executor:
                        return list(executor.map(abs, works))
                with Pool(self.crew) as pool:
                    return pool.map(abs, works)

        Plan(200, True).run([1])
        Plan(20, False).run([1])
    """,
    "a value that an enumeration makes itself": """
        import enum
        from multiprocessing import Pool

        class Crew(enum.Enum):
            DAY = 700

            def __new__(cls, percent):
                made = object.__new__(cls)
                made._value_ = percent // 100
                return made

            def pool(self):
                return Pool(self.value)
    """,
    "what a table holds for another member": """
        import enum
        from multiprocessing import Pool

        class Load(enum.Enum):
            LIGHT = enum.auto()
            HEAVY = enum.auto()

        CREWS = {Load.LIGHT: 6, Load.HEAVY: 90}

        def start():
            return Pool(CREWS[Load.LIGHT])
    """,
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP604", source) == []


SETTINGS = """
from dataclasses import dataclass

@dataclass(frozen=True)
class Settings:
    name: str = "farm"
    slots: int = 96
"""
CREW = """
from concurrent.futures import ProcessPoolExecutor
from settings import Settings

class Crew:
    def __init__(self, settings):
        self.executor = ProcessPoolExecutor(settings.slots)  # MP604

def crew_of(wanted):
    return ProcessPoolExecutor(max_workers=wanted)  # MP604
"""
KEPT = """
from multiprocessing import Pool

class Config:
    def __init__(self, processes):
        self.processes = processes

class Runner:
    def __init__(self, config):
        self.config = config

    def run(self, function, items):
        with Pool(self.config.processes) as pool:
            return pool.map(function, items)

Runner(Config(100)).run(abs, [1])
"""


PRESETS = """
class Settings:
    slots = 4

    @classmethod
    def of_cluster(cls):
        settings = cls()
        settings.slots = 96
        return settings

    @classmethod
    def of_laptop(cls):
        return cls()
"""


def _project(program: str, crew: str = CREW, settings: str = SETTINGS) -> dict[str, str]:
    return {"settings.py": settings, "crew.py": crew, "program.py": program}


def _unmarked(text: str) -> str:
    return text.replace("  # MP604", "")


def _marked_in(place: str) -> str:
    """The crew with the mark of one of its two lines alone."""
    return "\n".join(line if place in line else _unmarked(line) for line in CREW.split("\n"))


OF_CALLER = "from crew import Crew\nfrom settings import Settings\ndef main():\n    return Crew({})\n"
LIMITED = SETTINGS + "    def __post_init__(self):\n        object.__setattr__(self, 'slots', min(self.slots, 60))\n"
PROJECTS = {
    "the default of a field": _project(OF_CALLER.format("Settings(name='x')"), _marked_in("settings.slots")),
    "a field": _project(OF_CALLER.format("Settings('x', 70)"), _marked_in("settings.slots")),
    "an argument": _project("import crew\nMOST = 128\ncrew.crew_of(MOST)", _marked_in("=wanted")),
    "what another file sets": _project(
        OF_CALLER.format("Settings.of_cluster()"), _marked_in("settings.slots"), PRESETS
    ),
    "what another file leaves": _project(OF_CALLER.format("Settings.of_laptop()"), _unmarked(CREW), PRESETS),
    "an attribute that is only perhaps set, or later": {
        "program.py": """
        import sys
        from multiprocessing import Pool

        class Limits:
            jobs = 4

        def make():
            made = Limits()
            if sys.platform != "win32":
                made.jobs = 100
            return made

        def main():
            print(Pool(make().jobs))

        class Sizes:
            jobs_later = 4

        def later():
            sizes = Sizes()
            print(Pool(sizes.jobs_later))
            sizes.jobs_later = 100

        main()
        later()
    """
    },
    "an attribute that is set twice": {
        "program.py": """
        from multiprocessing import Pool

        class Limits:
            jobs = 4

        def make():
            made = Limits()
            made.jobs = 100
            made.jobs = min(made.jobs, 60)
            return made

        Pool(make().jobs)
    """
    },
    "few": _project(OF_CALLER.format("Settings(slots=8)"), _unmarked(CREW)),
    "nobody asks": _project("import crew", _unmarked(CREW)),
    "limited": _project("import crew, os\ncrew.crew_of(min(60, os.cpu_count() or 1))", _unmarked(CREW)),
    "limited by its class": _project(OF_CALLER.format("Settings()"), _unmarked(CREW), LIMITED),
    "given by what cannot be read": _project(OF_CALLER.format("Settings(**vars())"), _unmarked(CREW)),
    "an object of an object": {"program.py": KEPT.replace("as pool:", "as pool:  # MP604")},
    "a smaller one": {"program.py": KEPT.replace("100", "10")},
    "one that is replaced": {"program.py": KEPT + "config = Config(100)\nconfig.processes = 4"},
    "not on Windows": _project("import os, crew\nif os.name != 'nt':\n    crew.crew_of(100)", _unmarked(CREW)),
}


@pytest.mark.parametrize("files", PROJECTS.values(), ids=PROJECTS)
def test_the_number_is_followed(files: dict[str, str], tmp_path: Path) -> None:
    check_files(tmp_path, files, "MP604")


def test_a_number_that_a_test_passes_to_another_file_is_a_guess(tmp_path: Path) -> None:
    files = {
        "crew.py": """
            from multiprocessing import Pool

            def run(workers):
                with Pool(workers) as pool:
                    return pool.map(len, ["a"])
        """,
        "test_crew.py": """
            from unittest import mock
            import crew

            def test_run():
                with mock.patch("multiprocessing.Pool") as pool:
                    crew.run(1234)
                pool.assert_called_once_with(1234)
        """,
    }
    check_files(tmp_path, files, "MP604")
