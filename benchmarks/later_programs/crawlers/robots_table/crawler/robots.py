"""Compiled rules of all known hosts."""
from __future__ import annotations

from typing import Dict, List, Tuple
from urllib.robotparser import RobotFileParser

from . import fanout
from .sources import ROBOTS

Rules = List[Tuple[str, Tuple[str, ...]]]


def compile_host(host: str) -> Rules:
    """Agents and the prefixes that they must not fetch, as plain data."""
    parser = RobotFileParser()
    parser.parse(ROBOTS[host].splitlines())
    entries = [*parser.entries, *([parser.default_entry] if parser.default_entry else ())]
    return [
        (agent, tuple(line.path for line in entry.rulelines if not line.allowance))
        for entry in entries
        for agent in entry.useragents
    ]


class RobotsTable:
    def __init__(self, rules: Dict[str, Rules]) -> None:
        self._rules = rules

    @classmethod
    def compiled(cls, hosts) -> RobotsTable:
        return cls(fanout.over(compile_host, sorted(hosts)))

    def allows(self, host: str, agent: str, path: str) -> bool:
        for name, prefixes in self._rules.get(host, ()):
            if name in ("*", agent):
                return not any(path.startswith(prefix) for prefix in prefixes)
        return True


TABLE = RobotsTable.compiled(ROBOTS)
