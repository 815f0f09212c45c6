"""Run the programs of the rules for real and compare what they do with what the rules claim.

Exit status: 0 every claim was seen, 1 some were not (they are listed), 2 a wrong call.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from mpcheck import rules
from mpcheck.rules.base import Rule
from verification import execute, interpreters, matrix, plan
from verification.execute import Result
from verification.interpreters import Interpreter


def main(argv: list[str] | None = None) -> int:
    arguments = _parser().parse_args(argv)
    try:
        chosen = rules.load(arguments.rule or None)
    except KeyError as error:
        print(f"no such rule: {error.args[0]}", file=sys.stderr)
        return 2
    pythons = interpreters.find(frozenset(arguments.python))
    if unknown := set(arguments.python) - {python.name for python in pythons}:
        print(f"no such Python here: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    how_much = "quick" if arguments.quick else "all" if arguments.all or arguments.python else "thinned"
    runs = {rule: _runs(rule, pythons, how_much) for rule in chosen}
    # The longest first, or the last one would have the machine to itself.
    runs = dict(sorted(runs.items(), key=lambda item: execute.expected_seconds(item[1]), reverse=True))
    results: list[Result] = []
    for rule, found in _run_all(runs, arguments.jobs):
        results += found
        if arguments.write:  # at once: what was seen is not lost when the rest is interrupted
            matrix.write(arguments.write, [rule], pythons, found)
    if not arguments.quick:
        _report_unseen(chosen, results)
    return _report(results)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="a sample, under the default Python and the newest found")
    parser.add_argument("--all", action="store_true", help="every program under every Python, not a twelfth of some")
    parser.add_argument("--rule", action="append", default=[], metavar="CODE", help="this rule alone (repeatable)")
    parser.add_argument("--python", action="append", default=[], metavar="NAME", help="such as 3.14 (repeatable)")
    # Most programs wait for something most of the time.
    jobs = 10 * (os.cpu_count() or 1)
    parser.add_argument("--jobs", type=int, default=jobs, metavar="N", help=f"rules side by side (here: {jobs})")
    parser.add_argument("--write", type=Path, metavar="FILE.json", help="write the matrix, and a table as FILE.md")
    return parser


def _runs(rule: Rule, pythons: tuple[Interpreter, ...], how_much: str) -> tuple[plan.Run, ...]:
    if how_much == "quick":
        return plan.quick_runs_of(rule, *_sample(pythons))
    runs = plan.runs_of(rule, pythons)
    return plan.thinned(runs) if how_much == "thinned" else runs


def _run_all(runs: Mapping[Rule, Iterable[plan.Run]], jobs: int) -> Iterator[tuple[Rule, list[Result]]]:
    """The results of each rule as soon as they are complete."""
    stop = threading.Event()
    # Side by side go rules, not runs: programs of one rule may use the same names and ports.
    with ThreadPoolExecutor(jobs) as pool:
        try:
            rules = {pool.submit(_verify_rule, some, stop): rule for rule, some in runs.items()}
            for future in as_completed(rules):
                rule, results = rules[future], future.result()
                failed = [result for result in results if result.objection]
                print(f"{rule.code} {rule.name}: {len(results) - len(failed)} of {len(results)} as claimed", flush=True)
                yield rule, results
        except BaseException:
            # The programs have sessions of their own: what interrupts us does not reach them.
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            execute.end_running()
            raise


def _verify_rule(runs: Iterable[plan.Run], stop: threading.Event) -> list[Result]:
    slowest_good: dict[str, float] = {}
    results: list[Result] = []
    for run in runs:
        if stop.is_set():
            break
        result = execute.verify(run, slowest_good.get(run.interpreter.name, 0.0), stop)
        results.append(result)
        if run.program.is_good:
            name, seconds = run.interpreter.name, result.observed.seconds
            slowest_good[name] = max(seconds, slowest_good.get(name, 0.0))
    return results


def _sample(pythons: tuple[Interpreter, ...]) -> tuple[Interpreter, Interpreter]:
    """The Python that runs this, or the first there is, and the newest CPython that is no emulation."""
    own = [python for python in pythons if python.command == sys.executable] or list(pythons)
    native = [python for python in pythons if python.platform == own[0].platform and python.implementation == "cpython"]
    return own[0], max(native or own, key=lambda python: python.version)


def _report_unseen(chosen: Iterable[Rule], results: Iterable[Result]) -> None:
    seen = {(result.run.program.rule, result.run.program.name) for result in results}
    unseen = [p for rule in chosen for p in plan.programs_of(rule) if (p.rule, p.name) not in seen]
    if unseen:
        print(f"\nnot run here: {', '.join(f'{p.rule} {p.name}' for p in unseen)}")


def _report(results: list[Result]) -> int:
    failed = [result for result in results if result.objection]
    for result in failed:
        print(f"\n{result.run.label}: {result.objection}")
        print(f"  claimed by the {result.run.claimed_by}: {result.run.claim.kind} {result.run.claim.text!r}")
        for name, text in (("stdout", result.observed.stdout), ("stderr", result.observed.stderr)):
            print("".join(f"  {name}: {line}\n" for line in text.splitlines()[-5:]), end="")
    print(f"\nPythons: {', '.join(sorted({result.run.interpreter.name for result in results}))}")
    print(f"{len(results) - len(failed)} of {len(results)} runs as claimed")
    return 1 if failed else 0


if __name__ == "__main__":
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # As in the background of a shell, and the programs would inherit it.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    # Ended from outside, it still ends the programs that it runs.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    sys.exit(main())
