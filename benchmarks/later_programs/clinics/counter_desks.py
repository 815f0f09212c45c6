# Desks of the motor vehicle office: the totals are counted over all processes,
# the receipts are printed by threads of this one.
import threading
from multiprocessing import Lock, Process, Value
from multiprocessing.pool import ThreadPool

FEES = {"registration": 40, "plates": 12, "transfer": 27}
DESKS = [
    ["plates", "plates", "transfer"],
    ["registration"],
    ["transfer", "registration", "plates", "plates"],
]

print_lock = threading.Lock()
receipts = []


def desk(cases, total, writing):
    for case in cases:
        with writing:
            total.value += FEES[case]


def receipt(case):
    text = "%-14s %3d" % (case, FEES[case])
    with print_lock:
        receipts.append(text)
        print(text)


if __name__ == "__main__":
    writing = Lock()
    total = Value("i", 0, lock=False)
    processes = [Process(target=desk, args=(cases, total, writing)) for cases in DESKS]
    for p in processes:
        p.start()
    for p in processes:
        p.join()

    with ThreadPool(3) as threads:
        threads.map(receipt, [case for cases in DESKS for case in cases])

    print("cash:", total.value)
    assert total.value == sum(FEES[case] for cases in DESKS for case in cases)
    assert len(receipts) == 8
    print("ok")
