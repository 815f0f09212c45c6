#!/usr/bin/env python3
"""Build the front-end bundles of a mono-repository in parallel."""
from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

def describe(package_dir: Path, *, field: str) -> tuple[str, str]:
    done = subprocess.run(
        ["npm", "pkg", "get", field],
        cwd=package_dir,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        timeout=60,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip())
    return package_dir.name, json.loads(done.stdout)


def make_workspace(root: Path, names: list[str]) -> list[Path]:
    folders = []
    for number, name in enumerate(names):
        folder = root / name
        folder.mkdir()
        manifest = {"name": name, "version": f"1.{number}.0", "private": True}
        (folder / "package.json").write_text(json.dumps(manifest), encoding="utf-8")
        folders.append(folder)
    return folders


def main(argv: list[str]) -> int:
    names = argv or ["admin", "shop"]
    workers = max(1, min(4, len(names), os.cpu_count() or 1))
    with tempfile.TemporaryDirectory() as tmp:
        folders = make_workspace(Path(tmp), names)
        with ProcessPoolExecutor(max_workers=workers) as executor:
            versions = dict(executor.map(partial(describe, field="version"), folders))
    for name in sorted(versions):
        print(f"{name:<12}{versions[name]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
