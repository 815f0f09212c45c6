"""Group the samples of a seismometer into packets and pick the strongest of each."""
import multiprocessing

from packets import Packetizer
from picking import pick_strongest


def samples(count):
    state = 11
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2**31
        yield state % 1000


def main():
    packets = multiprocessing.Queue()
    picks = multiprocessing.SimpleQueue()
    picker = multiprocessing.Process(target=pick_strongest, args=(packets, picks))
    picker.start()
    packetizer = Packetizer(packets.put, size=25)
    wanted = [max(group) for group in zip(*[samples(500)] * 25)]
    for sample in samples(500):
        packetizer.add(sample)
    packetizer.finish()
    found = [picks.get() for _ in wanted]
    picker.join()
    print("ok" if found == wanted else "%d of %d picks are right" % (sum(map(int.__eq__, found, wanted)), len(wanted)))


if __name__ == "__main__":
    main()
