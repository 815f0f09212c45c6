import multiprocessing

import stations

GALLEYS = ["The  type is set.", "The type   is read;", "the type is melted"]


def main(context):
    raw, cleaned, applied, counted = (context.Queue() for _ in range(4))
    line = [
        context.Process(target=stations.clean, args=(raw, cleaned)),
        context.Process(target=stations.apply, args=(cleaned, applied)),
        context.Process(target=stations.count, args=(applied, counted)),
    ]
    for station in line:
        station.start()
    for galley in GALLEYS:
        raw.put(galley)
    raw.put(None)

    totals, length = {}, 0
    while True:
        counts = counted.get()
        if counts is None:
            break
        length += counted.get()
        for word, number in counts:
            totals[word] = totals.get(word, 0) + number
    for station in line:
        station.join()
    assert not any(station.exitcode for station in line)
    assert totals["type"] == 3 and length == 12, (totals, length)
    print("words:", length)
    print("ok")


if __name__ == "__main__":
    main(multiprocessing.get_context())
