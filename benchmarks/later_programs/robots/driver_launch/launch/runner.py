import asyncio
from dataclasses import dataclass
from typing import Iterable, List

from .nodes import Node


@dataclass
class Report:
    node: Node
    status: int
    lines: List[str]


async def start(node: Node, patience: float) -> Report:
    """Drivers see nothing of the operator's shell: their environment is the launch file's."""
    process = await asyncio.create_subprocess_exec(
        *node.command(),
        env=node.environment(),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await asyncio.wait_for(process.communicate(), patience)
    return Report(node, process.returncode, output.decode("utf-8").splitlines())


async def start_all(nodes: Iterable[Node], patience: float = 8.0) -> List[Report]:
    return list(await asyncio.gather(*(start(node, patience) for node in nodes)))
