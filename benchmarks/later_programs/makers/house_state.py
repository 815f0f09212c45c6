import multiprocessing as mp
from dataclasses import dataclass


@dataclass
class Event:
    room: str
    device: str
    value: object


EVENTS = {
    "zigbee": [
        Event("kitchen", "lamp", "on"),
        Event("kitchen", "window", "open"),
        Event("hall", "motion", True),
    ],
    "wifi": [
        Event("living", "thermostat", 20.5),
        Event("living", "speaker", "playing"),
        Event("kitchen", "oven", "off"),
    ],
}


def make_state(manager, rooms):
    """What the house looks like to all bridges: a dict of the devices of each room."""
    state = manager.dict()
    for room in rooms:
        state[room] = {}
    return state


def bridge(name, state, journal, lock):
    for event in EVENTS[name]:
        with lock:
            state[event.room][event.device] = event.value
            journal.append(f"{name}: {event.room}/{event.device} = {event.value}")


def heating_needed(state):
    living = state["living"]
    kitchen = state["kitchen"]
    return living.get("thermostat", 0) < 21 and kitchen.get("window") != "open"


def main():
    with mp.Manager() as manager:
        state = make_state(manager, ["kitchen", "hall", "living"])
        journal = manager.list()
        lock = manager.Lock()
        bridges = [mp.Process(target=bridge, args=(name, state, journal, lock)) for name in EVENTS]
        for each in bridges:
            each.start()
        for each in bridges:
            each.join()
            assert each.exitcode == 0
        print(len(journal), "events")
        devices = sum(len(state[room]) for room in state.keys())
        print(devices, "devices known, heating", "on" if heating_needed(state) else "off")
        if devices == len(journal) and not heating_needed(state):
            print("ok")


if __name__ == "__main__":
    main()
