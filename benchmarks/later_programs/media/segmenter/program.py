"""Cuts programmes into segments of equal length, a process for each programme."""
import sys
import tempfile
from pathlib import Path

from segment import Programme, start


def expected(programme: Programme) -> int:
    return -(-programme.seconds // programme.segment)


def main() -> int:
    programmes = [
        Programme("news", seconds=95, segment=10),
        Programme("weather", seconds=31, segment=6),
        Programme("film", seconds=240, segment=20),
    ]
    with tempfile.TemporaryDirectory() as folder:
        cutting = {each: start(each, Path(folder)) for each in programmes}
        for programme, process in cutting.items():
            process.join()
            if process.exitcode != 0:
                print(f"{programme.name}: cutter left with {process.exitcode}", file=sys.stderr)
                return 1
        for programme in programmes:
            made = sorted(Path(folder, programme.name).glob("*.ts"))
            if len(made) != expected(programme):
                print(f"{programme.name}: {len(made)} segments", file=sys.stderr)
                return 1
            print(programme.name, len(made), "segments")
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
