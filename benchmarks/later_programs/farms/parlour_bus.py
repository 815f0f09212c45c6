"""Message fan-out of the milking parlour.

Readers (scales, conductivity, cameras) publish; anybody may attach a sink.
"""
import collections
import multiprocessing as mp
import sys
import time

Msg = collections.namedtuple("Msg", "stall kind value")


class Bus:
    def __init__(self):
        self._senders = []

    def attach(self, sink):
        if callable(sink):
            send = sink
        elif isinstance(sink, (mp.Queue, mp.SimpleQueue)):
            send = sink.put
        elif isinstance(sink, list):
            send = sink.append
        else:
            raise TypeError("cannot publish to %r" % (sink,))
        self._senders.append(send)
        return self

    def publish(self, msg):
        for send in self._senders:
            send(msg)


def tally(inbox, outbox):
    kilos = collections.Counter()
    while True:
        msg = inbox.get()
        if msg is None:
            break
        if msg.kind == "kg":
            kilos[msg.stall] += msg.value
    outbox.put(dict(kilos))


def main():
    to_tally, from_tally = mp.Queue(), mp.Queue()
    archive = []
    bus = Bus()
    bus.attach(archive).attach(to_tally)

    proc = mp.Process(target=tally, args=(to_tally, from_tally))
    proc.start()
    began = time.time()
    for stall, kg in ((1, 12), (2, 9), (1, 3)):
        bus.publish(Msg(stall, "kg", kg))
        bus.publish(Msg(stall, "mS", 5.1))
    to_tally.put(None)
    totals = from_tally.get(timeout=7)
    proc.join()
    if proc.exitcode:
        return proc.exitcode

    print("%d messages, %s, %.1f s" % (len(archive), totals, time.time() - began))
    print("ok" if totals == {1: 15, 2: 9} else "totals differ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
