"""Jobs as processes: the result comes back through a pipe, and is kept where it was asked for."""

import abc
import multiprocessing
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")


class Job(multiprocessing.Process, Generic[Result]):
    def __init__(self) -> None:
        super().__init__()
        self._reader, self._writer = multiprocessing.Pipe(duplex=False)
        self._result: Any = None
        self.attempts = 0

    @abc.abstractmethod
    def compute(self) -> Result: ...

    def run(self) -> None:
        self.attempts += 1
        self._result = self.compute()
        self._writer.send((self._result, self.attempts))

    def result(self) -> Result:
        if self._result is None:
            self._writer.close()
            self._result, self.attempts = self._reader.recv()
            self.join()
        return self._result


class Sieve(Job[int]):
    def __init__(self, grains: int) -> None:
        super().__init__()
        self.grains = grains

    def compute(self) -> int:
        return sum(1 for grain in range(self.grains) if grain % 3 == 0)


def main() -> None:
    sieves = [Sieve(grains) for grains in (30, 100)]
    for sieve in sieves:
        sieve.start()
    assert [sieve.result() for sieve in sieves] == [10, 34]
    assert [sieve.attempts for sieve in sieves] == [1, 1]
    print("ok")


if __name__ == "__main__":
    main()
