# Night tariff for the well pumps.  cron starts it at 22:00.
import multiprocessing as mp
import os
import subprocess
import sys

CHECK = "import os; print(os.environ['PUMP_TARIFF'] + '/' + os.environ['PUMP_BAR'])"


class Pump(mp.Process):
    def __init__(self, number, bar, board):
        super().__init__(name="pump%d" % number)
        self.number = number
        self.bar = bar
        self.board = board

    def run(self):
        tariff = os.environ.get("PUMP_TARIFF", "day")
        self.board.put((self.number, tariff, self.bar))


def self_test(bar):
    env = dict(os.environ)
    env["PUMP_BAR"] = "%.1f" % bar
    out = subprocess.check_output([sys.executable, "-c", CHECK], env=env)
    return out.decode("ascii").strip()


def round_of(pressures, board):
    pumps = [Pump(n, bar, board) for n, bar in enumerate(pressures, 1)]
    for p in pumps:
        p.start()
    seen = sorted(board.get(timeout=7) for _ in pumps)
    for p in pumps:
        p.join()
        if p.exitcode:
            sys.exit("%s: exit code %d" % (p.name, p.exitcode))
    return seen


def main():
    os.environ["PUMP_TARIFF"] = "night"
    board = mp.Queue()
    lines = []
    for pressures in ([2.0, 2.5], [3.5]):
        lines.extend(round_of(pressures, board))
        print("self test: " + self_test(max(pressures)))
    for number, tariff, bar in lines:
        print("pump %d: %s, %.1f bar" % (number, tariff, bar))
    if [l[1] for l in lines] == ["night"] * 3 and [l[2] for l in lines] == [2.0, 2.5, 3.5]:
        print("ok")
    else:
        print("wrong tariff")


if __name__ == "__main__":
    main()
