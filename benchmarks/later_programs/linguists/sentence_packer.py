"""Pack sentences into parcels and have their words counted by another process."""
import multiprocessing as mp
from array import array
from itertools import accumulate, chain, cycle, islice

SENTENCES = [s.split() for s in ("it was a dark night", "rain fell in torrents", "except at intervals")]
PARCEL = 7


def sentences(n):
    return islice(cycle(SENTENCES), n)


def pack(source, queue):
    parcel, lengths = [], array("I")
    for sentence in source:
        parcel.append(sentence)
        lengths.append(len(sentence))
        if len(parcel) == PARCEL:
            queue.put((tuple(parcel), lengths[:]))
            parcel = []
            del lengths[:]
    queue.put((tuple(parcel), lengths[:]))
    parcel.clear()
    queue.put(None)


def verify(queue, answer):
    total, bad = 0, 0
    for parcel, lengths in iter(queue.get, None):
        ends = list(accumulate(lengths)) or [0]
        words = list(chain.from_iterable(parcel))
        bad += len(words) != ends[-1]
        total += len(words)
    answer.send((total, bad))
    answer.close()


def main():
    queue = mp.Queue()
    reader, writer = mp.Pipe(duplex=False)
    proc = mp.Process(target=verify, args=(queue, writer))
    proc.start()
    writer.close()
    pack(sentences(600), queue)
    total, bad = reader.recv()
    proc.join()
    print(total, "words,", bad, "bad parcels")
    if proc.exitcode == 0 and (total, bad) == (sum(map(len, sentences(600))), 0):
        print("ok")


if __name__ == "__main__":
    main()
