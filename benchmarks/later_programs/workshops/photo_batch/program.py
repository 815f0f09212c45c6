"""Shrinks photographs; here they are lists of grey values."""

from workers import spread


def shrink(pixels):
    """Half as many, each the mean of two neighbours."""
    return [(left + right) // 2 for left, right in zip(pixels[::2], pixels[1::2])]


def photographs(count):
    for number in range(count):
        yield [(number * 7 + column) % 256 for column in range(64)]


def main():
    small = spread(shrink, list(photographs(12)))
    sizes = {len(each) for each in small}
    print(len(small), "photographs of", sizes, "pixels")
    print("ok")


if __name__ == "__main__":
    main()
