"""Makes thumbnails of a folder of pictures, keeping what was made before."""
import multiprocessing

from thumbs import Thumbnailer


def picture(number, edge=48):
    return bytes((x * number + y * 5) % 256 for y in range(edge) for x in range(edge))


def main():
    pictures = {f"img{n:02d}.pgm": picture(n) for n in range(12)}
    maker = Thumbnailer(edge=12)
    maker.remember("img00.pgm", maker.shrink(("img00.pgm", pictures["img00.pgm"]))[1])
    missing = [(name, data) for name, data in pictures.items() if name not in maker]
    with multiprocessing.Pool(2) as pool:
        for name, thumb in pool.imap_unordered(maker.shrink, missing, chunksize=3):
            maker.remember(name, thumb)
    print(len(missing), "made,", len(maker), "in all,", maker.size(), "bytes")
    if len(maker) != 12 or maker.size() != 12 * 144:
        raise SystemExit("thumbnails are missing")
    print("ok")


if __name__ == "__main__":
    main()
