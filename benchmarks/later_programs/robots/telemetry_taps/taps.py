from typing import Any, Dict, Iterator, Tuple

import endpoints


class Taps:
    """The endpoints of a vehicle by topic."""

    def __init__(self) -> None:
        self._taps: Dict[str, Tuple[str, Any]] = {}

    def add(self, topic: str, kind: str, endpoint: Any = None) -> Any:
        endpoint = endpoints.make(kind) if endpoint is None else endpoint
        self._taps[topic] = kind, endpoint
        return endpoint

    def of_kind(self, kind: str) -> Iterator[Tuple[str, Any]]:
        wanted = endpoints.KINDS[kind]
        for topic, (_, endpoint) in self._taps.items():
            if isinstance(endpoint, wanted):
                yield topic, endpoint

    def topics(self):
        return sorted(self._taps)
