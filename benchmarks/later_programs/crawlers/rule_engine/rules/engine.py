import collections
import dataclasses
import multiprocessing

from . import builtin  # noqa: F401
from .registry import RULES

#: How many lines the process that called scan() has got answers for.
lines_seen = 0

_active = None
_memo = {}


@dataclasses.dataclass(frozen=True)
class Profile:
    slow: int = 5000
    skipped: frozenset = frozenset()

    def enabled(self):
        return {name: rule for name, rule in RULES.items() if name not in self.skipped}


def _adopt(profile):
    global _active
    _active = profile
    _memo.clear()


def _judge(line):
    key = line.split(" ", 2)[1]
    if key not in _memo:
        fields = line.split()
        _memo[key] = [name for name, rule in _active.enabled().items() if rule(fields, _active)]
    return _memo[key]


def scan(lines, profile, workers):
    global lines_seen
    hits = collections.Counter()
    with multiprocessing.Pool(workers, _adopt, (profile,)) as pool:
        for names in pool.imap(_judge, lines):
            lines_seen += 1
            hits.update(names)
    return hits
