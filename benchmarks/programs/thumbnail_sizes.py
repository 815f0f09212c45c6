import multiprocessing as M
import os
import tempfile


def make_images(folder, count):
    paths = []
    for number in range(count):
        path = os.path.join(folder, "img%02d.raw" % number)
        with open(path, "wb") as out:
            out.write(bytes(range(256)) * (number + 1))
        paths.append(path)
    return paths


def shrink(path):
    with open(path, "rb") as source:
        data = source.read()
    small = data[::16]
    return os.path.basename(path), len(small)


folder = tempfile.mkdtemp()
images = make_images(folder, 8)

with M.Pool(2) as pool:
    sizes = dict(pool.map(shrink, images))

for image in images:
    os.remove(image)
os.rmdir(folder)

total = sum(sizes.values())
print("shrunk", len(sizes), "images to", total, "bytes")
print("ok" if total == 16 * 36 else "wrong total")
