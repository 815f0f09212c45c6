"""Put probes to one or more interpreters."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mpcheck.containment import child
from mpcheck.containment.family import adopted_orphans
from mpcheck.env.answers import Answer, Facts, Question, ask, look, side_by_side
from mpcheck.env.catalogue import PROBES, SURROUNDINGS, Probe, probes_folder
from mpcheck.env.cautions import tight_limits
from mpcheck.env.judge import Row, judge_all
from mpcheck.env.known_bugs import KnownBug, bugs_of

Progress = Callable[[int, int], None]
METHODS = ["fork", "spawn", "forkserver"]
DEEP_PATIENCE = 3  # times as long may a deep probe take


@dataclass(frozen=True)
class Interpreter:
    """The report on one interpreter; the first fields are None where it could not be started.

    ``build``: what is unusual about it, such as "free-threaded", "debug" or "32 bit".
    """

    executable: str
    version: str | None
    implementation: str | None
    platform: str | None
    probes: tuple[Row, ...]
    build: tuple[str, ...] = ()
    known_bugs: tuple[KnownBug, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What is asked, and how: ``jobs`` questions side by side, each for at most ``time_limit`` seconds.

    ``quick``: under the default start method alone, and without a child where a probe only looks.
    """

    probes: tuple[Probe, ...]
    jobs: int = 1
    time_limit: float = child.TIME_LIMIT
    quick: bool = False


def survey(pythons: Sequence[str], plan: Plan, progress: Progress, folder: Path | None = None) -> list[Interpreter]:
    """Put the questions of a plan to every interpreter (paths or commands).

    ``progress`` is told how many questions are answered, of how many (an estimate until the start methods are known).
    Raises MpcheckError where the probe scripts are missing.
    """
    with adopted_orphans():
        return _Survey(plan, progress, folder or probes_folder()).run(pythons)


def in_process() -> list[Row]:
    """What the probes that only look say of the very process that calls this: its threads and modules, limits, CPUs.

    For use in a notebook, a test or a service.  Raises MpcheckError where the probe scripts are missing.
    """
    folder = probes_folder()
    asked = [probe for probe in PROBES if probe.only_looks or probe.id == "fork-unsafe-modules"]
    return judge_all([look(Question(sys.executable, probe, None), folder) for probe in asked])


class _Survey:
    def __init__(self, plan: Plan, progress: Progress, folder: Path) -> None:
        self._plan = plan
        self._jobs = plan.jobs
        self._progress = progress
        self._folder = folder
        surroundings = (probe for probe in PROBES if probe.id in SURROUNDINGS)
        self._probes = tuple(dict.fromkeys((*plan.probes, *surroundings)))
        self._answers: dict[Question, Answer] = {}
        self._total = 0
        self._interrupted = threading.Event()
        self._counting = threading.Lock()

    def run(self, pythons: Sequence[str]) -> list[Interpreter]:
        self._total = len(pythons) * sum(len(METHODS) if probe.by_method else 1 for probe in self._probes)
        # The limits come first: where they are tight, a second probe at a time would be the one that breaks the first.
        limits = [probe for probe in self._probes if probe.id == "limits"]
        rest = [probe for probe in self._probes if not probe.by_method and probe not in limits]
        self._ask([Question(python, probe, None) for python in pythons for probe in limits], jobs=1)
        self._jobs = 1 if any(tight_limits(self._facts(python, "limits")) for python in pythons) else self._jobs
        self._ask([Question(python, probe, None) for python in pythons for probe in rest])
        by_method = [
            Question(python, probe, method)
            for python in pythons
            for probe in self._probes
            if probe.by_method
            for method in self._methods(python)
        ]
        self._total = len(self._answers) + len(by_method)
        self._ask(by_method)
        return [self._interpreter(python) for python in pythons]

    def _ask(self, questions: list[Question], jobs: int | None = None) -> None:
        # What measures time wants the machine for itself, as far as that is ours to give.
        alone = [question for question in questions if question.probe.deep]
        others = [question for question in questions if not question.probe.deep]
        side_by_side(others, self._ask_one, jobs or self._jobs, self._interrupted)
        side_by_side(alone, self._ask_one, 1, self._interrupted)

    def _ask_one(self, question: Question) -> None:
        can_look = question.probe.only_looks and question.python == sys.executable
        if self._plan.quick and can_look:
            answer = look(question, self._folder)
        else:
            patience = DEEP_PATIENCE if question.probe.deep else 1
            answer = ask(question, self._folder, self._interrupted, self._plan.time_limit * patience)
            if answer.refused and can_look:
                answer = look(question, self._folder)
        with self._counting:
            self._answers[question] = answer
            self._progress(len(self._answers), self._total)

    def _facts(self, python: str, probe: str) -> Facts:
        question = next(
            question for question in self._answers if (question.python, question.probe.id) == (python, probe)
        )
        return self._answers[question].facts or {}

    def _methods(self, python: str) -> Sequence[str | None]:
        """The start methods to try: those that the interpreter lists, the commonest first; [None] where it lists none."""
        known = self._facts(python, "start-methods")
        available = known.get("available")
        if not isinstance(available, list):
            return [None]
        chosen: list[str] = [known["default"]] if self._plan.quick else sorted(available, key=METHODS.index)
        return chosen

    def _interpreter(self, python: str) -> Interpreter:
        order = {probe.id: number for number, probe in enumerate(self._probes)}
        mine = [answer for question, answer in self._answers.items() if question.python == python]
        mine.sort(key=lambda answer: (order[answer.question.probe.id], METHODS.index(answer.question.method or "fork")))
        asked_for = {probe.id for probe in self._plan.probes}
        rows = tuple(row for row in judge_all(mine) if row.id in asked_for)
        known = self._facts(python, "interpreter")
        version, implementation, platform = (
            str(known[name]) if name in known else None for name in ("version", "implementation", "platform")
        )
        bugs = bugs_of(known) if "interpreter" in asked_for else ()
        return Interpreter(python, version, implementation, platform, rows, _build(known), bugs)


def _build(known: Facts) -> tuple[str, ...]:
    words = {
        "free-threaded": known.get("free_threaded_build"),
        "debug": known.get("debug_build"),
        "32 bit": known.get("bits") == 32 and known.get("platform") != "emscripten",
    }
    return tuple(word for word, applies in words.items() if applies)
