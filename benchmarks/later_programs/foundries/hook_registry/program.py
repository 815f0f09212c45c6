"""Plugins subscribe to events from processes of their own."""

from multiprocessing import Manager, Process

from hooks import HookRegistry

PLUGINS = {"pour": ["thermometer", "camera"], "cool": ["thermometer"]}


def set_up(registry: HookRegistry, event: str, names: list) -> None:
    for name in names:
        registry.subscribe(event, name)


def main() -> None:
    with Manager() as manager:
        registry = HookRegistry(manager)
        processes = [Process(target=set_up, args=(registry, event, names)) for event, names in PLUGINS.items()]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        found = {event: registry.subscribers(event) for event in PLUGINS}
    if found == PLUGINS:
        print("ok")
    else:
        print("subscribers:", found)


if __name__ == "__main__":
    main()
