"""Run the same check under several settings, as a build matrix does."""
import itertools
import multiprocessing
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import Dict, List

AXES = {"MATRIX_FLAVOUR": ["slim", "full"], "MATRIX_LEVEL": ["1", "2"]}


@dataclass(frozen=True)
class Cell:
    flavour: str
    level: str

    def as_env(self) -> Dict[str, str]:
        return {"MATRIX_" + key.upper(): value for key, value in asdict(self).items()}


def cells() -> List[Cell]:
    return [Cell(*values) for values in itertools.product(*AXES.values())]


def in_process(conn, cell: Cell) -> None:
    os.environ.update(cell.as_env())
    conn.send({name: os.environ[name] for name in (*AXES, "MATRIX_RUN")})
    conn.close()


def choose_context():
    for method in ("forkserver", "spawn"):
        if method in multiprocessing.get_all_start_methods():
            return multiprocessing.get_context(method)
    raise SystemExit("no way to start processes")


def run_in_process(context, cell: Cell) -> Dict[str, str]:
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=in_process, args=(theirs, cell))
    process.start()
    theirs.close()
    try:
        return ours.recv()
    finally:
        process.join()
        ours.close()
        if process.exitcode:
            print("cell %s ended with %d" % (cell, process.exitcode), file=sys.stderr)


def run_as_program(cell: Cell) -> Dict[str, str]:
    code = "import os; print(*(n + '=' + v for n, v in os.environ.items() if n.startswith('MATRIX_')), sep='\\n')"
    environment = {**os.environ, **cell.as_env()}
    text = subprocess.run(
        [sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, encoding="utf-8", check=True
    ).stdout
    return dict(line.split("=", 1) for line in text.splitlines())


def main() -> int:
    os.environ["MATRIX_RUN"] = "run-%s" % os.getpid()
    context = choose_context()
    good = 0
    for cell in cells():
        wanted = dict(cell.as_env(), MATRIX_RUN=os.environ["MATRIX_RUN"])
        inner = run_in_process(context, cell)
        outer = run_as_program(cell)
        print(cell.flavour, cell.level, inner == wanted, outer == wanted)
        good += inner == outer == wanted
    print("%d of %d cells as wanted" % (good, len(cells())))
    return 0 if good == len(cells()) else 1


if __name__ == "__main__":
    sys.exit(main())
