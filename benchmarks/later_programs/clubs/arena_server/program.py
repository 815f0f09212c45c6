"""A server for matches: a lobby that stays, and a process for every match."""
import multiprocessing
import sys

from arena import Arena


def main():
    arena = Arena()
    arena.open_lobby()
    try:
        played = [arena.play(name) for name in ("canyon", "harbour")]
    finally:
        arena.close_lobby()
    for match in played:
        print("played on", match)
    if played == ["canyon", "harbour"]:
        print("ok")


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
