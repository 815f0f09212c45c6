"""Training rollouts on the big card, evaluation on the small one."""
import enum
import statistics
from typing import NamedTuple, Sequence

from device import Device
from rollouts import Rollout, collect


class Phase(enum.Enum):
    TRAIN = "train"
    EVALUATE = "evaluate"


class Plan(NamedTuple):
    phase: Phase
    card: int
    seeds: Sequence[int]


PLANS = (
    Plan(Phase.TRAIN, card=0, seeds=range(1, 7)),
    Plan(Phase.EVALUATE, card=3, seeds=range(20, 23)),
)


def cards_of(rollouts: Sequence[Rollout]) -> str:
    return ", ".join(str(card) for card in sorted({rollout.card for rollout in rollouts}))


def execute(plan: Plan) -> str:
    Device(plan.card).activate()
    rollouts = collect(list(plan.seeds))
    mean = statistics.fmean(rollout.reward for rollout in rollouts)
    return f"{plan.phase.value}: {len(rollouts)} rollouts on card {cards_of(rollouts)}, mean {mean:.1f}"


def main() -> None:
    for plan in PLANS:
        print(execute(plan))


if __name__ == "__main__":
    main()
