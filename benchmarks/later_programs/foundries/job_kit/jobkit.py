"""Jobs: what is to be computed is said by subclasses."""

import abc
import multiprocessing
from typing import Generic, Optional, TypeVar

Result = TypeVar("Result")


class Job(multiprocessing.Process, Generic[Result]):
    def __init__(self) -> None:
        super().__init__()
        self.result: Optional[Result] = None

    @abc.abstractmethod
    def compute(self) -> Result:
        """The work itself."""

    def run(self) -> None:
        self.result = self.compute()

    def wait(self) -> Optional[Result]:
        """What the job has found, once it is done."""
        self.join()
        if self.exitcode:
            raise RuntimeError(f"{self.name} failed")
        return self.result
