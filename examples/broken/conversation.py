"""Father and child talk through a pipe."""

from multiprocessing import Pipe, Process


def answer(connection):
    question = connection.recv()
    connection.send(f"{question} Quite well, thank you.")
    connection.close()


father_end, child_end = Pipe()
child = Process(target=answer, args=(child_end,))
child.start()
father_end.send("How are you?")
print(father_end.recv())
child.join()
