from multiprocessing import Process, current_process, parent_process
import os
import tempfile


def decay(start, rate, steps):
    values = [start]
    for _ in range(steps):
        values.append(values[-1] * (1 - rate))
    return values


def simulate(folder, name, rate):
    values = decay(100.0, rate, 20)
    where = "parent" if parent_process() is None else "child"
    with open(os.path.join(folder, name), "w") as out:
        print(where, file=out)
        for value in values:
            print("%.4f" % value, file=out)


def read_back(folder):
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name)) as source:
            where, *values = source.read().split()
        yield name, where, len(values)


def main():
    runs = {"slow": 0.01, "medium": 0.05, "fast": 0.2}
    with tempfile.TemporaryDirectory() as folder:
        processes = []
        for name, rate in runs.items():
            processes.append(Process(target=simulate(folder, name, rate)))
        for process in processes:
            process.start()
        for process in processes:
            process.join()
            assert process.exitcode == 0
        found = list(read_back(folder))
    places = {where for _, where, _ in found}
    print("ok" if places == {"child"} else f"ran in {places} {current_process().name}")


if __name__ == "__main__":
    main()
