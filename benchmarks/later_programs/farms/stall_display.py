"""LED board over the stalls: fills the table of the milking and shows it from a process of its own."""
import ctypes
import multiprocessing
import signal
import sys


class Line(ctypes.Structure):
    _fields_ = [
        ("cow", ctypes.c_char_p),
        ("stall", ctypes.c_int),
        ("kilos", ctypes.c_double),
    ]

    def text(self):
        return "%2d %-10s %5.1f kg" % (self.stall, self.cow.decode("utf-8"), self.kilos)


def board(table, rows):
    for i in range(rows):
        with table.get_lock():
            text = table[i].text()
        sys.stdout.write(text + "\n")
    sys.stdout.flush()


def fill(table, milking):
    for i, (cow, kilos) in enumerate(milking):
        with table.get_lock():
            entry = table[i]
            entry.cow = cow.encode("utf-8")
            entry.stall = i + 1
            entry.kilos = kilos


def main():
    milking = [("Rosalinde", 14.2), ("Hedwig", 11.0), ("Petronella", 16.75)]
    table = multiprocessing.Array(Line, len(milking))
    fill(table, milking)
    screen = multiprocessing.Process(target=board, args=(table, len(milking)))
    screen.start()
    screen.join()
    if screen.exitcode:
        why = screen.exitcode
        if why < 0:
            why = signal.Signals(-why).name
        print("board went dark: %s" % why)
        return 0
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
