import multiprocessing as mp
import time


def operate(orders, reports, settings):
    while True:
        kind, number = orders.get()
        time.sleep(0.02 * settings["speed"])
        reports.put((kind, number, settings["speed"]))


class Gantries:
    """Some processes that take orders from one queue."""

    def __init__(self, number):
        self.number = number
        self.orders = mp.Queue()
        self.reports = mp.Queue()
        self.crews = []

    def start(self, settings):
        self.crews = [
            mp.Process(target=operate, args=(self.orders, self.reports, settings), daemon=True)
            for _ in range(self.number)
        ]
        for crew in self.crews:
            crew.start()

    def restart(self, settings):
        time.sleep(0.3)  # let them put down what they carry
        self.stop()
        self.start(settings)

    def stop(self):
        for crew in self.crews:
            crew.terminate()
        for crew in self.crews:
            crew.join()
