# counts per species and square for the breeding bird atlas
from multiprocessing import Manager, Process
import sys

walks = [
    ("5526", ["Blackbird", "Robin", "Robin", "Wren"]),
    ("5527", ["Blackbird", "Chaffinch", "Kestrel"]),
    ("5626", ["Wren", "Wren", "Robin", "Kestrel"]),
    ("5627", ["Blackbird", "Robin"]),
]


def enter(square, seen, atlas, lock):
    for bird in seen:
        with lock:
            if bird not in atlas:
                atlas[bird] = []
            atlas[bird].append(square)


def main():
    manager = Manager()
    atlas = manager.dict()
    lock = manager.Lock()
    people = []
    for square, seen in walks:
        p = Process(target=enter, args=(square, seen, atlas, lock))
        p.start()
        people.append(p)
    for p in people:
        p.join()
        if p.exitcode != 0:
            sys.exit("a walk could not be entered")

    entered = 0
    for bird in sorted(atlas.keys()):
        squares = atlas[bird]
        entered += len(squares)
        print(bird.ljust(12), len(squares), " ".join(sorted(set(squares))))
    expected = sum(len(seen) for square, seen in walks)
    print("sightings entered:", entered, "of", expected)
    if entered == expected:
        print("ok")


if __name__ == "__main__":
    main()
