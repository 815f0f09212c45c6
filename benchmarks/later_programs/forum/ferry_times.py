from contextlib import closing
from multiprocessing import Pipe, Process
from multiprocessing.dummy import Pool as ThreadPool

TIMETABLE = {"red": (6, 22, 2), "blue": (5, 23, 3), "green": (8, 18, 5)}


def sail(line, times, conn):
    with closing(conn):
        for hour in range(*times):
            conn.send((line, hour))


def drain(reader):
    trips = []
    while True:
        try:
            trips.append(reader.recv())
        except EOFError:
            return trips


def launch(line, times):
    reader, writer = Pipe(duplex=False)
    (p := Process(target=sail, args=(line, times, writer))).start()
    writer.close()
    return p, reader


def main():
    ferries = {line: launch(line, times) for line, times in TIMETABLE.items()}
    trips = {line: drain(reader) for line, (_, reader) in ferries.items()}
    for p, _ in ferries.values():
        p.join()
    failed = [line for line, (p, _) in ferries.items() if p.exitcode]
    with ThreadPool(2) as threads:
        texts = threads.map(lambda kv: f"{kv[0]}: {len(kv[1])} trips", trips.items())
    print(*texts, sep="\n")
    match {line: len(ts) for line, ts in trips.items()}, failed:
        case {"red": 8, "blue": 6, "green": 2}, []:
            print("ok")
        case other:
            print("unexpected", other)


if __name__ == "__main__":
    main()
