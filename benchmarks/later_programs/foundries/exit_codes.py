"""Run small command-line tools, written as functions, in processes of their own and look at their exit codes."""

import argparse
import multiprocessing
import os
import sys
from typing import Callable, Dict, List, Sequence

Tool = Callable[[Sequence[str]], None]
TOOLS: Dict[str, Tool] = {}


def tool(function: Tool) -> Tool:
    TOOLS[function.__name__] = function
    return function


@tool
def melt(argv: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="melt")
    parser.add_argument("--degrees", type=int, required=True)
    args = parser.parse_args(argv)
    sys.exit(0 if args.degrees > 1200 else 3)


@tool
def pour(argv: Sequence[str]) -> None:
    if not argv:
        raise SystemExit(4)


def run_tool(name: str, argv: Sequence[str]) -> None:
    sys.stderr = open(os.devnull, "w")
    TOOLS[name](argv)


def exit_codes(calls: List[List[str]]) -> List[int]:
    processes = [multiprocessing.Process(target=run_tool, args=(name, argv)) for name, *argv in calls]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]


def main() -> int:
    codes = exit_codes([["melt", "--degrees", "1300"], ["melt", "--degrees", "900"], ["melt"], ["pour"], ["pour", "x"]])
    assert codes == [0, 3, 2, 4, 0], codes
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
