from __future__ import annotations

import ast
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from mpcheck.findings import Finding
from mpcheck.model.module import Module
from mpcheck.rules.libraries.mp903_frozen_without_freeze_support import RULE
from mpcheck.targets import all_targets
from snippets import Check, check_files

PLAIN = """
from multiprocessing import Pool

def main():
    with Pool(2) as pool:
        print(pool.map(abs, [1]))

if __name__ == "__main__":
    {first}
    main()
"""


def findings_in(folder: Path, text: str) -> list[Finding]:
    file = folder / "program.py"
    file.write_text(text, encoding="utf-8")
    return list(RULE.check(Module("program.py", text, ast.parse(text), all_targets(), file=str(file))))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("app.spec", "a = Analysis(['program.py'], pathex=[])", 1),
        ("app.spec", "a = Analysis(['src/program.py'])", 1),
        ("app.spec", "a = Analysis(['other_program.py'])", 0),
        ("app.spec", "Name: program.py", 0),
        ("setup.py", "from cx_Freeze import Executable\nExecutable('program.py')", 1),
        ("setup.py", "setup(scripts=['program.py'])", 0),
    ],
)
def test_a_description_beside_or_above_the_program_tells_that_it_is_frozen(
    tmp_path: Path, name: str, text: str, expected: int
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    inner = tmp_path / "src"
    inner.mkdir()
    assert len(findings_in(inner, PLAIN.format(first="pass"))) == expected
    assert findings_in(inner, PLAIN.format(first="__import__('multiprocessing').freeze_support()")) == []


def test_cx_freeze_supports_it_itself_but_on_windows(tmp_path: Path) -> None:
    (tmp_path / "setup.py").write_text("from cx_Freeze import Executable\nExecutable('program.py')", encoding="utf-8")
    (found,) = findings_in(tmp_path, PLAIN.format(first="pass"))
    assert {target.platform for target in found.breaks_when} == {"windows"}


def test_a_repository_ends_the_search(tmp_path: Path) -> None:
    (tmp_path / "app.spec").write_text("a = Analysis(['program.py'])", encoding="utf-8")
    inner = tmp_path / "other"
    (inner / ".git").mkdir(parents=True)
    assert findings_in(inner, PLAIN.format(first="pass")) == []


def test_only_the_main_program_is_reported(check: Check) -> None:
    library = """
    import sys
    import multiprocessing as mp
    FROZEN = getattr(sys, "frozen", False)

    def squares(numbers):
        with mp.Pool(2) as pool:
            return pool.map(abs, numbers)
    """
    check("MP903", library)
    main = '\n    if __name__ == "__main__":\n        print(squares([1]))\n'
    check("MP903", library.replace("as pool:", "as pool:  # MP903") + main)


def test_a_program_that_forks_alone_is_silent(check: Check) -> None:
    code = """
    import sys
    import multiprocessing as mp

    if __name__ == "__main__":
        if not hasattr(sys, "frozen"):
            print("from source")
        mp.get_context("fork").Process(target=print).start()
    """
    check("MP903", code)


def test_another_word_for_it_counts(check: Check) -> None:
    code = """
    import sys
    import multiprocessing as mp
    from mine import freeze_support

    if __name__ == "__main__":
        freeze_support()
        if hasattr(sys, "frozen"):
            mp.Process(target=print).start()
    """
    check("MP903", code)


PROGRAM = """
import multiprocessing
import os
import sys


def greet():
    print("hello from a child", flush=True)


if __name__ == "__main__":
    {first}
    depth = int(os.environ.get("MPCHECK_DEPTH", "0"))
    os.environ["MPCHECK_DEPTH"] = str(depth + 1)
    if depth > 2:
        sys.exit("started again and again")
    process = multiprocessing.get_context("spawn").Process(target=greet)
    process.start()
    process.join()
"""


@pytest.mark.platforms
@pytest.mark.parametrize(
    ("first", "expected", "never"),
    [
        ("pass", "started again and again", "hello from a child"),
        ("multiprocessing.freeze_support()", "hello from a child", "started again and again"),
    ],
)
def test_a_frozen_program_needs_it(tmp_path: Path, first: str, expected: str, never: str) -> None:
    pytest.importorskip("PyInstaller", reason="PyInstaller is not installed")
    (tmp_path / "program.py").write_text(textwrap.dedent(PROGRAM.format(first=first)), encoding="utf-8")
    build = [sys.executable, "-m", "PyInstaller", "--onedir", "--log-level", "ERROR", "program.py"]
    subprocess.run(build, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    frozen = [str(tmp_path / "dist" / "program" / "program")]
    done = subprocess.run(frozen, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
    assert expected in done.stdout.decode()
    assert never not in done.stdout.decode()


@pytest.mark.parametrize(("call", "mark"), [("multiprocessing.freeze_support()", ""), ("print()", "  # MP903")])
def test_the_program_that_imports_the_main_one_may_call_it(tmp_path: Path, call: str, mark: str) -> None:
    app = f"""
        import sys
        from multiprocessing import Pool

        def main():
            print(hasattr(sys, "frozen"))
            with Pool(2) as pool:{mark}
                print(pool.map(abs, [1]))

        if __name__ == "__main__":
            main()
        """
    launch = f"""
        import multiprocessing

        def launch():
            import app
            app.main(){mark}

        if __name__ == "__main__":
            {call}
            launch()
        """
    check_files(tmp_path, {"app.py": app, "launch.py": launch}, "MP903")
