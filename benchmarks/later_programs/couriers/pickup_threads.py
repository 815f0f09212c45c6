import queue
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.dummy import Pool
from threading import Thread

STREETS = ("Mill Lane", "High Street", "Quay", "Church Row")

doorbells = ThreadPoolExecutor(max_workers=3, thread_name_prefix="doorbell")
backlog: "queue.Queue" = queue.Queue(maxsize=50_000)


def ring(street):
    return lambda house: f"{house} {street}"


def collector(found):
    for address in iter(backlog.get, None):
        found.append(address)
        backlog.task_done()
    backlog.task_done()


addresses = []
background = Thread(target=collector, args=(addresses,), daemon=True)
background.start()

for street, bell in zip(STREETS, map(ring, STREETS)):
    for address in doorbells.map(bell, range(1, 4)):
        backlog.put(address)
backlog.put(None)
backlog.join()
background.join()
doorbells.shutdown()

with Pool(2) as walkers:
    shouted = walkers.map(lambda text: text.upper(), addresses)

assert len(shouted) == 3 * len(STREETS)
assert shouted[0] == "1 MILL LANE" and shouted[-1] == "3 CHURCH ROW"
print("ok")
