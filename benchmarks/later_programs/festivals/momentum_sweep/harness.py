"""Experiments that run themselves when their file is the one that was started."""

from dataclasses import dataclass, field
from typing import Any, Callable, Dict


@dataclass
class Study:
    title: str
    params: Dict[str, Any] = field(default_factory=dict)

    def settings(self, **values: Any) -> "Study":
        self.params.update(values)
        return self

    def automain(self, function: Callable[..., str]) -> Callable[..., str]:
        """Run the function now if its module is the program; a worker knows that module by another name."""
        if function.__module__ == "__main__":
            print(f"{self.title}: {function(**self.params)}")
            print("ok")
        return function
