"""A reconciliation daemon: workers are gathered in at the end, what they say is read while they run."""
import logging
import multiprocessing as mp
from typing import Any, Dict, Iterator, List

log = logging.getLogger("recon")


class Daemon:
    def __init__(self, sources: List[str], compare: Any) -> None:
        self.sources = sources
        self.compare = compare
        self.queue = mp.Queue(maxsize=512)
        self.workers: List[mp.Process] = []

    def stop(self) -> None:
        """Waits for the workers; whoever calls it has read everything, or has given up on it."""
        for worker in self.workers:
            worker.join()
            log.info("%s ended with %s", worker.name, worker.exitcode)

    def start(self) -> None:
        for source in self.sources:
            worker = mp.Process(target=self.compare, args=(source, self.queue), name=source)
            worker.start()
            self.workers.append(worker)

    def messages(self) -> Iterator[Dict[str, Any]]:
        open_sources = set(self.sources)
        while open_sources:
            message = self.queue.get(timeout=9)
            if message.get("end"):
                open_sources.discard(message["source"])
            else:
                yield message

    def collect(self) -> List[Dict[str, Any]]:
        self.start()
        try:
            found = list(self.messages())
        except Exception:
            for worker in self.workers:
                worker.kill()
            raise
        finally:
            self.stop()
        if any(worker.exitcode for worker in self.workers):
            raise RuntimeError("a source was not reconciled")
        return found
