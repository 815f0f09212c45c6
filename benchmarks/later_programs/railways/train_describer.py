import enum
import multiprocessing as mp
from dataclasses import dataclass
from typing import Union


class Control(enum.Enum):
    FLUSH = enum.auto()
    HALT = enum.auto()


@dataclass(frozen=True)
class BerthStep:
    train: str
    origin: str
    target: str


Message = Union[BerthStep, Control]


class Describer:
    """Keeps which train stands in which berth."""

    def __init__(self):
        self.berths = {}

    def apply(self, step: BerthStep) -> None:
        self.berths.pop(step.origin, None)
        self.berths[step.target] = step.train


class DescriberProcess(mp.Process):
    def __init__(self, inbox, outbox):
        super().__init__(daemon=False)
        self.inbox = inbox
        self.outbox = outbox

    def run(self) -> None:
        describer = Describer()
        while True:
            message = self.inbox.get()
            if message is Control.HALT:
                break
            if message is Control.FLUSH:
                self.outbox.put(dict(describer.berths))
                continue
            describer.apply(message)


class DescriberClient:
    def __init__(self):
        self.inbox = mp.Queue()
        self.outbox = mp.Queue()
        self.process = DescriberProcess(self.inbox, self.outbox)

    def __enter__(self):
        self.process.start()
        return self

    def __exit__(self, *exc):
        self.inbox.put(Control.HALT)
        self.process.join()

    def step(self, train, origin, target):
        self.inbox.put(BerthStep(train, origin, target))

    def picture(self):
        self.inbox.put(Control.FLUSH)
        return self.outbox.get(timeout=6)


def main() -> None:
    with DescriberClient() as client:
        client.step("1A23", "0101", "0103")
        client.step("2C07", "0099", "0101")
        before = client.picture()
        client.step("1A23", "0103", "0105")
        after = client.picture()
    assert before == {"0103": "1A23", "0101": "2C07"}
    assert after == {"0105": "1A23", "0101": "2C07"}
    assert client.process.exitcode == 0
    print("ok")


if __name__ == "__main__":
    main()
