"""Settling times of three suspensions."""
import pathlib
import statistics
import tempfile

from launcher import Launcher
from physics import write_run

CONFIGURATIONS = {
    "soft": (1.2, 0.9, 40.0),
    "medium": (1.2, 1.8, 90.0),
    "stiff": (1.2, 24.0, 110.0),
}


def collect(folder):
    return {path.stem: float(path.read_text(encoding="ascii")) for path in sorted(folder.glob("*.txt"))}


def main():
    launcher = Launcher()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for label, parameters in CONFIGURATIONS.items():
            launcher.launch(write_run, folder, label, *parameters)
        launcher.wait()
        times = collect(folder)
    print("mean settling time: %.3f s" % statistics.mean(times.values()))
    print("ok" if set(times) == set(CONFIGURATIONS) else "wrong")


if __name__ == "__main__":
    main()
