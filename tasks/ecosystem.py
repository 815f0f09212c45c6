"""Scan pinned packages of other people and compare the findings with the reviewed ones.

``ecosystem/packages.txt`` names the packages, ``ecosystem/findings.json`` every finding in them with the verdict of
whoever read the code around it: ``true`` (the maintainer would thank us), ``false`` (a false alarm), or null where
nobody has looked yet.  Those that were reviewed and that no rule reports any more stay, as not ``reported``.  Packages are downloaded into a folder that is not committed, and only read.

Exit status: 0 the findings are the reviewed ones, 1 some are new, gone or not reviewed, 2 a package could not be had.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import json
import shutil
import subprocess
import sys
import tarfile
import urllib.request
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from packaging.utils import (
    InvalidSdistFilename,
    InvalidWheelFilename,
    canonicalize_name,
    parse_sdist_filename,
    parse_wheel_filename,
)
from packaging.version import InvalidVersion, Version
from tabulate import tabulate

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "ecosystem"
CACHE = ROOT / ".ecosystem"
#: Where packages come from: the simple repository API, in JSON.
INDEX = "https://pypi.org/simple/"
VERDICTS = {True: "true", False: "false alarms", None: "not reviewed"}


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """One finding in a package, and what its reviewer said of it."""

    package: str
    path: str
    line: int
    code: str
    confidence: str
    message: str
    verdict: bool | None = None
    note: str = ""
    reported: bool = True

    @property
    def key(self) -> tuple[str, str, int, str]:
        return self.package, self.path, self.line, self.code


def packages() -> list[str]:
    """The pinned packages, as ``name==version``."""
    lines = (line.partition("#")[0].strip() for line in (FOLDER / "packages.txt").read_text("utf-8").splitlines())
    return [line for line in lines if line]


def fetch(package: str) -> Path | None:
    """The folder that holds a package's source, None where it cannot be had.

    Source distributions are preferred: they hold the tests and examples too.  Nothing of a package is run, which
    pip would do.
    """
    folder = CACHE / package
    if folder.is_dir():
        return folder
    name, _, version = package.partition("==")
    try:
        files = json.loads(_download(f"{INDEX}{canonicalize_name(name)}/"))["files"]
        chosen = min((one for one in files if _version(one["filename"]) == Version(version)), key=_preference)
        content = _download(chosen["url"])
    except (OSError, ValueError) as error:
        print(f"{package}: {error}", file=sys.stderr)
        return None
    if hashlib.sha256(content).hexdigest() != chosen["hashes"]["sha256"]:
        print(f"{package}: {chosen['filename']} is not what the index describes", file=sys.stderr)
        return None
    return _unpack(chosen["filename"], content, folder)


def _download(url: str) -> bytes:
    request = urllib.request.Request(url, headers={"Accept": "application/vnd.pypi.simple.v1+json, */*;q=0.1"})
    with urllib.request.urlopen(request, timeout=120) as answer:
        content: bytes = answer.read()
        return content


def _version(filename: str) -> Version | None:
    """The version in the name of a wheel or source distribution, None of anything else."""
    with contextlib.suppress(InvalidWheelFilename, InvalidSdistFilename, InvalidVersion):
        return parse_wheel_filename(filename)[1] if filename.endswith(".whl") else parse_sdist_filename(filename)[1]
    return None


def _preference(file: dict[str, Any]) -> tuple[bool, str]:
    return file["filename"].endswith(".whl"), file["filename"]


def _unpack(filename: str, archive: bytes, folder: Path) -> Path:
    """Take the Python files out of an archive."""
    unfinished = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    if filename.endswith((".whl", ".zip")):
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            for name in filter(_is_wanted, opened.namelist()):
                opened.extract(name, unfinished)
    else:
        with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
            for member in opened:
                content = opened.extractfile(member) if member.isfile() and _is_wanted(member.name) else None
                if content is not None:
                    path = unfinished / member.name
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(content.read())
    return unfinished.rename(folder)


def _is_wanted(name: str) -> bool:
    path = PurePosixPath(name)
    return name.endswith((".py", ".ipynb", "pyproject.toml")) and not path.is_absolute() and ".." not in path.parts


def scan(package: str, folder: Path) -> Iterator[Found]:
    """What mpcheck finds in a package at its usual level."""
    words = [sys.executable, "-m", "mpcheck", "scan", ".", "--output-format", "json", "-q", "-j", "1"]
    done = subprocess.run(words, cwd=folder, check=False, capture_output=True, text=True)
    for row in json.loads(done.stdout)["findings"]:
        yield Found(package, row["path"], row["line"], row["code"], row["confidence"], row["message"])


def reviewed() -> dict[tuple[str, str, int, str], Found]:
    file = FOLDER / "findings.json"
    rows = json.loads(file.read_text("utf-8")) if file.exists() else []
    return {found.key: found for found in (Found(**row) for row in rows)}


def judge(found: Iterable[Found], known: dict[tuple[str, str, int, str], Found]) -> list[Found]:
    """The findings with the verdicts that are known."""
    judged = (
        replace(one, verdict=known[one.key].verdict, note=known[one.key].note) if one.key in known else one
        for one in found
    )
    return sorted(judged, key=lambda one: one.key)


def table(found: Iterable[Found]) -> str:
    """How many findings of each confidence are true."""
    counts = Counter((one.confidence, one.verdict) for one in found)
    rows = []
    for confidence in ("high", "medium"):
        true, false, open_ = (counts[confidence, verdict] for verdict in VERDICTS)
        share = f"{true / (true + false):.1%}" if true + false else "-"
        rows.append((confidence, true, false, open_, share))
    return tabulate(rows, headers=("confidence", *VERDICTS.values(), "share true"), tablefmt="github")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description="Scan pinned packages and compare the findings with the reviewed ones."
    )
    parser.add_argument("--update", action="store_true", help="write the findings; verdicts that are known stay")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="this package alone (repeatable)")
    arguments = parser.parse_args(argv)
    chosen = [one for one in packages() if not arguments.only or one.partition("==")[0] in arguments.only]
    with ThreadPoolExecutor(2) as pool:
        folders = dict(zip(chosen, pool.map(fetch, chosen), strict=True))
        had = [(package, folder) for package, folder in folders.items() if folder is not None]
        results = [one for many in pool.map(lambda pair: list(scan(*pair)), had) for one in many]
    known = {key: one for key, one in reviewed().items() if one.package in chosen}
    found = judge(results, known)
    missing = [package for package, folder in folders.items() if folder is None]
    before = {key for key, one in known.items() if one.reported}
    new, gone = [one for one in found if one.key not in before], sorted(before - {one.key for one in found})
    for package in missing:
        print(f"{package}: cannot be had", file=sys.stderr)
    for one in new:
        print(f"new: {one.package}/{one.path}:{one.line}: {one.code} ({one.confidence}) {one.message}")
    for key in gone:
        print("gone: {}/{}:{}: {}".format(*key))
    print(f"\n{len(had)} packages, {len(found)} findings\n\n{table(found)}")
    if arguments.update:
        kept = [one for one in reviewed().values() if one.package not in chosen]
        present = {one.key for one in found}
        judged = (one for key, one in known.items() if key not in present and one.verdict is not None)
        kept += [replace(one, reported=False) for one in judged]
        rows = [asdict(one) for one in sorted([*kept, *found], key=lambda one: one.key)]
        (FOLDER / "findings.json").write_text(json.dumps(rows, indent=1) + "\n", "utf-8")
    if missing:
        return 2
    return 1 if new or gone or any(one.verdict is None for one in found) else 0


if __name__ == "__main__":
    sys.exit(main())
