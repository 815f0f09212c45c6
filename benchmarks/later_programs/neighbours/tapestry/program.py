"""Choose the yarn for a tapestry: each tile of the picture gets the nearest colour."""
from looms import loom
from yarn import nearest_yarn, tiles


def main():
    chosen = {}
    with loom(threads=2) as weave:
        for place, colour in tiles(6):
            chosen[place] = weave(nearest_yarn, colour)
    pattern = {place: result.get(timeout=5) for place, result in chosen.items()}
    assert len(pattern) == 36
    print(pattern[0, 0], pattern[5, 5])
    print("ok")


if __name__ == "__main__":
    main()
