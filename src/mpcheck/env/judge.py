"""From what a probe answered to a verdict: status, detail, cause and cure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from mpcheck.env.answers import Answer, signal_name
from mpcheck.env.cautions import MISSING, caution, tight_limits
from mpcheck.env.details import detail
from mpcheck.env.diagnoses import Diagnosis, Machine, diagnose, failures

Status = Literal["ok", "slow", "broken", "missing", "unknown"]

SLOW = 5.0  # seconds that a whole probe may take; the slowest takes 0.7 s on an idle machine
SLOW_START = 600.0  # milliseconds to start and join a process; 50 are usual for spawn


@dataclass(frozen=True)
class Row:
    """One line of the report; the fields are those of its JSON.

    ``seconds``: how long the probe took.  ``rules``: the codes of the rules whose findings it decides.
    """

    id: str
    start_method: str | None
    status: Status
    detail: str = ""
    cause: str = ""
    cure: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    seconds: float | None = None
    rules: tuple[str, ...] = ()


def judge(answer: Answer, machine: Machine) -> Row:
    """The verdict on one answer, in the light of the machine's facts."""
    question = answer.question
    probe = question.probe
    row = Row(probe.id, question.method, "ok", facts=_facts(answer), seconds=answer.seconds, rules=probe.rules)
    if answer.refused:
        return _refused(row, answer, machine)
    if answer.facts is None:
        return _unanswered(row, answer, machine)
    if _is_missing(row.id, answer.facts):
        return replace(row, status="missing", cause=MISSING.get(row.id, "It does not exist here, the probe says."))
    return _answered(row, answer, machine)


def _facts(answer: Answer) -> dict[str, Any]:
    """The probe's facts, and those about the probe itself where something went wrong."""
    facts = dict(answer.facts or {})
    met = [asdict(failure) for failure in failures(answer)]
    if met and (answer.failure or answer.refused or answer.facts is None or _failed_checks(answer)):
        facts["failures"] = met[:5]
    if answer.ending and answer.facts is None:
        facts["exit_code"] = answer.ending.exit_code
        facts["last_step"] = answer.step or None
    return facts


def _is_missing(probe: str, facts: dict[str, Any]) -> bool:
    if probe == "dev-shm":
        return not facts["used_here"]
    return facts.get("exists") is False


def _failed_checks(answer: Answer) -> list[str]:
    return [name for name, passed in (answer.facts or {}).get("checks", {}).items() if passed is False]


def _because(row: Row, status: Status, text: str, diagnosis: Diagnosis) -> Row:
    return replace(row, status=status, detail=text, cause=diagnosis.cause, cure=diagnosis.cure)


def _diagnosed(row: Row, status: Status, text: str, answer: Answer, machine: Machine) -> Row:
    """The row with this status; where no diagnosis fits, the cause is the bare finding, and perhaps the limits."""
    tight = tight_limits(machine.facts("limits"))
    hint = f"; the limits here are tight ({', '.join(tight)})" if tight else ""
    found = diagnose(answer, machine)
    return _because(row, status, text, found or Diagnosis(f"{text}{hint}.", SEE.format(answer.question.probe.script)))


SEE = "The probe, run by itself, shows all that it prints: {}."


def _answered(row: Row, answer: Answer, machine: Machine) -> Row:
    assert answer.facts is not None
    failed = _failed_checks(answer)
    if answer.failure:
        return _diagnosed(row, "broken", str(answer.failure), answer, machine)
    if row.id == "dev-shm" and not answer.facts["exists"]:
        return _diagnosed(row, "broken", "does not exist", answer, machine)
    if failed:
        return _diagnosed(row, "broken", f"failed: {', '.join(failed)}", answer, machine)
    if answer.ending and answer.ending.reason != "ended":
        return _diagnosed(row, "broken", "answered, but its process did not end", answer, machine)
    if answer.ending and answer.ending.survivors:
        return _diagnosed(row, "broken", "answered, but left processes behind, which were ended", answer, machine)
    row = replace(row, detail=detail(row.id, answer.facts))
    return _slow(row, answer) or _ok(row, answer, machine)


def _slow(row: Row, answer: Answer) -> Row | None:
    start = (answer.facts or {}).get("start_ms") if row.id == "process" else None
    if start is not None and start > SLOW_START:
        cause = f"Starting a process takes {start / 1000:.1f} s."
    elif answer.seconds is not None and answer.seconds > SLOW and not answer.question.probe.deep:
        cause = f"It works, in {answer.seconds:.1f} s where a second is plenty."
    else:
        return None
    cure = (
        "See whether the machine is busy, the disk slow or a virus scanner at work; start few workers and keep them, and "
        "keep imports out of the main module."
    )
    return replace(row, status="slow", cause=cause, cure=cure)


def _ok(row: Row, answer: Answer, machine: Machine) -> Row:
    found = caution(row.id, row.start_method, answer.facts or {}, machine)
    return replace(row, cause=found.cause, cure=found.cure) if found else row


def _refused(row: Row, answer: Answer, machine: Machine) -> Row:
    """No process could be made for the probe: proof enough for all that needs processes, and none for the rest."""
    failure, probe = answer.refused, answer.question.probe
    if failure and failure.errno_name in ("ENOENT", "ENOTDIR", "EACCES", "ENOEXEC"):
        return _because(row, "unknown", str(failure), NO_PROGRAM)
    if probe.by_method or probe.id in NEED_PROCESSES:
        return _diagnosed(row, "broken", str(failure), answer, machine)
    found = diagnose(answer, machine)
    asked = Diagnosis("It could not be asked: no process could be made for the probe.", found.cure if found else "")
    return _because(row, "unknown", str(failure), asked)


NEED_PROCESSES = ("os-fork", "fork-with-threads", "subprocess", "inheritance", "program-origin", "python-options")
NO_PYTHON = Diagnosis(
    "This program does not answer as Python 3.8 or later does.", "Give --python the path of a Python that can be run."
)
NO_PROGRAM = Diagnosis("This interpreter cannot be started.", "Give --python the path of a Python that can be run.")


def _unanswered(row: Row, answer: Answer, machine: Machine) -> Row:
    """The probe ended, or was ended, without an answer."""
    assert answer.ending is not None
    ending, at = answer.ending, f" (at: {answer.step})" if answer.step else ""
    status: Status
    if ending.reason == "too long":
        status, text = "broken", f"no answer in time{at}"
    elif ending.reason == "interrupted":
        return _because(row, "unknown", "interrupted", Diagnosis("The run was interrupted.", "Run it again."))
    elif ending.reason == "too much output":
        status, text = "unknown", f"flooded its output{at}"
    elif ending.exit_code < 0:
        status, text = "broken", f"killed by {signal_name(ending.exit_code)}{at}"
    elif ending.stdout.strip():
        status, text = "unknown", f"printed something else than an answer{at}"
    else:
        last = f": {answer.inner[-1]}" if answer.inner else ""
        status, text = "unknown", f"ended with exit code {ending.exit_code} and no answer{at}{last}"
    if status == "unknown" and machine.platform() is None:
        return _because(row, status, text, NO_PYTHON)
    return _diagnosed(row, status, text, answer, machine)


def judge_all(answers: Sequence[Answer]) -> list[Row]:
    """The verdicts on all answers of one interpreter, in their order."""
    machine = Machine({answer.question.probe.id: answer for answer in answers if answer.question.method is None})
    rows = [judge(answer, machine) for answer in answers]
    return [_listed_but_broken(row, rows) if row.id == "start-methods" and row.status == "ok" else row for row in rows]


def _listed_but_broken(row: Row, rows: Sequence[Row]) -> Row:
    """Start methods are listed on machines where they do not work: the process rows know."""
    tried = [other for other in rows if other.id == "process" and other.start_method]
    dead = [other for other in tried if "first_start_ms" not in other.facts]
    if not dead:
        return row
    names = ", ".join(str(other.start_method) for other in dead)
    which = "none of them starts a process" if len(dead) == len(tried) else f"{names} cannot start a process here"
    status: Status = "broken" if len(dead) == len(tried) or row.facts["default"] in names.split(", ") else "ok"
    cause = f"Python lists {', '.join(row.facts['available'])}, but {which}."
    return replace(row, status=status, cause=f"{row.cause} {cause}".strip(), cure=dead[0].cure)
