import multiprocessing
from dataclasses import dataclass
from typing import Any, Callable, Dict, Tuple

import wear
from machines import from_row

ROWS = ["101, S700, 120400", "102, S700, 80100", "117, L826, 64000", "118, L826, 9000"]
LIMITS = {"S700": 100_000, "L826": 60_000}


@dataclass(frozen=True)
class WorkerStart:
    initializer: Callable[..., Any]
    initargs: Tuple[Any, ...]

    def options(self) -> Dict[str, Any]:
        return {"initializer": self.initializer, "initargs": self.initargs}


class WearSurvey:
    def __init__(self, context, limits):
        self.context = context
        self.limits = limits

    def _worker_options(self):
        method = self.context.get_start_method()
        if method != "fork":
            return WorkerStart(wear.use, (self.limits,)).options()
        wear.use(self.limits)
        return {}

    def due(self, machines):
        with self.context.Pool(2, **self._worker_options()) as pool:
            flags = pool.map(wear.worn_out, machines)
        return [machine.number for machine, flag in zip(machines, flags) if flag]


if __name__ == "__main__":
    survey = WearSurvey(multiprocessing.get_context(), LIMITS)
    due = survey.due([from_row(row) for row in ROWS])
    assert due == [101, 117], due
    print("ok")
