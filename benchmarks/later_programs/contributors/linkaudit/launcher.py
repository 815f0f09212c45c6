"""Starts checker processes and makes sure that they are gone afterwards."""
from __future__ import annotations

import logging
import multiprocessing

log = logging.getLogger("linkaudit.launcher")


class Launcher:
    def __init__(self, method: str = "spawn") -> None:
        self.ctx = multiprocessing.get_context(method)
        self._running = []

    def __enter__(self) -> "Launcher":
        return self

    def launch(self, target, *args) -> None:
        process = self.ctx.Process(target=target, args=args, name=target.__name__)
        process.start()
        log.debug("started %s", process.name)
        self._running.append(process)

    def __exit__(self, *exc_info) -> None:
        for process in self._running:
            process.join()
            if process.exitcode:
                raise SystemExit("%s ended with %s" % (process.name, process.exitcode))
