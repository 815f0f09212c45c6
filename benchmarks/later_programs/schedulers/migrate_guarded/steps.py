from typing import NamedTuple

from prompts import confirmed


class Step(NamedTuple):
    name: str
    destructive: bool = False


STEPS = (Step("add_column"), Step("drop_legacy_table", destructive=True), Step("add_index"))


def apply_step(step):
    if step.destructive and not confirmed("really run %s?" % step.name):
        return False
    return True
