"""The ways in which code asks for the platform before it uses what another one lacks."""

from __future__ import annotations

import textwrap

import pytest

from snippets import Check

#: What stands at the top of the file, the test that lets no Windows through, and its opposite.
TESTS = {
    "flag by an import": (
        """
        try:
            import fcntl
            HAVE_LOCKS = True
        except ImportError:
            HAVE_LOCKS = False
        """,
        "HAVE_LOCKS",
        "not HAVE_LOCKS",
    ),
    "flag after an import": (
        """
        try:
            import resource
        except ImportError:
            HAVE_LIMITS = False
        else:
            HAVE_LIMITS = True
        """,
        "HAVE_LIMITS",
        "not HAVE_LIMITS",
    ),
    "flag that is overwritten": (
        """
        WINDOWS = False
        if sys.platform == "win32":
            WINDOWS = True
        """,
        "not WINDOWS",
        "WINDOWS",
    ),
    "flag in both branches": (
        """
        if os.name == "nt":
            CAN_KILL = False
        else:
            CAN_KILL = True
        """,
        "CAN_KILL",
        "not CAN_KILL",
    ),
    "all of several": (
        "CAN_FORK = all([hasattr(os, 'fork'), hasattr(signal, 'SIGKILL')])",
        "CAN_FORK",
        "not CAN_FORK",
    ),
    "any of several": ("", "not any((os.name == 'nt', sys.platform == 'cygwin'))", "any([os.name == 'nt'])"),
    "lower case": (
        "import platform",
        "platform.system().lower() != 'windows'",
        "'windows' in platform.system().lower()",
    ),
    "begin of the name": ("", "sys.platform[:3] != 'win'", "sys.platform[:3] == 'win'"),
    "begin in lower case": (
        "",
        "not sys.platform.lower().startswith('win')",
        "sys.platform.lower().startswith('win')",
    ),
    "name of the system": (
        "import platform",
        "platform.uname().system != 'Windows'",
        "platform.uname().system == 'Windows'",
    ),
    "first part of that": (
        "import platform",
        "platform.uname()[0].lower() != 'windows'",
        "platform.uname()[0] in ('Windows', 'Java')",
    ),
    "property": (
        """
        import functools

        class System:
            @property
            def is_windows(self):
                return sys.platform == "win32"

            @functools.cached_property
            def is_posix(self):
                return not self.is_windows

        system = System()
        """,
        "system.is_posix",
        "system.is_windows",
    ),
    "separator": ("", "os.sep == '/'", "os.sep == '\\\\'"),
    "listed names": ("", "'SIGKILL' in dir(signal)", "'SIGKILL' not in dir(signal)"),
    "what only Windows has": ("", "not hasattr(sys, 'getwindowsversion')", "hasattr(sys, 'getwindowsversion')"),
    "constant of a library": ("import psutil", "not psutil.WINDOWS", "psutil.WINDOWS"),
}


@pytest.mark.parametrize(("top", "test", "opposite"), TESTS.values(), ids=TESTS)
def test_asked(check: Check, top: str, test: str, opposite: str) -> None:
    head = f"import os\nimport signal\nimport sys\n{textwrap.dedent(top)}\n"
    silent = f"def stop(pid):\n    if {test}:\n        os.kill(pid, signal.SIGKILL)\n"
    early = f"def stop_early(pid):\n    if {opposite}:\n        return\n    os.kill(pid, signal.SIGKILL)\n"
    reported = f"def fail(pid):\n    if {opposite}:\n        os.kill(pid, signal.SIGKILL)  # MP603\n"
    check("MP603", head + silent + early)
    check("MP603", head + reported)


MATCHED = {
    "its case": """
        def stop(pid):
            match sys.platform:
                case "linux" | "darwin":
                    os.kill(pid, signal.SIGKILL)
                case "win32" as name:
                    print(signal.SIGKILL)  # MP603
                case _:
                    os.kill(pid, signal.SIGKILL)
    """,
    "left before": """
        def stop(pid):
            match os.name:
                case "nt":
                    return
            os.kill(pid, signal.SIGKILL)
    """,
    "left by all others": """
        def stop(pid):
            match sys.platform:
                case "linux":
                    first = True
                case "darwin":
                    first = False
                case _:
                    raise NotImplementedError
            os.kill(pid, signal.SIGKILL)
    """,
    "left by some": """
        def stop(pid, force):
            match os.name:
                case "nt" if not force:
                    return
                case "java":
                    return
            os.kill(pid, signal.SIGKILL)  # MP603
    """,
    "tested beside": """
        def stop(pid, number):
            match number:
                case 9 if os.name == "posix":
                    os.kill(pid, signal.SIGKILL)
                case 9:
                    os.kill(pid, signal.SIGHUP)  # MP603
    """,
}


@pytest.mark.parametrize("source", MATCHED.values(), ids=MATCHED)
def test_matched(check: Check, source: str) -> None:
    check("MP603", "import os\nimport signal\nimport sys\n" + textwrap.dedent(source))


OPEN = {
    "a flag to be changed": """
        USE_SIGNALS = True

        def stop(pid):
            if USE_SIGNALS:
                os.kill(pid, signal.SIGKILL)  # MP603
    """,
    "a flag that a function changes": """
        WINDOWS = False
        if sys.platform == "win32":
            WINDOWS = True

        def forget():
            global WINDOWS
            WINDOWS = False

        def stop(pid):
            if not WINDOWS:
                os.kill(pid, signal.SIGKILL)  # MP603
    """,
    "a flag by an import of anything": """
        try:
            import psutil
            HAVE_PSUTIL = True
        except ImportError:
            HAVE_PSUTIL = False

        def stop(pid):
            if not HAVE_PSUTIL:
                os.kill(pid, signal.SIGKILL)  # MP603
    """,
    "a flag that something else sets last": """
        CAN_KILL = os.name != "nt"
        if "FORCE" in os.environ:
            CAN_KILL = True

        def stop(pid):
            if CAN_KILL:
                os.kill(pid, signal.SIGKILL)  # MP603
    """,
}


@pytest.mark.parametrize("source", OPEN.values(), ids=OPEN)
def test_not_settled(check: Check, source: str) -> None:
    check("MP603", "import os\nimport signal\nimport sys\n" + textwrap.dedent(source))


@pytest.mark.parametrize("part", ["sys.version_info.major", "int(sys.version_info.major)", "int(sys.version_info[0])"])
def test_a_part_of_the_version(check: Check, part: str) -> None:
    source = f"""
        import os, signal, sys

        def stop(pid):
            if {part} >= 3:
                os.kill(pid, signal.SIGTERM)
            else:
                os.kill(pid, signal.SIGKILL)

        def fail(pid):
            if {part} < 3:
                return
            os.kill(pid, signal.SIGKILL)  # MP603
        """
    check("MP603", source)
