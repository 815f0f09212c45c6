"""Add up the traffic seen by several interface readers."""
import multiprocessing as mp
from dataclasses import dataclass
from typing import Any, Dict

MIB = 1024 * 1024
BURST = 96 * MIB


@dataclass
class Meter:
    packets: Any
    octets: Any

    def add(self, packets: int, octets: int) -> None:
        with self.packets.get_lock():
            self.packets.value += packets
        with self.octets.get_lock():
            self.octets.value += octets


def new_meter(ctx) -> Meter:
    return Meter(packets=ctx.Value("i", 0), octets=ctx.Value("i", 0))


def read_interface(name: str, bursts: int, meter: Meter) -> None:
    for _ in range(bursts):
        meter.add(BURST // 1500, BURST)


def measure(plan: Dict[str, int]) -> Meter:
    ctx = mp.get_context()
    meter = new_meter(ctx)
    readers = [ctx.Process(target=read_interface, args=(name, bursts, meter)) for name, bursts in plan.items()]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    bad = [reader.name for reader in readers if reader.exitcode]
    if bad:
        raise RuntimeError(f"readers failed: {bad}")
    return meter


def main() -> None:
    meter = measure({"eth0": 20, "eth1": 9, "wlan0": 4})
    print(f"{meter.packets.value} packets, {meter.octets.value // MIB} MiB")


if __name__ == "__main__":
    main()
