"""Transcodes a programme in chunks: every crew works on one rendition."""
import sys

from crew import Dispatcher, Rendition


def main() -> int:
    renditions = [Rendition("240p", 3, 6), Rendition("480p", 5, 9), Rendition("720p", 9, 4)]
    dispatcher = Dispatcher(licences=2)
    for rendition in renditions:
        dispatcher.dispatch(rendition)
    sizes = dispatcher.collect()
    for name, made in sorted(sizes.items()):
        print(name, len(made), "chunks", sum(made), "bytes")
    if {r.name: r.chunks for r in renditions} != {name: len(made) for name, made in sizes.items()}:
        print("chunks are missing", file=sys.stderr)
        return 1
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
