"""Look-up of the region of an IPv4 address."""
from __future__ import annotations

import bisect
import ipaddress
from typing import Iterable

Row = tuple[str, str]

_starts: list[int] = []
_names: list[str] = []


def install(rows: Iterable[Row]) -> None:
    """Make *rows* (network, region) the table of this process."""
    table = sorted((int(ipaddress.ip_network(net).network_address), name) for net, name in rows)
    _starts[:] = [start for start, _ in table]
    _names[:] = [name for _, name in table]


def region(address: str) -> str:
    place = bisect.bisect_right(_starts, int(ipaddress.ip_address(address))) - 1
    return _names[place] if place >= 0 else "unknown"


def known() -> int:
    return len(_names)
