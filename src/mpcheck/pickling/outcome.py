"""From what was heard of an object to the report on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mpcheck.pickling.report import METHODS, Culprit, Origin, Part, PicklingReport, Problem

#: Stages before anything is known about the object, as the subject of a sentence.
_BEFORE = {"import": "importing it", "look up": "looking it up", "call": "calling it"}
#: Stages without whose end nothing can be said.
_DECISIVE = _BEFORE | {"pickle": "pickling it", "load": "loading it", "done": "its module"}
_LATER = {
    "search": "the search for culprits",
    "try cloudpickle and dill": "trying cloudpickle and dill",
    "look closer": "the look at its parts",
    "start": "handing it over",
    "control": "handing over anything",
}
_CURE = "repair its __reduce__, __getstate__ or __setstate__, or allow more with --time-limit and --memory"
_CURES = dict.fromkeys((*_BEFORE, "done"), "make the module importable by itself, or allow more with --time-limit")


@dataclass
class Heard:
    """What was told of one object: ``facts`` by name, ``culprits``, and ``others``: what other libraries do with each.

    ``problem`` is empty unless the telling broke off, ``last_words`` may be the end of a traceback that a process wrote.
    """

    facts: dict[str, Any] = field(default_factory=dict)
    culprits: list[dict[str, Any]] = field(default_factory=list)
    others: list[dict[str, Any]] = field(default_factory=list)
    problem: str = ""
    last_words: str = ""

    def say(self, **facts: Any) -> None:
        """Take in facts; of one that is told again the last holds."""
        if "culprit" in facts:
            self.culprits.append(facts.pop("culprit"))
        if "others" in facts:
            self.others.append(facts.pop("others"))
        self.facts |= facts

    @property
    def stage(self) -> str:
        return str(self.facts.get("stage", ""))


def report_on(name: str, python: str | None, seen: Heard, crossings: Mapping[str, Heard]) -> PicklingReport:
    """Put together what the object's own process and the start methods have told."""
    error = error_of(seen)
    found = seen.culprits + [one for heard in crossings.values() for one in heard.culprits]
    if "error" in seen.facts and not found:
        found = [_whole(seen.facts)]  # the search broke off
    return PicklingReport(
        name=name,
        python=python,
        version=seen.facts.get("python"),
        type=seen.facts.get("type"),
        picklable=None if error else bool(seen.facts.get("picklable")) and not seen.culprits,
        crosses={method: _crosses(crossings.get(method)) for method in METHODS},
        obstacles={method: why for method, heard in crossings.items() if (why := _obstacle(heard))},
        culprits=_culprits(found, seen.others),
        size_bytes=seen.facts.get("size_bytes"),
        dump_seconds=seen.facts.get("dump_seconds"),
        load_seconds=seen.facts.get("load_seconds"),
        parts=tuple(Part(**part) for part in seen.facts.get("parts", ())),
        warnings=tuple(dict.fromkeys(_warnings(seen, crossings))),
        error=error,
    )


def error_of(seen: Heard) -> Problem | None:
    """Why nothing can be said about the object, if so it is."""
    if "cannot" in seen.facts:
        message, cure = seen.facts["cannot"]
        return Problem(str(message), str(cure))
    if seen.problem and not seen.stage:
        return Problem(seen.problem, "name a Python that runs: --python PATH")
    if seen.problem and seen.stage in _DECISIVE:
        return Problem(f"{_DECISIVE[seen.stage]} {seen.problem}", _CURES.get(seen.stage, _CURE))
    return None


def _crosses(heard: Heard | None) -> bool | None:
    """False also where handing it over never came to an end; None where the method was not tried or does not work."""
    if heard is None:
        return None
    crossed = heard.facts.get("crosses")
    stopped = crossed is None and heard.problem and heard.stage == "start"
    return False if stopped else crossed


def _obstacle(heard: Heard) -> str:
    if heard.problem:
        return f"{(_DECISIVE | _LATER).get(heard.stage, 'it')} {heard.problem}"
    why = str(heard.facts.get("why", ""))
    if "ended with exit code" in why and heard.last_words:
        why = f"{why} ({heard.last_words})"
    if heard.facts.get("control") is False and heard.facts.get("crosses") is False:
        why = f"nothing crosses, since a new process cannot import the main module: {why}"
    return why


def _whole(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {"path": facts["name"], "type": facts["type"], "reason": facts["error"], "cure": _CURE, "origin": None}


def _culprits(found: Sequence[dict[str, Any]], others: Sequence[dict[str, Any]]) -> tuple[Culprit, ...]:
    verdicts = [*others, *({} for _ in found)]
    return tuple(
        Culprit(**{**facts, "origin": Origin(**facts["origin"]) if facts["origin"] else None}, **verdict)
        for facts, verdict in zip(found, verdicts, strict=False)
    )


def _warnings(seen: Heard, crossings: Mapping[str, Heard]) -> list[str]:
    found = [str(remark) for remark in seen.facts.get("remarks", ())]
    if seen.facts.get("by_main"):
        found.append(
            "it refers to __main__: each new process runs the file again up to the guard, and no other program can load it"
        )
    crossed = [method for method, heard in crossings.items() if heard.facts.get("crosses")]
    if seen.culprits and crossed:
        found.append(
            f"it crosses by {' and '.join(crossed)} only while a process starts; tasks of pools and items of queues are "
            "pickled under every start method"
        )
    found += [
        f"{method}: {heard.facts['differs']}" for method, heard in crossings.items() if heard.facts.get("differs")
    ]
    if seen.facts.get("incomplete"):
        found.append(f"there may be more culprits: {seen.facts['incomplete']}")
    if seen.problem and seen.stage in _LATER:
        found.append(f"not all is said: {_LATER[seen.stage]} {seen.problem}")
    return found
