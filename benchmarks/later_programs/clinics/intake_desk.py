"""A desk that takes in order forms over the hospital's network; several clerks accept them."""

import contextlib
import multiprocessing
import os
import socket
import tempfile

CLERKS = 2
FORMS = ["crutches 2", "bandages 40", "gloves 500", "masks 300", "syringes 80"]


def clerk(name, server, done):
    """Accept forms until one says that it is closing time."""
    taken = []
    while True:
        connection, _ = server.accept()
        with connection:
            form = connection.makefile("r").readline().strip()
            connection.sendall(b"thanks\n")
        if form == "closing time":
            break
        taken.append(form)
    done.send((name, taken))
    done.close()


def hand_in(address, form):
    with socket.create_connection(address, timeout=5) as connection:
        connection.sendall(form.encode() + b"\n")
        return connection.makefile("r").readline().strip()


def copy_to_archive(forms):
    """A file of its own, whose number only this process uses."""
    handle, path = tempfile.mkstemp(text=True)
    os.write(handle, "\n".join(sorted(forms)).encode())
    os.close(handle)
    size = os.path.getsize(path)
    os.remove(path)
    return size


def main():
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        print("desk is open, handle", "valid" if server.fileno() >= 0 else "invalid")
        staff = []
        for number in range(CLERKS):
            here, there = multiprocessing.Pipe(duplex=False)
            process = multiprocessing.Process(target=clerk, args=(f"clerk {number + 1}", server, there))
            process.start()
            there.close()
            staff.append((process, stack.enter_context(here)))
        answers = [hand_in(server.getsockname(), form) for form in FORMS + ["closing time"] * CLERKS]
        taken = [form for _, here in staff for form in here.recv()[1]]
        for process, _ in staff:
            process.join()
    print(len(taken), "forms,", copy_to_archive(taken), "bytes in the archive")
    assert sorted(taken) == sorted(FORMS) and set(answers) == {"thanks"}
    print("ok")


if __name__ == "__main__":
    main()
