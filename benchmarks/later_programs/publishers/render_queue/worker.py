from __future__ import annotations

from multiprocessing import Process
from multiprocessing.queues import Queue
from typing import Callable, Optional


class PageRenderer(Process):
    """Takes page numbers from a queue and puts what it made of them into another one."""

    def __init__(self, pages: Queue, rendered: Queue, style: Optional[Callable[[str], str]] = None):
        super().__init__(name="page-renderer")
        self.pages = pages
        self.rendered = rendered
        self.style = style or str.strip

    def run(self) -> None:
        for number in iter(self.pages.get, None):
            raw = f"  page {number}  "
            self.rendered.put((number, self.style(raw)))
