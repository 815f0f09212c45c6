from multiprocessing import Manager, Process

from bridges import TRAFFIC, listen
from registry import Registry


def overview(registry):
    house = {room: dict(devices) for room, devices in registry.rooms.items()}
    for devices in house.values():
        devices["total"] = len(devices)
    notes = registry.history.copy()
    for room in house:
        notes[room].sort()
        notes[room].insert(0, room.upper())
    return house, notes


def main():
    with Manager() as manager:
        registry = Registry(manager, ["kitchen", "living", "cellar"])
        bridges = [Process(target=listen, args=(radio, registry)) for radio in TRAFFIC]
        for bridge in bridges:
            bridge.start()
        for bridge in bridges:
            bridge.join()
            if bridge.exitcode:
                raise SystemExit(f"bridge ended with {bridge.exitcode}")
        house, notes = overview(registry)
        for room, devices in house.items():
            print(f"{room:8} {devices['total']} devices;", ", ".join(notes[room]))
        print("alarms:", *sorted(registry.alarms), sep="\n  ")
        assert sum(devices["total"] for devices in house.values()) == 7
        assert registry.stats.by_radio == {"zigbee": 3, "thread": 2, "wifi": 2}
        assert len(registry.alarms) == 2 and len(registry.history["kitchen"]) == 3
    print("ok")


if __name__ == "__main__":
    main()
