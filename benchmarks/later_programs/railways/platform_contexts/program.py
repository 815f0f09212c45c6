from platforms import ContextFactory, Occupation, Track


def station():
    return [
        Track(1).stay(600, 612).stay(640, 655),
        Track(2).stay(605, 609),
        Track(3),
    ]


def main():
    table = Occupation(ContextFactory.create(), station()).table()
    for number in sorted(table):
        print("track", number, table[number], "min")
    assert table == {1: 27, 2: 4, 3: 0}
    print("ok")


if __name__ == "__main__":
    main()
