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


_CHECK = "import os\nimport sys\n\nif os.name != 'posix':\n    {0}\n"
_OTHER_CHECKS = {
    "that raises": "import sys\nif sys.platform == 'win32':\n    raise ImportError('not for Windows')\n",
    "that exits": _CHECK.format("sys.exit('POSIX only')"),
    "in an else": "import os\nif os.name == 'posix':\n    import signal\nelse:\n    raise OSError('POSIX only')\n",
    "in a function": (
        "import os\n\n\ndef check_platform():\n    if os.name == 'nt':\n        raise OSError\n\n\ncheck_platform()\n"
    ),
}
_NO_CHECKS = {
    "that only warns": _CHECK.format("print('slow')"),
    "of another platform": "import sys\nif sys.platform == 'darwin':\n    raise ImportError\n",
    "of more than that": "import os\nif os.name == 'nt' and 'FORCE' not in os.environ:\n    raise ImportError\n",
    "that is caught": (
        "import os\ntry:\n    if os.name == 'nt':\n        raise ImportError\nexcept ImportError:\n    pass\n"
    ),
}


@pytest.mark.parametrize("where", ["kit/__init__.py", "kit/first.py"])
@pytest.mark.parametrize("text", [*_OTHER_CHECKS.values(), *_NO_CHECKS.values()], ids=[*_OTHER_CHECKS, *_NO_CHECKS])
def test_a_check_of_the_platform_when_it_is_imported(tmp_path: Path, where: str, text: str) -> None:
    children = "from kit import first\n" + (KILL if text in _OTHER_CHECKS.values() else MARKED)
    files = {"kit/__init__.py": "", "kit/first.py": "", "kit/children.py": children, where: text}
    check_files(tmp_path, files, "MP603", level="pedantic")


_LOOP = "import asyncio\n\n\ndef watch(loop):\n    loop.add_signal_handler(15, loop.stop)\n"
_MARKED_LOOP = _LOOP.replace("stop)", "stop)  # MP614")
_LACKED = "from signal import SIGTERM, SIGUSR1  # MP603\n"
_NAMES = {
    "a name that Windows lacks": {"game.py": _LACKED + _LOOP},
    "among others, in lines of their own": {
        "game.py": "from signal import (\n    SIGTERM,\n    SIGUSR1,  # MP603\n)\n" + _LOOP
    },
    "in a file that is imported": {"numbers_of.py": _LACKED, "game.py": "import numbers_of\n" + _LOOP},
    "in both": {
        "numbers_of.py": _LACKED,
        "game.py": "import numbers_of\n" + _LACKED.partition("  #")[0] + "\n" + _LOOP,
    },
    "two of them": {"game.py": _LACKED + "from os import setsid  # MP603\n" + _LOOP},
    "a name that is everywhere": {"game.py": "from signal import SIGTERM\n" + _MARKED_LOOP},
    "a module that has such names": {"game.py": "import signal\n" + _MARKED_LOOP},
    "in a function": {"game.py": _MARKED_LOOP + f"    {_LACKED}"},
    "what is tried": {
        "game.py": "try:\n    from signal import SIGUSR1\nexcept ImportError:\n    SIGUSR1 = None\n" + _MARKED_LOOP
    },
}


@pytest.mark.parametrize("files", _NAMES.values(), ids=_NAMES)
def test_names_that_windows_lacks_are_imported(tmp_path: Path, files: dict[str, str]) -> None:
    check_files(tmp_path, files, "MP603", "MP614", level="pedantic")
