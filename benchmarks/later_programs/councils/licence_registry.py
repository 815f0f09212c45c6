"""Renders licences; every kind registers its renderer."""
import functools
from multiprocessing import Pool

RENDERERS = {}


def renders(kind, *, fee):
    """Registers a function for a kind of licence and books the fee with each call by hand."""

    def register(function):
        RENDERERS[kind] = {"render": function, "fee": fee}

        @functools.wraps(function)
        def booked(holder, *args, **kwargs):
            print(f"booked {fee} for {holder}")
            return function(holder, *args, **kwargs)

        return booked

    return register


@renders("dog", fee=30)
def dog_licence(holder):
    return f"DOG LICENCE\n  {holder}\n"


@renders("stall", fee=120)
def stall_licence(holder):
    return f"STALL LICENCE\n  {holder}\n  market days only\n"


@renders("street_music", fee=0)
def music_licence(holder):
    return f"MUSIC\n  {holder}\n  not after 22:00\n"


APPLICATIONS = {"dog": ["Ito", "Kovac"], "stall": ["Lund"], "street_music": ["Mbeki", "Nagy", "Ott"]}


def print_run(pool):
    for kind, holders in APPLICATIONS.items():
        entry = RENDERERS[kind]
        for text in pool.map(entry["render"], holders):
            print(text, end="")
        print(f"-- {kind}: {entry['fee'] * len(holders)} due")


def main():
    with Pool(2) as pool:
        print_run(pool)
    print("ok")


if __name__ == "__main__":
    main()
