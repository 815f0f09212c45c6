"""What functions of other files do that makes a pitfall none."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import check_files

#: By name: the file beside the program, and the program.
PROJECTS = {
    "ended before it is joined": (
        """
        import multiprocessing as mp

        def fill(queue):
            while True:
                queue.put("x" * 100_000)

        def start():
            queue = mp.Queue()
            process = mp.Process(target=fill, args=(queue,))
            process.start()
            return {"process": process, "queue": queue}

        def stop(pool):
            pool["process"].terminate()
            pool["process"].join()
        """,
        """
        from beside import start, stop

        def read(pool):
            return pool["queue"].get()

        def main():
            pool = start()
            stop(pool)
            print(read(pool))
        """,
    ),
    "arguments that are added by the helper": (
        """
        import multiprocessing as mp

        def run(target, args):
            state = mp.Value("i", 0)
            args.extend((state, mp.Lock()))
            process = mp.Process(target=target, args=args)
            process.start()
            process.join()
            return process.exitcode

        def work(data, state, lock):
            print(data)

        class Runner:
            def __call__(self, data):
                given = [data]
                return run(work, given)
        """,
        """
        from beside import Runner

        if __name__ == "__main__":
            Runner()(1)
        """,
    ),
}


@pytest.mark.parametrize(("beside", "program"), PROJECTS.values(), ids=PROJECTS)
def test_silent(tmp_path: Path, beside: str, program: str) -> None:
    check_files(tmp_path, {"beside.py": beside, "program.py": program}, "MP401", "MP417")
