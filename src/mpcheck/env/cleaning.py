"""Remove what ended processes left in /dev/shm, after it was shown and agreed to."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from mpcheck.containment.child import SHM_FOLDER
from mpcheck.env.answers import Facts, Question, look
from mpcheck.env.catalogue import PROBES, probes_folder
from mpcheck.errors import MpcheckError
from mpcheck.visible import visible


def orphans() -> Facts:
    """What the probe `orphans` finds now.  Raises MpcheckError where it cannot look."""
    probe = next(probe for probe in PROBES if probe.id == "orphans")
    answer = look(Question(sys.executable, probe, None), probes_folder())
    if answer.failure or not answer.facts:
        raise MpcheckError(f"/dev/shm cannot be looked at: {answer.failure}", cure="see whether it can be read")
    return {"orphans": [], **answer.facts}


def clean(
    agree: Callable[[str], bool], folder: Path = SHM_FOLDER, find: Callable[[], Facts] = orphans
) -> Iterator[str]:
    """Show what is left behind, remove it if ``agree`` answers the question so, and tell it line by line.

    Raises MpcheckError where something cannot be removed; the rest is.
    """
    facts = find()
    listed = facts["orphans"]
    if not listed:
        yield "Nothing is left behind in /dev/shm."
        return
    yield from (_line(one) for one in listed)
    if not facts.get("asked_every_process", True):
        yield "Some processes of this user would not say what they use."
    if not agree(f"Remove these {len(listed)}?"):
        yield "Nothing is removed."
        return
    still = {one["name"] for one in find()["orphans"]}  # somebody may use one of them by now
    failed = [failure for one in listed if one["name"] in still for failure in _remove(folder / one["name"])]
    yield f"Removed {len(still & {one['name'] for one in listed}) - len(failed)}."
    if failed:
        raise MpcheckError(f"cannot be removed: {', '.join(failed)}", cure="see who owns them: ls -l /dev/shm")


def _line(one: dict[str, Any]) -> str:
    return f"{visible(one['name']):40} {one['bytes'] / 1024:10.0f} KiB {one['age_seconds'] / 3600:10.1f} h old"


def _remove(path: Path) -> Iterator[str]:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        yield f"{path.name} ({error.strerror})"
