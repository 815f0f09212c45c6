"""Everything that is run to check mpcheck: ``nox --list`` shows it, ``nox -s NAME`` runs it."""

from __future__ import annotations

import os
from pathlib import Path

import nox

nox.needs_version = ">=2024.10"
nox.options.sessions = ["lint", "tests"]
nox.options.error_on_missing_interpreters = False
nox.options.reuse_existing_virtualenvs = True

PYTHONS = ["3.10", "3.11", "3.12", "3.13", "3.14", "3.15", "3.14t"]
#: What the API tables describe beside the standard library.
_LIBRARIES = (
    "accelerate",
    "billiard",
    "celery",
    "concurrent-log-handler",
    "deco",
    "distributed",
    "grpcio",
    "gunicorn",
    "h5py",
    "httpx",
    "hypercorn",
    "joblib",
    "lightning",
    "loky",
    "lxml",
    "mpire",
    "multiprocess",
    "opencv-python-headless",
    "p_tqdm",
    "pandarallel",
    "pandas<3",  # pandarallel 1.6 needs it
    "pathos",
    "pebble",
    "pymongo",
    "pyzmq",
    "ray",
    "redis",
    "sqlalchemy",
    "torch",
    "tqdm",
    "uvicorn",
)
_LIST_PACKAGES = (
    "from mpcheck.rules import load; print(*{p for r in load() for e in (*r.bad, *r.good) for p in e.requires})"
)

# nox looks for Pythons on PATH: those that tools/platforms/get-pythons has installed join it.
_PLATFORMS = Path(os.environ.get("MPCHECK_PLATFORMS") or Path.home() / ".cache" / "mpcheck-platforms")
_FOLDERS = [str(folder) for name in PYTHONS for folder in _PLATFORMS.glob(f"{name}/**/bin") if folder.is_dir()]
os.environ["PATH"] = os.pathsep.join([os.environ.get("PATH", os.defpath), *_FOLDERS])


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """The test suite under every Python found; further arguments go to pytest."""
    session.install("-e", ".[test]")
    session.run("pytest", *session.posargs)


@nox.session
def platforms(session: nox.Session) -> None:
    """Install all platforms that this machine can have, and run the tests that need them."""
    session.run("python", "tools/platforms/get-pythons", "--all", success_codes=[0, 1])
    session.install("-e", ".[test]", "ipykernel", "nbclient", "pyinstaller")
    session.run("pytest", "-m", "platforms", *session.posargs)


@nox.session
def libraries(session: nox.Session) -> None:
    """Compare the API tables with the libraries, as far as these can be installed here."""
    session.install("-e", ".[test]")
    for library in _LIBRARIES:
        session.install(library, success_codes=[0, 1])
    session.run("pytest", "-m", "libraries", *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """The test suite with branch coverage and its floor."""
    session.install("-e", ".[test]")
    session.run("pytest", "--cov", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Style, format, types and layers."""
    session.install("-e", ".[lint]")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")
    session.run("lint-imports")


@nox.session
def verify(session: nox.Session) -> None:
    """Run the rules' programs under every interpreter and start method (``-- --quick`` for a sample, ``--all`` for all)."""
    session.install("-e", ".")
    if packages := str(session.run("python", "-c", _LIST_PACKAGES, silent=True)).split():
        session.install(*packages)
    session.run("python", "tasks/verify.py", *(session.posargs or ["--write", "docs/verified.json"]))


@nox.session
def ecosystem(session: nox.Session) -> None:
    """Download pinned packages, scan them, and compare the findings with the reviewed ones (``-- --update`` takes new ones)."""
    session.install("-e", ".")
    session.run("python", "tasks/ecosystem.py", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Write the pages of the rules and the catalogue (``-- --check`` only compares them)."""
    session.install("-e", ".")
    session.run("python", "tasks/docs.py", *session.posargs)


@nox.session(reuse_venv=False)
def build(session: nox.Session) -> None:
    """Build the sdist and from it the wheel, install each in a fresh environment and try it."""
    session.install("build")
    folder = Path(session.create_tmp())
    session.run("python", "-m", "build", "--outdir", str(folder))
    for package in sorted(folder.glob("mpcheck-*")):
        session.install("--force-reinstall", str(package))
        session.run("mpcheck", "--version")
        session.run("mpcheck", "scan", "examples/fixed")
        session.run("mpcheck", "env", success_codes=[0, 1])
