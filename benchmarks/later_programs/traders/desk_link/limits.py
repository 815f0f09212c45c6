from multiprocessing.managers import BaseManager


class Limits:
    def __init__(self, left):
        self._left = dict(left)

    def take(self, desk, amount):
        if self._left.get(desk, 0) < amount:
            return False
        self._left[desk] -= amount
        return True


class LimitManager(BaseManager):
    pass


LimitManager.register("limits", Limits)
