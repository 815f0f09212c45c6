#!/usr/bin/env python3
"""A crawl node: takes its share of the frontier, normalises the pages in worker processes, reports.

The box is shared with the database, so that a node stays on the CPUs that the deployment gives it.
"""
import logging
import os
import re
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import cpu_count as detected
from urllib.parse import urljoin

logger = logging.getLogger("node")
LINK = re.compile(r'href="([^"]+)"')


@dataclass
class Deployment:
    node: str = "crawl-07"
    cpus: int = 1
    parsers: int = field(default_factory=detected)
    pages: int = 40


@dataclass
class Report:
    deployment: Deployment
    links: int = 0
    seconds: float = 0.0
    slots: int = 1

    @property
    def pressure(self):
        return self.deployment.parsers / self.slots

    def __str__(self):
        return (
            f"{self.deployment.node}: {self.links} links of {self.deployment.pages} pages, "
            f"{self.deployment.parsers} parsers on {self.slots} CPUs"
        )


def confine(cpus):
    """Keep this process and its children on the first CPUs; how many those are."""
    if not hasattr(os, "sched_setaffinity"):
        return detected()
    allowed = sorted(os.sched_getaffinity(0))[:cpus]
    os.sched_setaffinity(0, allowed)
    return len(allowed)


def page(number):
    anchors = "".join(f'<a href="/item/{number * 10 + k}">item</a>' for k in range(number % 5 + 1))
    return f"https://shop.example/list/{number}", f"<html>{anchors}</html>"


def outlinks(source):
    url, html = source
    return sorted({urljoin(url, match) for match in LINK.findall(html)})


class Node:
    def __init__(self, deployment):
        self.deployment = deployment
        self.slots = confine(deployment.cpus)

    def run(self):
        report = Report(self.deployment, slots=self.slots)
        began = time.perf_counter()
        with ProcessPoolExecutor(self.deployment.parsers) as workers:
            for links in workers.map(outlinks, [page(n) for n in range(self.deployment.pages)]):
                report.links += len(links)
        report.seconds = time.perf_counter() - began
        return report


def main():
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    report = Node(Deployment()).run()
    print(report)
    if report.pressure > 1:
        logger.warning("every page waits for %.1f others", report.pressure - 1)
        print("node overcommitted")
    else:
        print("ok")


if __name__ == "__main__":
    main()
