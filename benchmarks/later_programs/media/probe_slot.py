"""Probes clips within the slot that the ingest gives them; what takes longer goes to the night queue."""
import time
from concurrent.futures import Future, ProcessPoolExecutor, TimeoutError
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Dict, List, Optional

SLOT = 2.0


@dataclass(frozen=True)
class Clip:
    name: str
    minutes: float


@dataclass
class Outcome:
    streams: Dict[str, int] = field(default_factory=dict)
    night: List[str] = field(default_factory=list)


def probe(clip: Clip) -> int:
    """Counts streams; a clip without an index is read from end to end."""
    time.sleep(clip.minutes / 10)
    return 2 + len(clip.name) % 3


class Slot:
    """What is left of the time the ingest gives."""

    def __init__(self, seconds: float):
        self.ends = time.monotonic() + seconds

    @property
    def left(self) -> float:
        return max(0.0, self.ends - time.monotonic())

    def within(self, future: "Future[int]") -> Optional[int]:
        try:
            return future.result(self.left)
        except TimeoutError:
            future.cancel()
            return None


def ingest(clips: List[Clip], slot: Slot) -> Outcome:
    outcome = Outcome()
    with ExitStack() as stack:
        executor = stack.enter_context(ProcessPoolExecutor(max_workers=2))
        futures = {clip.name: executor.submit(probe, clip) for clip in clips}
        for name, future in futures.items():
            streams = slot.within(future)
            if streams is None:
                outcome.night.append(name)
            else:
                outcome.streams[name] = streams
    return outcome


def main() -> None:
    clips = [Clip("trailer", 0.5), Clip("interview", 1.0), Clip("raw-tape", 60.0), Clip("bumper", 0.2)]
    began = time.monotonic()
    outcome = ingest(clips, Slot(SLOT))
    took = time.monotonic() - began
    print("probed", ", ".join(sorted(outcome.streams)))
    print("night queue", ", ".join(outcome.night))
    if took > 2 * SLOT:
        print("the ingest waited past its slot")
        return
    print("ok")


if __name__ == "__main__":
    main()
