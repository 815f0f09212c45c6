"""A small supervisor: each unit is a process with a flag by which it can be told to stop."""
import multiprocessing as mp
import time
from typing import List, NamedTuple


class Handle(NamedTuple):
    process: mp.Process
    stop: object

    def end(self) -> int:
        self.stop.set()
        self.process.join()
        return self.process.exitcode


def beat(name: str, stop, beats) -> None:
    while not stop.wait(0.01):
        with beats.get_lock():
            beats.value += 1


def launch(name: str, beats) -> Handle:
    stop = mp.Event()
    process = mp.Process(target=beat, args=(name, stop, beats), name=name)
    process.start()
    return Handle(process, stop)


class Supervisor:
    def __init__(self, names: List[str]):
        self.beats = mp.Value("q", 0)
        self.handles = [launch(name, self.beats) for name in names]

    def wait_for(self, number: int) -> None:
        until = time.monotonic() + 30
        while self.beats.value < number and time.monotonic() < until:
            time.sleep(0.01)

    def shut_down(self) -> List[int]:
        return [handle.end() for handle in self.handles]


def main():
    supervisor = Supervisor(["web", "mail", "cron"])
    supervisor.wait_for(6)
    codes = supervisor.shut_down()
    assert codes == [0, 0, 0], codes
    assert supervisor.beats.value >= 6
    print("ok")


if __name__ == "__main__":
    main()
