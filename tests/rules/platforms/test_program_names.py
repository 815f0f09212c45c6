"""MP609 and MP610 on programs in many styles: programs that are started by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mpcheck.findings import Confidence, Finding
from snippets import check_files

SCRIPTS = {
    "list": "import subprocess\nsubprocess.run(['npm', 'ci'])  # MP609",
    "text": "import subprocess\nsubprocess.check_call('npx tsc')  # MP609",
    "name": "import subprocess\nTOOL = 'gcloud'\nsubprocess.Popen([TOOL, 'auth'])  # MP609",
    "several words": "import subprocess\ndef f(*a):\n    subprocess.run(['mvn', *a], check=True)  # MP609",
    "sum": "import subprocess\ndef f(a):\n    subprocess.run(['yarn'] + a)  # MP609",
    "no shell": "import subprocess\nsubprocess.run(['az'], shell=False)  # MP609",
    "asyncio": "import asyncio\nasyncio.create_subprocess_exec('code', '.')  # MP609",
}


@pytest.mark.parametrize("source", SCRIPTS.values(), ids=SCRIPTS)
def test_script_of_windows(check: Callable[[str, str], list[Finding]], source: str) -> None:
    (finding,) = check("MP609", source)
    assert {target.platform for target in finding.breaks_when} == {"windows"}


NO_SCRIPTS = {
    "looked up": "import shutil, subprocess\nsubprocess.run([shutil.which('npm'), 'ci'])",
    "looked up, or not": "import shutil, subprocess\nsubprocess.run([shutil.which('npm') or 'npm', 'ci'])",
    "shell": "import subprocess\nsubprocess.run('npm ci', shell=True)",
    "shell of windows": "import os, subprocess\nsubprocess.run(['npm'], shell=os.name == 'nt')",
    "chosen": "import os, subprocess\nnpm = 'npm.cmd' if os.name == 'nt' else 'npm'\nsubprocess.run([npm])",
    "chosen in place": "import sys, subprocess\nsubprocess.run(['npm.cmd' if sys.platform == 'win32' else 'npm'])",
    "not on windows": "import os, subprocess\nif os.name != 'nt':\n    subprocess.run(['npm'])",
    "a program": "import subprocess\nsubprocess.run(['git', 'npm'])",
    "unknown options": "import subprocess\ndef f(**o):\n    subprocess.run(['npm'], **o)",
    "the last resort": """
        import subprocess, sys
        try:
            subprocess.run([sys.executable, "x.py"])
        except OSError:
            subprocess.run(["python3", "x.py"])
    """,
    "may be missing": "import subprocess\ntry:\n    subprocess.run(['npm'])\nexcept OSError:\n    pass",
}


@pytest.mark.parametrize("source", NO_SCRIPTS.values(), ids=NO_SCRIPTS)
def test_no_script_of_windows(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP609", source) == []


PYTHONS = {
    "list": "import subprocess\nsubprocess.run(['python', 'x.py'])  # MP610",
    "text": "import subprocess\nsubprocess.run('python3 x.py', shell=True)  # MP610",
    "tuple": "from subprocess import Popen\nPopen(('python3', '-c', ''))  # MP610",
    "name": "import subprocess\ncommand = ['python', '-m', 'pip']\nsubprocess.check_call(command)  # MP610",
    "unpacked": "import asyncio\ndef f(a):\n    c = ['python'] + a\n    return asyncio.create_subprocess_exec(*c)  # MP610",
    "where something else has failed": """
        import subprocess
        try:
            open("x.py").close()
        except OSError:
            subprocess.run(["python3", "x.py"])  # MP610
    """,
    "helper": "import subprocess\ndef run(c):\n    subprocess.run(c)  # MP610\nrun(['python', 'x.py'])",
}


@pytest.mark.parametrize("source", PYTHONS.values(), ids=PYTHONS)
def test_some_python(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert len(check("MP610", source)) == 1


NO_PYTHONS = {
    "this one": "import subprocess, sys\nsubprocess.run([sys.executable, 'x.py'])",
    "a version": "import subprocess\nsubprocess.run(['python3.11', 'x.py'])",
    "a path": "import subprocess\nsubprocess.run(['.venv/bin/python', 'x.py'])",
    "an argument": "import subprocess\nsubprocess.run(['which', 'python'])",
    "another program": "import subprocess\nsubprocess.run(['python-config'])",
    "frozen": "import subprocess, sys\nif sys.frozen:\n    subprocess.run(['python', 'x.py'])",
    "another one in its place": "import subprocess, sys\nc = ['python']\nc[0] = sys.executable\nsubprocess.run(c)",
    "behind another program": "import subprocess\nc = ['python']\nc.insert(0, 'nice')\nsubprocess.run(c)",
    "the last resort": """
        import subprocess, sys
        try:
            subprocess.run([sys.executable, "x.py"])
        except OSError:
            subprocess.run(["python3", "x.py"])
    """,
    "may be missing": "import subprocess\ntry:\n    subprocess.run(['python'])\nexcept FileNotFoundError:\n    pass",
}


@pytest.mark.parametrize("source", NO_PYTHONS.values(), ids=NO_PYTHONS)
def test_no_python_by_name(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP610", source) == []


def test_a_program_that_has_been_missed_before(check: Callable[[str, str], list[Finding]]) -> None:
    source = """
        import subprocess

        def deploy():
            try:
                subprocess.run(["gcloud", "auth", "list"], check=True)
            except FileNotFoundError:
                print("Please install gcloud.")
                return
            subprocess.run(["gcloud", "run", "deploy"], check=True)  # MP609
    """
    assert [finding.confidence for finding in check("MP609", source)] == [Confidence.LOW]


def test_the_python_of_the_system(check: Callable[[str, str], list[Finding]]) -> None:
    source = """
        import subprocess

        def version(windows):
            binary = "python3.exe" if windows else "/usr/bin/python3"
            return subprocess.run([binary, "--version"], capture_output=True)  # MP610
    """
    assert [finding.confidence for finding in check("MP610", source)] == [Confidence.LOW]


KEPT = {
    "words of an object": """
        import subprocess

        class Tool:
            def __init__(self, *words):
                self.words = words

            def start(self):
                return subprocess.Popen(self.words)  # MP609

        TOOLS = {"check": Tool("git", "diff"), "lint": Tool("eslint", "src")}
    """,
    "a list that an object is given": """
        import subprocess

        class Step:
            def __init__(self, command, folder="."):
                self.command, self.folder = command, folder

            def run(self):
                subprocess.check_call([*self.command, self.folder])  # MP609

        def build():
            for step in (Step(["mvn", "package"]), Step(["make"])):
                step.run()
    """,
    "of a class": """
        import subprocess

        class Deploy:
            command = ("gcloud", "app", "deploy")

            def run(self, project):
                subprocess.run(list(self.command) + [project], check=True)  # MP609

            def status(self, project):
                subprocess.run(("git", *self.command, project))
    """,
    "a field": """
        import subprocess
        from dataclasses import dataclass

        @dataclass
        class Job:
            argv: tuple

            def run(self):
                subprocess.call(self.argv)  # MP609

        Job(argv=("yarn", "test")).run()
    """,
    "left to subclasses": """
        import subprocess
        from abc import ABC

        class Backend(ABC):
            tool: str

            def push(self, source):
                subprocess.run([self.tool, "copy", source], check=True)  # MP609

        class Plain(Backend):
            tool = "rsync"

        class Cloud(Backend):
            tool = "gsutil"
    """,
    "a default that a subclass of a subclass replaces": """
        import subprocess

        class Step:
            tool = None

            def run(self, *words):
                return subprocess.check_output([self.tool, *words])  # MP609

        class Build(Step):
            tool = "make"

        class Bundle(Build):
            tool: str = "npx"
    """,
    "a whole command that is left to subclasses": """
        import subprocess

        class Step:
            command = ()

            def run(self, folder):
                subprocess.run([*self.command, folder])  # MP609

        class Build(Step):
            command = ("mvn", "package")
    """,
}


@pytest.mark.parametrize("source", KEPT.values(), ids=KEPT)
def test_a_script_of_windows_in_a_command_that_is_kept(check: Callable[[str, str], list[Finding]], source: str) -> None:
    (finding,) = check("MP609", source)
    assert [one.message for one in finding.related] == ["named here"]


TASK = """
    import os, shutil, subprocess, sys

    class Task:
        def __init__(self, title, *argv):
            self.argv = list(argv)

        def run(self):
            subprocess.run(self.argv)

    TASKS = [Task("install", "npm", "ci")]
"""
BACKEND = """
    import os, shutil, subprocess

    class Backend:
        tool = ""

        def push(self, source):
            subprocess.run([self.tool, source])

    class Cloud(Backend):
        tool = "gsutil"
"""
KEPT_SILENTLY = {
    "another program of a subclass": BACKEND.replace("gsutil", "rclone"),
    "looked up where subclasses name it": BACKEND.replace("[self.tool", "[shutil.which(self.tool)"),
    "chosen in a subclass": BACKEND.replace('"gsutil"', '"gsutil" if os.name == "posix" else "gsutil.cmd"'),
    "replaced in a subclass": BACKEND + '        if os.name == "nt":\n            tool = "gsutil.cmd"\n',
    "looked up when a subclass is made": (
        BACKEND + "        def __init__(self):\n            self.tool = shutil.which(self.tool)\n"
    ),
    "replaced from outside": BACKEND + '    Cloud.tool = shutil.which("gsutil")\n',
    "in another way in the subclass": BACKEND + "        def push(self, source):\n            print(source)\n",
    "other programs": TASK.replace('"npm"', '"git"'),
    "looked up": TASK.replace('"npm"', 'shutil.which("npm")'),
    "looked up later": TASK.replace("self.argv)", "[shutil.which(self.argv[0]), *self.argv[1:]])"),
    "chosen": TASK.replace('"npm"', '"npm.cmd" if os.name == "nt" else "npm"'),
    "through a shell": TASK.replace("self.argv)", "self.argv, shell=os.name == 'nt')"),
    "through a program": TASK.replace("(self.argv)", "(['cmd', '/c', *self.argv])"),
    "a name of its own": TASK.replace("list(argv)", "list(argv)\n            self.argv[0] = shutil.which(argv[0])"),
    "another ending": TASK.replace("list(argv)", "list(argv)\n            self.argv[0] += '.cmd'"),
    "a command before it": TASK.replace("list(argv)", "list(argv)\n            self.argv.insert(0, 'cmd')"),
    "replaced": TASK + "    if os.name == 'nt':\n        TASKS[0].argv = ['npm.cmd', 'ci']\n",
    "replaced by its class": TASK.replace(
        "list(argv)", "list(argv)\n            if os.name == 'nt':\n                self.argv = ['cmd', '/c', *argv]"
    ),
    "changed before": """
        import os, subprocess

        command = ["npm", "ci"]
        if os.name == "nt":
            command = ["cmd", "/c", *command]
        subprocess.run(command)
    """,
    "made of itself": """
        import subprocess

        def run(words):
            for word in words:
                command = [*command, word]
            subprocess.run([*command, "npm"])
    """,
    "not on Windows": TASK.replace(
        "subprocess.run", "if sys.platform == 'win32':\n                return\n            subprocess.run"
    ),
}


@pytest.mark.parametrize("source", KEPT_SILENTLY.values(), ids=KEPT_SILENTLY)
def test_no_script_of_windows_in_a_command_that_is_kept(
    check: Callable[[str, str], list[Finding]], source: str
) -> None:
    assert check("MP609", source) == []


CHECKS = """
    import functools, os, subprocess, sys

    run = functools.partial(subprocess.run, check=True, env={env})

    class Checker:
        python = "python3"

        def check(self, files):
            run([self.python, "-m", "compileall", *files])  # MP610
"""
ENVIRONMENTS = {
    "none": ("None", Confidence.MEDIUM),
    "this one": ("os.environ", Confidence.MEDIUM),
    "a copy": ("os.environ.copy()", Confidence.MEDIUM),
    "a variable more": ("{**os.environ, 'LANG': 'C'}", Confidence.MEDIUM),
    "the same in words": ("dict(os.environ, LANG='C')", Confidence.MEDIUM),
    "nothing": ("{}", Confidence.MEDIUM),
    "the folders of the system": ("{**os.environ, 'PATH': os.defpath}", Confidence.MEDIUM),
    "a folder": ("{**os.environ, 'PATH': 'venv/bin'}", Confidence.LOW),
    "a folder in words": ("dict(os.environ, PATH=sys.argv[1])", Confidence.LOW),
    "whatever": ("sys.argv", Confidence.LOW),
    "merged": ("{**os.environ, **vars()}", Confidence.LOW),
}


@pytest.mark.parametrize(("env", "confidence"), ENVIRONMENTS.values(), ids=ENVIRONMENTS)
def test_a_python_in_an_environment(
    check: Callable[[str, str], list[Finding]], env: str, confidence: Confidence
) -> None:
    (finding,) = check("MP610", CHECKS.format(env=env))
    assert finding.confidence is confidence


def test_a_python_in_an_environment_that_is_changed(check: Callable[[str, str], list[Finding]]) -> None:
    source = """
        import os, subprocess

        def run(folder, script):
            env = {**os.environ, "LANG": "C"}
            env["PATH"] = folder + os.pathsep + env["PATH"]
            subprocess.run(["python", script], env=env)  # MP610
    """
    assert [finding.confidence for finding in check("MP610", source)] == [Confidence.LOW]


def test_an_environment_that_is_made_of_itself(check: Callable[[str, str], list[Finding]]) -> None:
    source = """
        import os, subprocess

        def run(scripts):
            env = {**os.environ}
            for name, script in scripts:
                env = {**env, name: "1"}
                subprocess.run(["python", script], env=env)  # MP610
    """
    assert [finding.confidence for finding in check("MP610", source)] == [Confidence.LOW]


def test_a_python_for_want_of_another(check: Callable[[str, str], list[Finding]]) -> None:
    source = """
        import os, shutil, subprocess

        def export(script):
            interpreter = os.environ.get("PYPY")
            if not interpreter:
                interpreter = shutil.which("pypy3")
                if interpreter is None:
                    interpreter = "python3"
            subprocess.run([interpreter, script])  # MP610
    """
    assert [finding.confidence for finding in check("MP610", source)] == [Confidence.LOW]


CHOSEN_PYTHONS = {
    "of an object": "self.python = python or sys.executable",
    "of an object, in a list": "self.python = [sys.executable, '-X', 'utf8'][0]",
}


@pytest.mark.parametrize("given", CHOSEN_PYTHONS.values(), ids=CHOSEN_PYTHONS)
def test_a_python_that_is_chosen(check: Callable[[str, str], list[Finding]], given: str) -> None:
    source = f"""
        import subprocess, sys

        class Runner:
            def __init__(self, python=None):
                {given}

            def run(self, *args):
                subprocess.run([self.python, *args], check=True)
    """
    assert check("MP610", source) == []


def test_a_python_that_an_object_is_given(check: Callable[[str, str], list[Finding]]) -> None:
    source = """
        import subprocess, sys
        from dataclasses import dataclass

        @dataclass
        class Tool:
            program: str = "python"

            def run(self, *args):
                subprocess.run([self.program, *args], check=True)

        Tool(sys.executable).run("x.py")
    """
    assert check("MP610", source) == []


NODE = """
    import sys
    from dataclasses import dataclass, field
    from typing import Dict, Tuple

    @dataclass
    class Node:
        script: str
        launcher: Tuple[str, ...] = ("python", "-u")
        settings: Dict[str, str] = field(default_factory=dict)

        def command(self):
            return [*self.launcher, self.script]

        def environment(self):
            return {"NODE": self.script, **self.settings}

    NODES = [Node("imu.py"), Node("gps.py", settings={"RATE": "5"})]
"""
STARTS_NODE = """
    import asyncio
    from nodes import Node

    async def start(node: Node):
        return await asyncio.create_subprocess_exec(*node.command(), env=node.environment())  # MP610
"""
OTHER_FILES = {
    "words of an object": (NODE, STARTS_NODE),
    "a constant": (
        "BUILD = ('python', 'setup.py')",
        "import nodes, subprocess\ndef build(*more):\n    subprocess.run([*nodes.BUILD, *more])  # MP610",
    ),
    "a function": (
        "def command(script):\n    return ['python3', script]",
        "import subprocess\nfrom nodes import command\nsubprocess.check_call(command('x.py'))  # MP610",
    ),
}


@pytest.mark.parametrize(("nodes", "program"), OTHER_FILES.values(), ids=OTHER_FILES)
def test_a_python_that_another_file_names(nodes: str, program: str, tmp_path: Path) -> None:
    check_files(tmp_path, {"nodes.py": nodes, "program.py": program}, "MP610")


CHOSEN_THERE = {
    "this one": NODE.replace('"python"', "sys.executable"),
    "for some": NODE + "    NODES[0].launcher = (sys.executable,)\n",
    "in its place": NODE.replace(
        "return [*self.launcher, self.script]",
        "c = ['python']\n            c[0] = sys.executable\n            return c",
    ),
    "by the search path": NODE.replace("RATE", "PATH"),
    "of two": NODE.replace(
        "return [", "if sys.executable:\n                return [sys.executable]\n            return ["
    ),
}


@pytest.mark.parametrize("nodes", CHOSEN_THERE.values(), ids=CHOSEN_THERE)
def test_a_python_that_another_file_chooses(nodes: str, tmp_path: Path) -> None:
    check_files(tmp_path, {"nodes.py": nodes, "program.py": STARTS_NODE.replace("  # MP610", "")}, "MP610")
