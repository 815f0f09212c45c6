"""Render a newsletter for all subscribers, several at a time."""
from pathlib import Path
from tempfile import TemporaryDirectory

from outbox import SUBSCRIBERS, render
from rendering import Press


def main() -> None:
    with TemporaryDirectory() as name:
        press = Press(render, Path(name), on_progress=lambda done, of: print(f"{done}/{of}"))
        count = press.print_all(SUBSCRIBERS)
        ready = sorted(path.stem for path in Path(name).glob("*.txt"))
    print(f"{count} newsletters rendered")
    print("ok" if count == len(ready) else f"but only {ready} are there")


if __name__ == "__main__":
    main()
