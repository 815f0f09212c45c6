"""Everything that the processes of one simulation share, made from one and the same context."""
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from typing import Any


@dataclass
class Kit:
    ctx: BaseContext
    gate: Any
    poses: Any
    stop: Any

    @classmethod
    def of(cls, ctx: BaseContext, parties: int) -> "Kit":
        return cls(ctx, gate=ctx.Barrier(parties), poses=ctx.Queue(), stop=ctx.Event())

    def shared(self):
        return self.gate, self.poses, self.stop

    def start(self, target, *args):
        process = self.ctx.Process(target=target, args=(*self.shared(), *args))
        process.start()
        return process
