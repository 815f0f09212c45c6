"""What has to be ordered."""

from concurrent.futures import ProcessPoolExecutor
from typing import Dict, Iterable

import stock

MINIMUM = 10


def shortfall(code: str) -> int:
    try:
        return max(0, MINIMUM - stock.on_hand(code))
    except stock.Unknown:
        return MINIMUM


def order(codes: Iterable[str]) -> Dict[str, int]:
    codes = list(codes)
    with ProcessPoolExecutor(max_workers=2) as executor:
        found = dict(zip(codes, executor.map(shortfall, codes)))
    return {code: missing for code, missing in found.items() if missing}
