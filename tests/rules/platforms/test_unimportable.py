"""What only Windows lacks is not told of a file that Windows cannot import, be it for what it imports."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import check_files

KILL = "import os\n\n\ndef stop(pid):\n    os.killpg(pid, 15)\n"
MARKED = KILL.replace("15)", "15)  # MP603")
LOCKS = "import fcntl\n\n\ndef lock(file):\n    fcntl.flock(file, fcntl.LOCK_EX)\n"

SILENT = {
    "a file beside it": {"locks.py": LOCKS, "children.py": "import locks\n" + KILL},
    "a name of it": {"locks.py": LOCKS, "children.py": "from locks import lock\n" + KILL},
    "in a package": {
        "kit/__init__.py": "",
        "kit/locks.py": LOCKS,
        "kit/children.py": "from .locks import lock\n" + KILL,
    },
    "through others": {
        "locks.py": LOCKS,
        "store.py": "import locks\n",
        "records.py": "from store import (\n    locks,\n)\n",
        "children.py": "import records\n" + KILL,
    },
    "the package of it": {
        "kit/__init__.py": "from kit.locks import lock\n",
        "kit/locks.py": LOCKS,
        "kit/parts/__init__.py": "",
        "kit/parts/children.py": KILL,
    },
    "files that import each other": {
        "kit/__init__.py": "from . import children, locks\n",
        "kit/locks.py": "from . import children\n" + LOCKS,
        "kit/children.py": "from . import locks\n" + KILL,
    },
}
REPORTED = {
    "what is tried": {
        "locks.py": LOCKS,
        "children.py": "try:\n    import locks\nexcept ImportError:\n    locks = None\n" + MARKED,
    },
    "what is imported by a function": {"locks.py": LOCKS, "children.py": MARKED + "    import locks\n"},
    "what is imported on some platforms": {
        "locks.py": LOCKS,
        "children.py": "import sys\nif sys.platform != 'win32':\n    import locks\n" + MARKED,
    },
    "a file that does without": {
        "locks.py": "try:\n    import fcntl\nexcept ImportError:\n    fcntl = None\n",
        "children.py": "import locks\n" + MARKED,
    },
    "a file that only speaks of it": {
        "locks.py": '"""How to lock:\n\nimport fcntl\n"""\n',
        "children.py": "import locks\n" + MARKED,
    },
    "what imports it": {"locks.py": "import children\n" + LOCKS, "children.py": MARKED},
}


@pytest.mark.parametrize("files", [*SILENT.values(), *REPORTED.values()], ids=[*SILENT, *REPORTED])
def test_files_that_windows_cannot_import(tmp_path: Path, files: dict[str, str]) -> None:
    check_files(tmp_path, files, "MP603", level="pedantic")
