from multiprocessing import Value

pages_done = Value("i", 0)
bytes_seen = Value("Q", 0)


def note(size):
    with pages_done.get_lock():
        pages_done.value += 1
    with bytes_seen.get_lock():
        bytes_seen.value += size


def report():
    return "%d pages, %d bytes" % (pages_done.value, bytes_seen.value)
