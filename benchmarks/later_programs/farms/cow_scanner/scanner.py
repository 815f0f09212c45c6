import multiprocessing
import threading


class Scanner(object):
    """Rates cows by their body scan; the feedbox gate takes orders from ``orders``."""

    def __init__(self, limit):
        self.limit = limit
        self.orders = multiprocessing.Queue()
        self.guard = threading.Lock()
        self.rated = {}

    def __getstate__(self):
        state = self.__dict__.copy()
        for name in ("orders", "guard", "rated"):
            state.pop(name)
        return state

    def rate(self, scan):
        cow, widths = scan
        score = 1 + 4.0 * sum(widths) / (len(widths) * self.limit)
        return cow, round(score, 1)

    def keep(self, cow, score):
        with self.guard:
            self.rated[cow] = score
        if score < 3:
            self.orders.put((cow, "+0.5 kg"))
            return True
        return False
