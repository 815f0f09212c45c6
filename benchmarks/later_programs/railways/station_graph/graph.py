from typing import Dict, List, Tuple


class Network:
    def __init__(self, edges: List[Tuple[str, str, int]]):
        self.neighbours: Dict[str, Dict[str, int]] = {}
        for a, b, minutes in edges:
            self.neighbours.setdefault(a, {})[b] = minutes
            self.neighbours.setdefault(b, {})[a] = minutes

    @classmethod
    def ladder(cls, length: int) -> "Network":
        edges = []
        for i in range(length - 1):
            edges.append((f"U{i}", f"U{i + 1}", 3))
            edges.append((f"V{i}", f"V{i + 1}", 4))
            edges.append((f"U{i}", f"V{i}", 1))
        return cls(edges)

    def minutes_from(self, origin: str) -> Dict[str, int]:
        best = {origin: 0}
        waiting = [origin]
        while waiting:
            here = waiting.pop(0)
            for there, minutes in self.neighbours[here].items():
                total = best[here] + minutes
                if total < best.get(there, total + 1):
                    best[there] = total
                    waiting.append(there)
        return best
