import enum
from abc import ABC, abstractmethod
from concurrent.futures import ProcessPoolExecutor
from typing import Dict, List, NamedTuple, Type

Aspect = enum.Enum("SignalAspect", "DANGER CAUTION PRELIMINARY CLEAR")


class Approach(NamedTuple):
    signal: str
    free_blocks: int
    diverging: bool


class AspectRule(ABC):
    registry: Dict[str, Type["AspectRule"]] = {}

    def __init_subclass__(cls, railway: str, **kwargs):
        super().__init_subclass__(**kwargs)
        AspectRule.registry[railway] = cls

    @abstractmethod
    def aspect(self, approach: Approach) -> Aspect:
        ...


class ThreeAspectRule(AspectRule, railway="branch"):
    def aspect(self, approach):
        if approach.free_blocks == 0:
            return Aspect.DANGER
        return Aspect.CAUTION if approach.free_blocks == 1 else Aspect.CLEAR


class FourAspectRule(AspectRule, railway="main"):
    LADDER = (Aspect.DANGER, Aspect.CAUTION, Aspect.PRELIMINARY, Aspect.CLEAR)

    def aspect(self, approach):
        step = min(approach.free_blocks, len(self.LADDER) - 1)
        if approach.diverging:
            step = min(step, 1)
        return self.LADDER[step]


def decide(railway: str, approach: Approach):
    rule = AspectRule.registry[railway]()
    return approach.signal, rule.aspect(approach)


class Interlocking:
    def __init__(self, executor: ProcessPoolExecutor, railway: str):
        self.executor = executor
        self.railway = railway

    def set_signals(self, approaches: List[Approach]) -> Dict[str, Aspect]:
        futures = [
            self.executor.submit(decide, self.railway, approach)
            for approach in approaches
        ]
        return dict(future.result() for future in futures)


def main():
    approaches = [
        Approach("N12", 0, False),
        Approach("N14", 3, True),
        Approach("N16", 2, False),
    ]
    with ProcessPoolExecutor(2) as executor:
        shown = Interlocking(executor, "main").set_signals(approaches)
    assert shown["N16"] is Aspect.PRELIMINARY
    print("ok")


if __name__ == "__main__":
    main()
