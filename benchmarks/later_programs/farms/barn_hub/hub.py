from multiprocessing.managers import BaseManager

import settings

_doses = {}


class Doses:
    def note(self, feeder, grams):
        _doses[feeder] = _doses.get(feeder, 0) + grams
        return _doses[feeder]

    def table(self):
        return dict(_doses)


class HubManager(BaseManager):
    pass


HubManager.register("doses", callable=Doses)


def serve():
    m = HubManager(address=(settings.HUB_HOST, settings.HUB_PORT), authkey=settings.HUB_KEY)
    m.start()
    return m


def connect(address):
    m = HubManager(address=address, authkey=settings.HUB_KEY)
    m.connect()
    return m
