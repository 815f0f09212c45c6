"""Delivers audit events of worker processes to whatever sink the service was configured with."""
import multiprocessing as mp
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, List


@dataclass(frozen=True)
class AuditEvent:
    actor: str
    action: str


class AuditTrail:
    def __init__(self, sink: Any) -> None:
        self.sink = sink

    def emit(self, event: AuditEvent) -> None:
        match self.sink:
            case None:
                return
            case PurePath():
                raise NotImplementedError("file sinks are written by the agent")
            case list():
                self.sink.append(event)
            case mp.Queue():
                self.sink.put(event)
            case _:
                raise TypeError(f"unknown sink {self.sink!r}")


def approve(trail: AuditTrail, actors: List[str]) -> None:
    for actor in actors:
        trail.emit(AuditEvent(actor, "approved"))


def main() -> None:
    local: List[AuditEvent] = []
    AuditTrail(local).emit(AuditEvent("scheduler", "started"))

    events = mp.Queue()
    actors = ["ana", "bo", "cy"]
    approve(AuditTrail(events), actors)
    received = [events.get(timeout=10) for _ in actors]

    print([event.actor for event in local + received])
    print("ok" if len(received) == len(actors) else "events missing")


if __name__ == "__main__":
    main()
