# Loading docks: trucks queue up, dock workers unload them, and the gate closes when every truck is done.
import multiprocessing

TRUCKS = [
    {"plate": "HH-AB 12", "pallets": 14},
    {"plate": "B-XY 9", "pallets": None},
    {"plate": "M-KL 777", "pallets": 33},
    {"plate": "K-OO 5", "pallets": 0},
    {"plate": "S-TT 81", "pallets": 20},
]
CAPACITY = 25


def unload(truck):
    if truck["pallets"] > CAPACITY:
        raise ValueError(f"{truck['plate']} has too many pallets")
    return truck["pallets"]


def dock(gate, unloaded, refused):
    while True:
        truck = gate.get()
        try:
            if truck is None:
                return
            if truck["pallets"] is None:
                with refused.get_lock():
                    refused.value += 1
                continue
            with unloaded.get_lock():
                unloaded.value += unload(truck)
        except ValueError as error:
            print("sent back:", error, flush=True)
        finally:
            gate.task_done()


def main():
    gate = multiprocessing.JoinableQueue()
    unloaded = multiprocessing.Value("i", 0)
    refused = multiprocessing.Value("i", 0)
    docks = [multiprocessing.Process(target=dock, args=(gate, unloaded, refused)) for _ in range(2)]
    for worker in docks:
        worker.start()
    for truck in TRUCKS:
        gate.put(truck)
    gate.join()
    for _ in docks:
        gate.put(None)
    gate.join()
    for worker in docks:
        worker.join()
    print(unloaded.value, "pallets unloaded,", refused.value, "truck refused")
    print("ok")


if __name__ == "__main__":
    main()
