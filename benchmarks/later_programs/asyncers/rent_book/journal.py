"""Append-only journal that several threads of a process may use."""
from __future__ import annotations

import threading
from pathlib import Path
from typing import Any, TextIO


class Journalled:
    """Base class: objects that note what they do in a journal file."""

    def __init__(self, journal: Path) -> None:
        self.journal = journal
        self._open_journal()

    def _open_journal(self) -> None:
        self._guard = threading.RLock()
        self._stream: TextIO | None = None

    def note(self, text: str) -> None:
        with self._guard:
            if self._stream is None:
                self._stream = self.journal.open("a", encoding="utf-8", buffering=1)
            self._stream.write(text + "\n")

    def close(self) -> None:
        with self._guard:
            if self._stream is not None:
                self._stream.close()
                self._stream = None

    def __getstate__(self) -> dict[str, Any]:
        return {key: value for key, value in vars(self).items() if key not in ("_guard", "_stream")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self._open_journal()
