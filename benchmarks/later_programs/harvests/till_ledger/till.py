"""One till of the shop."""

from multiprocessing import Process


class Till(Process):
    def __init__(self, ledger, sales, doors):
        super().__init__()
        self.ledger = ledger
        self.sales = sales
        self.doors = doors

    def run(self):
        self.doors.wait(20)
        for amount in self.sales:
            self.ledger.add(amount)
