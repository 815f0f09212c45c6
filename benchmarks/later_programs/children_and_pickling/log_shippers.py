"""Ship log lines of several services, one process for each of them."""
import multiprocessing as mp
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Service:
    name: str
    lines: int


def ship(service, folder, pace):
    target = Path(folder) / f"{service.name}.log"
    with target.open("w") as out:
        for number in range(service.lines):
            with pace:
                out.write(f"{service.name} line {number}\n")


def launch(service, folder):
    pace = mp.BoundedSemaphore(2)
    proc = mp.Process(target=ship, args=(service, folder, pace), name=service.name)
    proc.start()
    return proc


def main():
    services = [Service("web", 30), Service("mail", 12), Service("cron", 5)]
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        running = [launch(service, folder) for service in services]
        for proc in running:
            stack.callback(proc.close)
        for proc in running:
            proc.join()
            print(proc.name, "ended with", proc.exitcode)
        shipped = sum(
            len(path.read_text().splitlines()) for path in Path(folder).glob("*.log")
        )
    print("shipped", shipped, "of", sum(s.lines for s in services))


if __name__ == "__main__":
    main()
