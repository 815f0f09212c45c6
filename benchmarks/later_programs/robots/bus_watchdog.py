"""Asks every device on the RS-485 bus for its state; a device that does not answer is skipped."""
import multiprocessing as mp
import time
from typing import Callable, Dict, NamedTuple, Optional

ANSWER_WITHIN = 2.5


class Device(NamedTuple):
    address: int
    respond: Callable[[], str]


def motor() -> str:
    time.sleep(0.05)
    return "1450 rpm"


def sonar() -> str:
    # The firmware of this one forgets to answer when its supply is low.
    time.sleep(60)
    return "3.1 m"


def battery() -> str:
    time.sleep(0.05)
    return "24.6 V"


def transact(bus, device: Device, answer) -> None:
    """One request and its answer; nobody else may talk on the wires meanwhile."""
    with bus:
        answer.send((device.address, device.respond()))
    answer.close()


class Poller:
    def __init__(self, ctx):
        self.ctx = ctx
        self.bus = ctx.Lock()
        self.states: Dict[str, Optional[str]] = {}

    def ask(self, name: str, device: Device) -> Optional[str]:
        receiver, sender = self.ctx.Pipe(duplex=False)
        process = self.ctx.Process(target=transact, args=(self.bus, device, sender), name=name)
        process.start()
        sender.close()
        try:
            return self._answer(receiver, device)
        finally:
            receiver.close()
            self._retire(process)

    def _answer(self, receiver, device: Device) -> Optional[str]:
        if not receiver.poll(ANSWER_WITHIN):
            return None
        address, state = receiver.recv()
        return state if address == device.address else None

    def _retire(self, process) -> None:
        process.join(0.3)
        if process.exitcode is None:
            process.terminate()
            process.join()

    def sweep(self, devices: Dict[str, Device]) -> None:
        for name, device in devices.items():
            self.states[name] = self.ask(name, device)


def main() -> None:
    devices = {"motor": Device(3, motor), "sonar": Device(7, sonar), "battery": Device(9, battery)}
    poller = Poller(mp.get_context())
    poller.sweep(devices)
    for name, state in poller.states.items():
        print(f"{name}: {'no answer' if state is None else state}")


if __name__ == "__main__":
    main()
