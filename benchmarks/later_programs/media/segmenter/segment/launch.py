"""Starts cutters."""
import multiprocessing as mp
from pathlib import Path

from .cutter import Programme, cut


def start(programme: Programme, root: Path) -> mp.Process:
    slots = mp.Semaphore(programme.writers)
    process = mp.Process(
        target=cut,
        name=f"cut-{programme.name}",
        kwargs={"programme": programme, "folder": root / programme.name, "slots": slots},
    )
    process.start()
    return process
