from ctypes import c_char_p, c_double
from multiprocessing import Value


class Pointing:
    def __init__(self):
        self._name = Value(c_char_p, b"parked")
        self._ra = Value(c_double, 0.0)

    def write(self, name, ra):
        with self._name.get_lock():
            self._name.value = name
        self._ra.value = ra

    def read(self):
        return self._name.value, self._ra.value
