"""Read club announcements aloud (well, print them), one process for every room."""
import multiprocessing as mp
import time

ROOMS = ("bar", "gym", "hall")


def announce(room, messages, slots):
    for message in messages:
        with slots:
            time.sleep(0.01)
            print(f"[{room}] {message}", flush=True)


def announcer_for(room, messages, loud=False):
    """The process that announces in a room; at most two voices at a time, one if it is loud."""
    slots = mp.BoundedSemaphore(1 if loud else 2)
    options = {"room": room, "messages": list(messages), "slots": slots}
    return mp.Process(target=announce, name=f"announcer-{room}", kwargs=options)


def start_all(messages):
    started = []
    for room in ROOMS:
        process = announcer_for(room, messages, loud=room == "bar")
        process.start()
        started.append(process)
    return started


def wait_for(processes, seconds=60):
    deadline = time.monotonic() + seconds
    for process in processes:
        process.join(max(0.0, deadline - time.monotonic()))
    return [process.name for process in processes if process.exitcode != 0]


def main():
    failed = wait_for(start_all(["The bar closes at ten.", "Lost: one glove."]))
    if failed:
        raise SystemExit("silent: " + ", ".join(failed))
    print("ok")


if __name__ == "__main__":
    main()
