from .store import NumberedStore


def write_sample(path, blocks):
    with open(path, "wb") as fh:
        for n in range(blocks):
            fh.write(n.to_bytes(4, "big").ljust(NumberedStore.block_size, b"."))
