import argparse

from gridtiles import open_pool, paint

THEMES = {
    "sea": ("navy", "teal", "aqua"),
    "land": ("olive", "sand", "brown", "green"),
}


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--theme", choices=sorted(THEMES), default="sea")
    parser.add_argument("--side", type=int, default=4)
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


def main():
    args = parse()
    tiles = [(x, y) for x in range(args.side) for y in range(args.side)]
    with open_pool(args.jobs, THEMES[args.theme]) as pool:
        painted = pool.map(paint, tiles, chunksize=4)
    for line in painted:
        print(line)
    print(len(painted), "tiles")


if __name__ == "__main__":
    main()
