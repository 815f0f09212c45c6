"""Calls that end when their time is over, because a process of their own ends with them."""

import multiprocessing


class CallTimeout(Exception):
    pass


def _answer(connection, function, arguments):
    try:
        connection.send((True, function(*arguments)))
    except Exception as error:
        connection.send((False, repr(error)))
    finally:
        connection.close()


def call(function, *arguments, timeout):
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=_answer, args=(theirs, function, arguments))
    process.start()
    theirs.close()
    try:
        if not ours.poll(timeout):
            raise CallTimeout(f"no answer within {timeout} s")
        worked, value = ours.recv()
    finally:
        ours.close()
        if process.is_alive():
            process.terminate()
        process.join()
    if not worked:
        raise RuntimeError(value)
    return value
