from multiprocessing.connection import Listener


class Ledger:
    def __init__(self):
        self.balances = {}

    def post(self, account, cents):
        self.balances[account] = self.balances.get(account, 0) + cents
        return self.balances[account]


def serve(report, key, clients):
    ledger = Ledger()
    with Listener(("localhost", 0), authkey=key) as listener:
        report.send(listener.address)
        report.close()
        for _ in range(clients):
            with listener.accept() as connection:
                while True:
                    request = connection.recv()
                    if request is None:
                        break
                    connection.send(ledger.post(*request))
