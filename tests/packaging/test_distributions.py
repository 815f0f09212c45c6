"""What is shipped: the wheel, the sdist, the editable install and the checkout all have their probes."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Without site-packages: what is installed for the tests must not stand in for what is tested.
FIND_PROBES = """
import site, sys
for folder in sys.argv[1:]:
    site.addsitedir(folder)
from mpcheck.env.catalogue import PROBES, probes_folder
folder = probes_folder()
assert all((folder / probe.script).is_file() for probe in PROBES)
print(folder)
"""


def build(kind: str, source: Path, target: Path) -> Path:
    """Build an sdist or a wheel offline."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(target)],
        cwd=source,
        check=True,
        capture_output=True,
        timeout=300,
    )
    (made,) = target.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return made


def unpack(wheel: Path, target: Path) -> Path:
    """What installing a wheel without compiled parts puts into site-packages."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)  # noqa: S202 - built here a moment ago
    return target


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def find_probes(*folders: Path) -> Path:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    answer = subprocess.run(
        [sys.executable, "-S", "-c", FIND_PROBES, *map(str, folders)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=environment,
    )
    assert answer.returncode == 0, answer.stderr
    return Path(answer.stdout.strip())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def unpacked_sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(build("sdist", ROOT, folder)) as archive:
        # Named, as 3.12 and 3.13 want it, and of no effect where there are no filters.
        archive.extraction_filter = getattr(tarfile, "fully_trusted_filter", None)
        archive.extractall(folder / "unpacked")  # noqa: S202 - built here a moment ago
    (top,) = (folder / "unpacked").iterdir()
    return top


def test_probes_are_found_in_a_wheel(wheel: Path, tmp_path: Path) -> None:
    installed = unpack(wheel, tmp_path)
    assert find_probes(installed) == installed / "mpcheck" / "probes"


def test_probes_are_found_in_an_editable_install(tmp_path: Path) -> None:
    code = "import sys; from hatchling.build import build_editable; build_editable(sys.argv[1])"
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=True, capture_output=True, timeout=300)
    (editable,) = tmp_path.glob("*.whl")
    assert find_probes(unpack(editable, tmp_path / "installed")) == ROOT / "probes"


def test_probes_are_found_in_a_plain_checkout() -> None:
    assert find_probes(ROOT / "src") == ROOT / "probes"


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    top = {name.partition("/")[0] for name in names(wheel)}
    assert {part for part in top if not part.endswith(".dist-info")} == {"mpcheck"}
    assert {"mpcheck/py.typed", "mpcheck/__main__.py"} <= names(wheel)
    assert not [name for name in names(wheel) if "__pycache__" in name]


def test_the_wheel_offers_the_command_and_the_licence(wheel: Path, tmp_path: Path) -> None:
    (metadata,) = unpack(wheel, tmp_path).glob("*.dist-info")
    entry_points = ConfigParser()
    entry_points.read(metadata / "entry_points.txt")
    assert dict(entry_points["console_scripts"]) == {"mpcheck": "mpcheck.cli.main:entry"}
    assert (metadata / "licenses" / "LICENSE").read_text().startswith("MIT License")


def test_the_sdist_holds_what_its_tests_need(unpacked_sdist: Path) -> None:
    wanted = ("src", "probes", "tests", "tools", "tasks", "examples", "docs", "noxfile.py", ".pre-commit-hooks.yaml")
    assert not [name for name in wanted if not (unpacked_sdist / name).exists()]
    assert not list(unpacked_sdist.rglob("__pycache__"))


def test_the_sdist_builds_the_same_wheel(unpacked_sdist: Path, wheel: Path, tmp_path: Path) -> None:
    assert names(build("wheel", unpacked_sdist, tmp_path)) == names(wheel)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no executable bit")
@pytest.mark.parametrize(
    "script", [".ci/run", "tools/platforms/get-pythons", "tools/platforms/pyodide-run", "tools/platforms/conditions"]
)
def test_scripts_are_executable(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)
