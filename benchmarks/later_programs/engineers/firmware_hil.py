"""Hardware-in-the-loop bench: simulate a controller, cut its power, check that it is gone."""
import multiprocessing as mp
import os
import signal
import time
from contextlib import contextmanager


def controller(started, period_s):
    started.send("booted")
    started.close()
    temperature = 20.0
    for _ in range(400):
        temperature += 0.1 * (60.0 - temperature)
        time.sleep(period_s)


class Plug:
    """Mains plug of the device under test."""

    def __init__(self, pid):
        self.pid = pid

    def cut(self):
        os.kill(self.pid, signal.SIGKILL)


@contextmanager
def powered_controller(period_s=0.02):
    near, far = mp.Pipe(duplex=False)
    device = mp.Process(target=controller, args=(far, period_s), name="dut")
    device.start()
    far.close()
    try:
        with near:
            if near.recv() != "booted":
                raise RuntimeError("no boot message")
        yield device
    finally:
        if device.is_alive():
            device.kill()
        device.join()


def test_power_cut():
    with powered_controller() as device:
        Plug(device.pid).cut()
        device.join(timeout=5)
        return device.exitcode


def main():
    code = test_power_cut()
    print(f"controller ended with {code}")
    print("ok" if code not in (0, None) else "controller survived")


if __name__ == "__main__":
    main()
