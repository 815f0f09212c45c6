"""What a project says of its platforms decides how sure the findings are that are for Windows alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.analysis import Installed
from mpcheck.engine import Request, scan
from mpcheck.findings import Confidence
from mpcheck.settings import Options

LOW, MEDIUM = Confidence.LOW, Confidence.MEDIUM
KILL = "import os\nimport signal\n\n\ndef stop(pid):\n    os.kill(pid, signal.SIGKILL)\n"
ASKS = KILL + "\n\nif os.name == 'nt':\n    print('other colours')\n"

PROJECTS = {
    "no project": ("", "", KILL, LOW),
    "no project but asks": ("", "", ASKS, MEDIUM),
    "no project but asks elsewhere": (
        "package/colours.py",
        "import sys\nWINDOWS = sys.platform == 'win32'\n",
        KILL,
        MEDIUM,
    ),
    "settings of a tool": ("pyproject.toml", "[tool.other]\na = 1\n", KILL, LOW),
    "POSIX": ("pyproject.toml", '[project]\nclassifiers = ["Operating System :: POSIX"]\n', KILL, LOW),
    "Windows": ("setup.py", 'setup(classifiers=["Operating System :: Microsoft :: Windows"])', KILL, MEDIUM),
    "everywhere": ("setup.cfg", "[metadata]\nclassifiers =\n    Operating System :: OS Independent\n", KILL, MEDIUM),
    "says nothing": ("pyproject.toml", '[project]\nname = "a"\n', KILL, LOW),
    "says nothing but asks": ("pyproject.toml", '[project]\nname = "a"\n', ASKS, MEDIUM),
    "a comment": (
        "setup.py",
        'setup(classifiers=[\n    # "Operating System :: OS Independent",\n    "Operating System :: POSIX",\n])',
        ASKS,
        LOW,
    ),
    "a keyword": ("setup.py", "setup(\n    platforms=['Linux', 'darwin'],\n)", ASKS, LOW),
    "a keyword for all": ("setup.py", "setup(\n    platforms='Posix; MacOS X; Windows',\n)", KILL, MEDIUM),
    "any": ("setup.cfg", "[metadata]\nplatforms = any\n", KILL, MEDIUM),
    "a classifier and a keyword": (
        "setup.py",
        "setup(\n    platforms='Linux',\n    classifiers=['Operating System :: OS Independent'],\n)",
        KILL,
        MEDIUM,
    ),
    "targets": (
        "pyproject.toml",
        '[project]\nname = "a"\n[tool.mpcheck.targets]\nplatform = ["windows"]\n',
        KILL,
        MEDIUM,
    ),
}


def confidence(folder: Path, options: Options | None = None) -> Confidence:
    (finding,) = scan(Request(paths=(str(folder),), options=options or Options(level="pedantic")), Installed()).findings
    return finding.confidence


def package(folder: Path, source: str) -> Path:
    (folder / "package").mkdir()
    (folder / "package" / "__init__.py").touch()
    (folder / "package" / "children.py").write_text(source)
    return folder


@pytest.mark.parametrize(("name", "text", "source", "expected"), PROJECTS.values(), ids=PROJECTS)
def test_a_module_of_a_package(tmp_path: Path, name: str, text: str, source: str, expected: Confidence) -> None:
    folder = package(tmp_path, source)
    if name:
        (folder / name).write_text(text)
    assert confidence(folder) is expected


POSIX_FILES = {"package/locks.py": "import fcntl\n"}
BESIDE = {
    "a file that Windows cannot import": (POSIX_FILES, LOW),
    "a file of Linux among others": ({"package/locks_linux.py": "import fcntl\n"}, MEDIUM),
    "a file for Windows as well": ({**POSIX_FILES, "package/keys.py": "import msvcrt\n"}, MEDIUM),
    "a file that can do without": ({"package/locks.py": "try:\n    import fcntl\nexcept ImportError: ...\n"}, MEDIUM),
    "a file elsewhere": ({"other/__init__.py": "", "other/locks.py": "import fcntl\n"}, MEDIUM),
    "a check at the start": ({"package/__main__.py": "import os\nif os.name == 'nt':\n    raise SystemExit\n"}, LOW),
    "another check at the start": ({"package/__main__.py": "import os\nif os.name == 'nt':\n    print()\n"}, MEDIUM),
}


@pytest.mark.parametrize(("beside", "expected"), BESIDE.values(), ids=BESIDE)
def test_what_stands_beside_it(tmp_path: Path, beside: dict[str, str], expected: Confidence) -> None:
    package(tmp_path, KILL)
    for name, text in {"package/colours.py": "import sys\nWINDOWS = sys.platform == 'win32'\n", **beside}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    assert confidence(tmp_path) is expected


def test_what_stands_beside_a_file_that_cares_for_windows(tmp_path: Path) -> None:
    package(tmp_path, ASKS)
    (tmp_path / "package" / "locks.py").write_text("import fcntl\n")
    assert confidence(tmp_path) is MEDIUM


def test_a_program_without_a_project(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(KILL)
    assert confidence(tmp_path) is MEDIUM


def test_a_program_beside_a_project_that_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "setup.py").write_text("setup()")
    (tmp_path / "program.py").write_text(KILL)
    assert confidence(tmp_path) is MEDIUM


def test_the_command_line_names_windows(tmp_path: Path) -> None:
    (tmp_path / "setup.py").write_text('setup(classifiers=["Operating System :: POSIX"])')
    options = Options(level="pedantic", platforms=("windows",))
    assert confidence(package(tmp_path, KILL), options) is MEDIUM


def test_a_pool_that_is_too_large_for_windows(tmp_path: Path) -> None:
    (tmp_path / "setup.py").write_text('setup(classifiers=["Operating System :: POSIX"])')
    source = "from multiprocessing import Pool\n\n\ndef pool():\n    return Pool(100)\n"
    assert confidence(package(tmp_path, source)) is LOW
