"""MP608 on programs in many styles: limits and kills that a shell alone obeys."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mpcheck.findings import Finding

REPORTED = {
    "killed in a coroutine": """
        import asyncio
        from asyncio.subprocess import PIPE

        async def run(command, seconds):
            child = await asyncio.create_subprocess_shell(command, stdout=PIPE, stderr=PIPE)
            try:
                return await asyncio.wait_for(child.communicate(), seconds)
            except asyncio.TimeoutError:
                child.kill()
                return await child.communicate()  # MP608
    """,
    "run": "import subprocess\ndef f(c):\n    subprocess.run(c, shell=True, timeout=5)  # MP608",
    "captured": "import subprocess\nsubprocess.check_output('make', shell=True, timeout=5)  # MP608",
    "asked, and at work": "from subprocess import call\ncall('which x && make x', shell=True, timeout=5)  # MP608",
    "asked what may hang": "from subprocess import call\ncall('nvidia-smi | head', shell=True, timeout=5)  # MP608",
    "perhaps another program": """
        from subprocess import run

        def f(command, quiet):
            run("exec " + command if quiet else command, shell=True, timeout=5)  # MP608
    """,
    "several commands": "from subprocess import call\ncall('cd x && make', shell=True, timeout=5)  # MP608",
    "a limit that is passed on": """
        import subprocess as sp

        class Shell:
            limit = 3

            def run(self, command, limit=None):
                return sp.run(command, shell=True, timeout=limit or self.limit)  # MP608
    """,
    "killed": """
        import subprocess

        def f(command):
            p = subprocess.Popen(command, shell=True, stdout=subprocess.PIPE)
            try:
                return p.communicate(timeout=5)
            except subprocess.TimeoutExpired:
                p.kill()
                return p.communicate()  # MP608
    """,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP608", source)


def test_a_plain_program_replaces_the_shell_of_posix(check: Callable[[str, str], list[Finding]]) -> None:
    (finding,) = check("MP608", "import subprocess\nsubprocess.check_output('make', shell=True, timeout=5)  # MP608")
    assert {target.platform for target in finding.breaks_when} == {"windows"}


SILENT = {
    "killed in a coroutine, and read with a limit, or no shell": """
        import asyncio
        from asyncio.subprocess import PIPE

        async def run(command, seconds):
            child = await asyncio.create_subprocess_shell(command, stdout=PIPE)
            try:
                return await asyncio.wait_for(child.communicate(), seconds)
            except asyncio.TimeoutError:
                child.kill()
                return await asyncio.wait_for(child.communicate(), 1)

        async def run_timed(command, seconds):
            child = await asyncio.create_subprocess_shell(command, stdout=PIPE)
            try:
                return await asyncio.wait_for(child.communicate(), seconds)
            except asyncio.TimeoutError:
                child.kill()
                async with asyncio.timeout(1):
                    return await child.communicate()

        async def run_alone(words, seconds):
            child = await asyncio.create_subprocess_exec(*words, stdout=PIPE)
            try:
                return await asyncio.wait_for(child.communicate(), seconds)
            except asyncio.TimeoutError:
                child.kill()
                return await child.communicate()

        async def run_untold(command, seconds):
            child = await asyncio.create_subprocess_shell(command)
            try:
                return await asyncio.wait_for(child.communicate(), seconds)
            except asyncio.TimeoutError:
                child.kill()
                return await child.communicate()
    """,
    "no shell": "import subprocess\nsubprocess.run(['make'], timeout=5)",
    "no limit": "import subprocess\nsubprocess.run('a; b', shell=True)",
    "limit of none": "import subprocess\nsubprocess.run('a; b', shell=True, timeout=None)",
    "plain program": "import subprocess\nsubprocess.run('make all', shell=True, timeout=5)",
    "asked for a line": "import subprocess\nsubprocess.check_output('git rev-parse HEAD; hostname', shell=True, timeout=5)",
    "the shell becomes the program": """
        import subprocess

        def f(command, quiet):
            line = f"exec {command} -q" if quiet else "exec " + command
            subprocess.run(line, shell=True, timeout=5)
    """,
    "perhaps a shell": "import os, subprocess\nsubprocess.run('a', shell=os.name == 'nt', timeout=5)",
    "the group is killed": """
        import os
        import signal
        import subprocess

        def f(command):
            p = subprocess.Popen(command, shell=True, stdout=subprocess.PIPE, start_new_session=True)
            try:
                return p.communicate(timeout=5)
            except subprocess.TimeoutExpired:
                os.killpg(p.pid, signal.SIGTERM)
                p.kill()
                return p.communicate()
    """,
    "killed without a shell": """
        import subprocess
        p = subprocess.Popen(["a"], stdout=subprocess.PIPE)
        p.kill()
        p.communicate()
    """,
    "nothing to read": """
        import subprocess
        p = subprocess.Popen("a; b", shell=True)
        p.kill()
        p.communicate()
    """,
    "read with a limit": """
        import subprocess
        p = subprocess.Popen("a; b", shell=True, stdout=subprocess.PIPE)
        p.kill()
        p.communicate(timeout=1)
    """,
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP608", source) == []


def test_the_message_speaks_of_windows_where_that_waits(check: Callable[[str, str], list[Finding]]) -> None:
    source = """
        import os
        import subprocess

        def run(command):
            if os.name == "nt":
                subprocess.run(command, shell=True, capture_output=True, timeout=5)  # MP608
            else:
                subprocess.run(command, shell=True, capture_output=True, timeout=5)  # MP608
    """
    on_windows, elsewhere = check("MP608", source)
    assert "on Windows this call goes on waiting" in on_windows.message
    assert "Windows" not in elsewhere.message
