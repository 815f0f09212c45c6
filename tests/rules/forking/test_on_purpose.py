"""Tests of forking do on purpose what elsewhere goes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import check_files

TEXT = """
import os
import threading
import time

worker = threading.Thread(target=time.sleep, args=(1,))
worker.start()
pid = os.fork(){mark}
print("here", pid)
if pid:
    os.waitpid(pid, 0)
"""


@pytest.mark.parametrize(
    ("name", "mark"),
    [("tests/fork_in_thread.py", ""), ("tests/start.py", "  # MP501"), ("fork_server.py", "  # MP501")],
)
def test_what_a_file_is_for(tmp_path: Path, name: str, mark: str) -> None:
    check_files(tmp_path, {name: TEXT.format(mark=mark)}, "MP501")
