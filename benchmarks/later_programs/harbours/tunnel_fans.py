"""Computes the speed of the fans in the road tunnels.

The control room runs each tunnel's plan in an interpreter of its own, so that the plans
cannot get into each other's way.
"""

import multiprocessing
from concurrent.futures import InterpreterPoolExecutor
from dataclasses import dataclass


@dataclass
class Tunnel:
    name: str
    length: int
    vehicles: list[int]


def draught(length: int, vehicles: int) -> float:
    return round(0.4 + vehicles * length / 250_000, 2)


def plan(tunnel: Tunnel) -> tuple[str, float]:
    """The speed that the busiest minute asks for."""
    with multiprocessing.Pool(2) as pool:
        speeds = pool.starmap(draught, [(tunnel.length, count) for count in tunnel.vehicles])
    return tunnel.name, max(speeds)


def main() -> None:
    tunnels = [
        Tunnel("River", 1800, [120, 340, 290]),
        Tunnel("Castle Hill", 650, [80, 75, 110]),
    ]
    with InterpreterPoolExecutor(max_workers=2) as plans:
        for name, speed in plans.map(plan, tunnels):
            print(f"{name}: {speed} m/s")
    print("ok")


if __name__ == "__main__":
    main()
