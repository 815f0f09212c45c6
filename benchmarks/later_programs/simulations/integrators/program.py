"""Compare three quadrature rules, each in a process of its own."""
from multiprocessing import Pipe, Process
from math import erf, pi, sin, sqrt

from rules import Repeated, make_worker, midpoint, simpson

EXACT = {"cos": sin(1.0), "bell": sqrt(pi) / 2 * erf(1.0)}


def jobs(name):
    for factory, options in (
        (make_worker, (midpoint, 2000)),
        (make_worker, (simpson, 200)),
        (Repeated, (100,)),
    ):
        receiver, sender = Pipe(duplex=False)
        process = Process(target=factory(*options), kwargs={"name": name, "limits": (0.0, 1.0), "reply": sender})
        process.start()
        sender.close()
        yield process, receiver


def extra(name):
    receiver, sender = Pipe(duplex=False)
    process = Process(target=make_worker(simpson, 50), args=(name, (0.0, 1.0)), kwargs={"reply": sender})
    process.start()
    sender.close()
    return process, receiver


def main():
    good = True
    for process, receiver in [*jobs("cos"), extra("bell")]:
        rule, name, value = receiver.recv()
        process.join()
        good = good and process.exitcode == 0 and abs(value - EXACT[name]) < 1e-6
        print(f"{rule:10}{name:6}{value:.9f}")
    print("ok" if good else "wrong")


if __name__ == "__main__":
    main()
