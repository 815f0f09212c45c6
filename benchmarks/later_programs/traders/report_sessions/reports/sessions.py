from functools import partial
from multiprocessing import Pool

from .scenario import loss


class Session:
    """What a user who is logged in works with."""

    def __init__(self, user, scenarios):
        self.user = user
        self.scenarios = scenarios
        self.workers = Pool(2)
        self.seen = {}

    def worst_loss(self, book):
        if book not in self.seen:
            losses = self.workers.map(partial(loss, book), range(self.scenarios))
            self.seen[book] = max(losses)
        return self.seen[book]


class SessionStore:
    def __init__(self, scenarios):
        self._scenarios = scenarios
        self._open = {}
        self._history = []

    def session(self, user):
        if user not in self._open:
            self._open[user] = Session(user, self._scenarios)
        return self._open[user]

    def log_out(self, user):
        self._history.append(self._open.pop(user))
