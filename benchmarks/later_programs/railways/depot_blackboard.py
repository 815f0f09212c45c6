"""Depot blackboard: trades write down the open jobs of each unit."""
import multiprocessing
from multiprocessing.managers import SyncManager
from typing import List


class Blackboard:
    def __init__(self, manager: SyncManager, units: List[str]):
        self._columns = manager.dict()
        self._totals = manager.dict()
        self._mutex = manager.Lock()
        for unit in units:
            self._columns[unit] = manager.list()
            self._totals[unit] = 0

    def write(self, unit: str, job: str, hours: int) -> None:
        self._columns[unit].append((job, hours))
        with self._mutex:
            self._totals[unit] = self._totals[unit] + hours

    def jobs(self, unit: str) -> List[str]:
        return sorted(job for job, _ in self._columns[unit])

    def hours(self, unit: str) -> int:
        return self._totals[unit]


class Trade:
    hours_per_job = 1
    jobs = ()

    def __init__(self, board: Blackboard):
        self.board = board

    def inspect(self, units: List[str]) -> None:
        for unit in units:
            for job in self.jobs:
                self.board.write(unit, job, self.hours_per_job)


class Electrician(Trade):
    hours_per_job = 2
    jobs = ("pantograph strip", "battery")


class Fitter(Trade):
    hours_per_job = 5
    jobs = ("wheelset",)


class Shift:
    def __init__(self, context, trades):
        self.processes = [
            context.Process(target=trade.inspect, args=(units,)) for trade, units in trades
        ]

    def work(self) -> bool:
        for process in self.processes:
            process.start()
        for process in self.processes:
            process.join()
        return all(process.exitcode == 0 for process in self.processes)


def main() -> None:
    context = multiprocessing.get_context()
    units = ["442 101", "442 102"]
    with context.Manager() as manager:
        board = Blackboard(manager, units)
        shift = Shift(context, [(Electrician(board), units), (Fitter(board), units[:1])])
        assert shift.work()
        assert board.jobs("442 101") == ["battery", "pantograph strip", "wheelset"]
        assert board.hours("442 101") == 9
        assert board.hours("442 102") == 4
    print("ok")


if __name__ == "__main__":
    main()
