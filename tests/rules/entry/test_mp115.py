"""MP115 in other styles: calls of os.wait that concern workers, and those that concern other children."""

from __future__ import annotations

import pytest

from snippets import Check

REPORTED = {
    "a name for the number": """
        from os import waitpid
        from multiprocessing import Process
        def main(work):
            process = Process(target=work)
            process.start()
            pid = process.pid
            _, status = waitpid(pid, 0)  # MP115
        """,
    "also where nobody else waits": """
        import multiprocessing, os
        context = multiprocessing.get_context("forkserver")
        def main(work):
            process = context.Process(target=work)
            process.start()
            os.waitpid(process.ident, os.WNOHANG)  # MP115
        """,
    "for each": """
        import multiprocessing as mp, os
        def main(works):
            processes = [mp.Process(target=work) for work in works]
            for process in processes:
                process.start()
            for process in processes:
                os.waitpid(process.pid, 0)  # MP115
        """,
    "after a helper": """
        import multiprocessing as mp, os
        def launch(work):
            mp.Process(target=work).start()
        def main(works):
            for work in works:
                launch(work)
            try:
                while True:
                    os.waitpid(-1, 0)  # MP115
            except ChildProcessError:
                pass
        """,
    "one": """
        import multiprocessing as mp, os
        def main(work):
            mp.Process(target=work).start()
            pid, status = os.wait()  # MP115
        """,
}

SILENT = {
    "other children": """
        import os, subprocess
        from multiprocessing import Pool
        def main(command):
            with Pool() as pool:
                pool.map(print, [1])
            subprocess.Popen(command)
            os.wait()
        """,
    "before any worker": """
        import os
        from multiprocessing import Process
        def main(work):
            try:
                os.wait()
            except ChildProcessError:
                pass
            Process(target=work).start()
        """,
    "some number": """
        import os
        from multiprocessing import Process
        def main(work, pid):
            Process(target=work).start()
            os.waitpid(pid, 0)
        """,
    "spawned, by number": """
        import multiprocessing, os
        context = multiprocessing.get_context("spawn")
        def main(work):
            process = context.Process(target=work)
            process.start()
            os.waitpid(process.pid, 0)
        """,
    "fork": """
        import multiprocessing, os
        def main(work):
            multiprocessing.get_context("fork").Process(target=work).start()
            while True:
                try:
                    os.wait()
                except ChildProcessError:
                    return
        """,
    "looks": """
        import os
        from multiprocessing import Process
        def main(work):
            Process(target=work).start()
            os.waitpid(-1, os.WNOHANG)
        """,
    "another wait": """
        from concurrent.futures import ProcessPoolExecutor, wait
        def main(work):
            with ProcessPoolExecutor() as executor:
                wait([executor.submit(work)])
        """,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Check, source: str) -> None:
    for finding in check("MP115", source):
        assert {target.start_method for target in finding.breaks_when} <= {"forkserver", "spawn"}
        assert all(target.platform != "windows" for target in finding.breaks_when)


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Check, source: str) -> None:
    check("MP115", source)


def test_only_a_loop_to_the_last_child_hangs_under_spawn(check: Check) -> None:
    (loop,) = check("MP115", REPORTED["after a helper"])
    (one,) = check("MP115", REPORTED["one"])
    assert "spawn" in {target.start_method for target in loop.breaks_when}
    assert "spawn" not in {target.start_method for target in one.breaks_when}
