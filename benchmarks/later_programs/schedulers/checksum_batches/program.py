from multiprocessing import active_children

from batches import Scheduler


def lingering():
    return sorted(child.name for child in active_children())


def main():
    scheduler = Scheduler(width=1)
    scheduler.submit("kernel", [b"vmlinuz", b"initrd"])
    scheduler.submit("userland", [b"bash", b"coreutils", b"sed"])
    scheduler.submit("docs", [b"man-pages"])
    print("batches:", ", ".join(scheduler.names()))
    left = lingering()
    for name in left:
        print("still there:", name)
    print("ok" if scheduler.total() == 6 and not left else "wrong")


if __name__ == "__main__":
    main()
