from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files

WRONG = {
    "a process that has both ends itself": """
        import multiprocessing

        class Printer(multiprocessing.Process):
            def __init__(self):
                super().__init__()
                self.tray, self.desk = multiprocessing.Pipe(duplex=False)

            def run(self):
                while True:
                    try:
                        print(self.tray.recv())  # MP407
                    except EOFError:
                        break

        class Scanner(multiprocessing.Process):
            def __init__(self, pages):
                super().__init__(daemon=True)
                self.pages = pages
                self.desk, self.tray = multiprocessing.Pipe(duplex=False)

            def run(self):
                for page in range(self.pages):
                    self.tray.send(page)

            def __iter__(self):
                while True:
                    try:
                        yield self.desk.recv()  # MP407
                    except EOFError:
                        return

        def main():
            scanner, printer = Scanner(3), Printer()
            scanner.start()
            printer.start()
            for page in scanner:
                printer.desk.send(page)
            printer.desk.close()
            printer.join()
        """,
    "a dict with a name of its own has the end": """
        from multiprocessing import Pipe, Process

        def speak(out, words):
            for word in words:
                out.send(word)
            out.close()

        def main(words):
            ear, mouth = Pipe(duplex=False)
            given = {"out": mouth, "words": words}
            speaker = Process(target=speak, kwargs=given)
            speaker.start()
            while True:
                try:
                    print(ear.recv())  # MP407
                except EOFError:
                    break
            speaker.join()
        """,
    "an object of both ends is what the process gets": """
        from dataclasses import dataclass, field
        from multiprocessing import Pipe, Process

        class Wire:
            def __init__(self):
                self.ear, self.mouth = Pipe(duplex=False)

            def hear(self):
                heard = []
                while True:
                    try:
                        heard.append(self.ear.recv())  # MP407
                    except EOFError:
                        return heard

        def speak(wire, words):
            for word in words:
                wire.mouth.send(word)
            wire.mouth.close()

        def main():
            wire = Wire()
            speaker = Process(target=speak, args=(wire, ["a", "b"]))
            speaker.start()
            print(wire.hear())
            speaker.join()
        """,
    "the child reads from an object that has both ends": """
        from multiprocessing import Pipe, Process

        class Wire:
            def __init__(self):
                self.ear, self.mouth = Pipe(duplex=False)

        def hear(wire):
            while True:
                try:
                    print(wire.ear.recv())  # MP407
                except EOFError:
                    break

        def main(words):
            wire = Wire()
            listener = Process(target=hear, kwargs={"wire": wire})
            listener.start()
            for word in words:
                wire.mouth.send(word)
            wire.mouth.close()
            listener.join()
        """,
    "an end on self, from a context that is given": """
        import multiprocessing
        from contextlib import contextmanager

        def parse_into(lines, sink):
            for line in lines:
                sink.send(line)
            sink.close()

        class Stream:
            def __init__(self, lines, ctx):
                self._source, self._sink = ctx.Pipe(duplex=False)
                self._process = ctx.Process(target=parse_into, args=(lines, self._sink))

            def open(self):
                self._process.start()
                return self

            def __iter__(self):
                while True:
                    try:
                        yield self._source.recv()  # MP407
                    except EOFError:
                        return

        def follow(lines, ctx=multiprocessing):
            return list(Stream(lines, ctx).open())

        if __name__ == "__main__":
            print(follow(["a"]))
        """,
    "methods and a context object": """
        import multiprocessing

        class Job:
            def __init__(self):
                self.context = multiprocessing.get_context("spawn")

            def run(self, work):
                reader, writer = self.context.Pipe(False)
                child = self.context.Process(target=work, kwargs={"out": writer})
                child.start()
                try:
                    while True:
                        print(reader.recv())  # MP407
                except EOFError:
                    child.join()
        """,
    "a helper that reads": """
        import multiprocessing as mp
        from elsewhere import work

        def read(end):
            found = []
            while 1:
                try:
                    found.append(end.recv_bytes())  # MP407
                except (EOFError, OSError):
                    return found

        def main():
            here, there = mp.Pipe()
            mp.Process(None, work, "name", (there,)).start()
            return read(here)
        """,
    "a forked child that inherits the writing end": """
        import multiprocessing as mp

        context = mp.get_context("fork")

        def follow(end):
            while True:
                try:
                    end.recv()  # MP407
                except EOFError:
                    break

        def main():
            here, there = context.Pipe(duplex=False)
            child = context.Process(target=follow, args=[here])
            child.start()
            here.close()
            there.close()
            child.join()
        """,
    "an object that is made of both ends": """
        import multiprocessing as mp
        from dataclasses import dataclass

        @dataclass
        class Tube:
            mouth: object
            bottom: object

            @classmethod
            def new(cls):
                return cls(*mp.Pipe(False))

            def drops(self):
                while True:
                    try:
                        yield self.mouth.recv()  # MP407
                    except EOFError:
                        return

        def drip(tube):
            tube.bottom.send("drop")
            tube.bottom.close()

        def main():
            tube = Tube.new()
            mp.Process(target=drip, args=(tube,)).start()
            print(list(tube.drops()))
        """,
    "the ends of a pipe as arguments": """
        import multiprocessing as mp

        def drip(bottom):
            bottom.send("drop")
            bottom.close()

        def catch(mouth, bottom):
            mp.Process(target=drip, args=(bottom,)).start()
            try:
                while True:
                    print(mouth.recv())  # MP407
            except EOFError:
                pass

        def main():
            catch(*mp.Pipe(duplex=False))
        """,
}

WRONG |= {
    "an object that keeps both ends": """
        import multiprocessing

        def copy_lines(lines, into):
            for line in lines:
                into.send(line)
            into.close()

        class Importer:
            def __init__(self, lines):
                self.inlet, self.outlet = multiprocessing.Pipe(duplex=False)
                self.helper = multiprocessing.Process(target=copy_lines, args=(lines, self.outlet))

            def lines(self):
                self.helper.start()
                found = []
                try:
                    while True:
                        found.append(self.inlet.recv())  # MP407
                except EOFError:
                    self.helper.join()
                return found

        def main():
            print(Importer(["a", "b"]).lines())
        """,
    "an end that the child's object keeps, and closes": """
        from multiprocessing import Pipe, Process

        class Reporter(Process):
            def __init__(self, line, count):
                super().__init__()
                self.line = line
                self.count = count

            def run(self):
                for number in range(self.count):
                    self.line.send(number)
                self.line.close()

        def main():
            ours, theirs = Pipe(duplex=False)
            reporter = Reporter(theirs, 3)
            reporter.start()
            while True:
                try:
                    print(ours.recv())  # MP407
                except EOFError:
                    break
        """,
    "ends that an object keeps under names of its own": """
        from multiprocessing import get_context
        from elsewhere import produce

        class Channel:
            def open(self):
                context = get_context()
                near, far = context.Pipe()
                self._near = near
                self._far = far
                self._child = context.Process(target=produce, kwargs={"connection": far})
                self._child.start()

            def drain(self):
                while True:
                    try:
                        yield self._near.recv()  # MP407
                    except EOFError:
                        return
        """,
}

WRONG |= {
    "a named tuple of both ends, made anew in each round": """
        from collections import namedtuple
        from multiprocessing import Pipe, Process
        from elsewhere import produce

        Line = namedtuple("Line", "child near far")

        def connect(name):
            near, far = Pipe(duplex=False)
            child = Process(target=produce, args=(name, far))
            child.start()
            return Line(child, near, far)

        def received(line):
            while True:
                try:
                    yield line.near.recv()  # MP407
                except EOFError:
                    break

        def main(names):
            for name in names:
                line = connect(name)
                print([text.strip() for text in received(line)])
                line.far.close()
                line.child.join()
        """,
    "a data class of both ends": """
        import multiprocessing as mp
        from dataclasses import dataclass
        from multiprocessing.connection import Connection
        from elsewhere import produce

        @dataclass
        class Line:
            near: Connection
            far: Connection

            def hang_up(self):
                self.far.close()
                self.near.close()

        def connect():
            line = Line(*mp.Pipe())
            mp.Process(target=produce, args=(line.far,)).start()
            return line

        def connect_by_name():
            near, far = mp.Pipe()
            mp.Process(target=produce, kwargs={"into": far}).start()
            return Line(far=far, near=near)

        def main():
            line = connect_by_name()
            texts = set()
            try:
                while True:
                    texts.add(line.near.recv())  # MP407
            except EOFError:
                line.hang_up()
            return texts
        """,
    "both ends given back": """
        import multiprocessing as mp
        from elsewhere import produce

        def connect():
            near, far = mp.Pipe(False)
            child = mp.Process(target=produce, args=(far,))
            child.start()
            return near, far, child

        def main():
            near, far, child = connect()
            while True:
                try:
                    print(near.recv())  # MP407
                except EOFError:
                    break
            far.close()
            child.join()
        """,
}

RIGHT = {
    "a process with both ends that closes one, or ends with its parent": """
        import multiprocessing

        class Printer(multiprocessing.Process):
            def __init__(self, daemon):
                super().__init__(daemon=daemon)
                self.tray, self.desk = multiprocessing.Pipe(duplex=False)

            def pages(self):
                while True:
                    try:
                        yield self.tray.recv()
                    except EOFError:
                        break

        class Careful(Printer):
            def __init__(self):
                super().__init__(False)

            def run(self):
                self.desk.close()
                print(list(self.pages()))

        class Endless(Printer):
            def __init__(self):
                super().__init__(True)

            def run(self):
                print(list(self.pages()))

        class Scanner(multiprocessing.Process):
            def __init__(self):
                super().__init__()
                self.desk, self.tray = multiprocessing.Pipe(duplex=False)

            def start(self):
                super().start()
                self.tray.close()

            def run(self):
                self.tray.send("page")

            def __iter__(self):
                while True:
                    try:
                        yield self.desk.recv()
                    except EOFError:
                        return

        def main():
            careful, endless, scanner = Careful(), Endless(), Scanner()
            for process in (careful, endless, scanner):
                process.start()
            for page in scanner:
                careful.desk.send(page)
                endless.desk.send(page)
            careful.desk.close()
            careful.join()
        """,
    "a tuple with a name of its own has the end, which is closed or given away": """
        from multiprocessing import Pipe, Process
        import speaking

        def speak(out, words):
            for word in words:
                out.send(word)
            out.close()

        def hear(ear):
            while True:
                try:
                    print(ear.recv())
                except EOFError:
                    break

        def main(words):
            ear, mouth = Pipe(duplex=False)
            given = (mouth, words)
            speaker = Process(target=speak, args=given)
            speaker.start()
            mouth.close()
            hear(ear)
            speaker.join()

        def other(words):
            ear, mouth = Pipe(duplex=False)
            given = (mouth, words)
            speaking.start(given)
            hear(ear)
        """,
    "an object of both ends, of which each process closes one": """
        from multiprocessing import Pipe, Process

        class Wire:
            def __init__(self):
                self.ear, self.mouth = Pipe(duplex=False)

            def only_hear(self):
                self.mouth.close()

            def hear(self):
                while True:
                    try:
                        yield self.ear.recv()
                    except EOFError:
                        break

        def speak(wire, words):
            wire.ear.close()
            for word in words:
                wire.mouth.send(word)

        def listen(wire):
            wire.only_hear()
            print(list(wire.hear()))

        def to_parent(words):
            wire = Wire()
            speaker = Process(target=speak, args=(wire, words))
            speaker.start()
            wire.only_hear()
            print(list(wire.hear()))
            speaker.join()

        def to_child(words):
            wire = Wire()
            listener = Process(target=listen, args=(wire,))
            listener.start()
            speak(wire, words)
            wire.mouth.close()
            listener.join()
        """,
    "a tuple or data class whose end is closed, lost or given away": """
        import multiprocessing as mp
        from dataclasses import dataclass
        from multiprocessing.connection import Connection
        from typing import NamedTuple
        from elsewhere import produce, tidy

        class Line(NamedTuple):
            near: Connection
            far: Connection

            def listen(self):
                self.far.close()
                return self

        @dataclass
        class Call:
            near: Connection
            far: Connection

        @dataclass
        class Half:
            near: Connection
            child: mp.Process

        def connect(kind):
            near, far = mp.Pipe()
            mp.Process(target=produce, args=(far,)).start()
            return kind(near, far)

        def closed():
            near, far = mp.Pipe()
            mp.Process(target=produce, args=(far,)).start()
            line = Line(near, far).listen()
            while True:
                try:
                    print(line.near.recv())
                except EOFError:
                    break

        def given():
            near, far = mp.Pipe()
            mp.Process(target=produce, args=(far,)).start()
            call = Call(near, far)
            return call

        def with_given():
            call = given()
            tidy(call)
            while True:
                try:
                    print(call.near.recv())
                except EOFError:
                    break

        def lost():
            near, far = mp.Pipe()
            child = mp.Process(target=produce, args=(far,))
            child.start()
            return Half(near, child)

        def without():
            half = lost()
            while True:
                try:
                    print(half.near.recv())
                except EOFError:
                    break

        def pair():
            near, far = mp.Pipe()
            mp.Process(target=produce, args=(far,)).start()
            return near, far

        def first():
            near = pair()[0]
            while True:
                try:
                    print(near.recv())
                except EOFError:
                    break

        def both():
            near, far = pair()
            far.close()
            while True:
                try:
                    print(near.recv())
                except EOFError:
                    break
        """,
    "an object that closes the end itself, or for which others do": """
        import multiprocessing as mp
        from elsewhere import produce

        class Reader:
            def __init__(self, near, far):
                far.close()
                self.near = near
                self.far = far

        class Both:
            def __init__(self, near, far):
                self.near, self.far = near, far
                self.ends = [near, far]

            def quiet(self):
                self.ends[1].close()

        def connect(kind):
            near, far = mp.Pipe()
            mp.Process(target=produce, args=(far,)).start()
            return kind(near, far)

        def one():
            near, far = mp.Pipe()
            mp.Process(target=produce, args=(far,)).start()
            received(Reader(near, far))

        def two():
            near, far = mp.Pipe()
            mp.Process(target=produce, args=(far,)).start()
            both = Both(near, far)
            both.quiet()
            received(both)

        def three():
            both = connect(Both)
            close_far(both)
            received(both)

        def close_far(thing):
            thing.far.close()

        def received(thing):
            while True:
                try:
                    print(thing.near.recv())
                except EOFError:
                    break
        """,
    "ends of a tuple that are closed one after the other": """
        import multiprocessing as mp
        from typing import NamedTuple
        from elsewhere import produce

        class Line(NamedTuple):
            near: mp.connection.Connection
            far: mp.connection.Connection

        def connect():
            near, far = mp.Pipe()
            mp.Process(target=produce, args=(far,)).start()
            return Line(near, far)

        def main():
            line = connect()
            for end in (line.far,):
                end.close()
            while True:
                try:
                    print(line.near.recv())
                except EOFError:
                    break

        def stopped():
            line = connect()
            for text in received(line):
                if text == "end":
                    break
            line.far.close()
            list(received(line))

        def received(line):
            while True:
                try:
                    yield line.near.recv()
                except EOFError:
                    return
        """,
    "an end on self, from a context that is given, that is closed or replaced": """
        import multiprocessing

        def parse_into(lines, sink):
            for line in lines:
                sink.send(line)
            sink.close()

        class Stream:
            def __init__(self, lines, ctx):
                self._source, self._sink = ctx.Pipe(duplex=False)
                self._process = ctx.Process(target=parse_into, args=(lines, self._sink))

            def open(self):
                self._process.start()
                self._sink.close()
                return self

            def __iter__(self):
                while True:
                    try:
                        yield self._source.recv()
                    except EOFError:
                        return

        class Other(Stream):
            def open(self):
                self._process.start()
                self._sink = None
                return self

        def follow(lines, ctx=multiprocessing):
            return list(Stream(lines, ctx).open()) + list(Other(lines, ctx).open())

        if __name__ == "__main__":
            print(follow(["a"]))
        """,
    "an object that is gone when another reads": """
        import multiprocessing
        from elsewhere import copy_lines

        class Starter:
            def __init__(self):
                self.inlet, self.outlet = multiprocessing.Pipe(duplex=False)

            def start(self, lines):
                multiprocessing.Process(target=copy_lines, args=(lines, self.outlet)).start()
                return self.inlet

        class Reader:
            def __init__(self, inlet):
                self.inlet = inlet

            def lines(self):
                while True:
                    try:
                        yield self.inlet.recv()
                    except EOFError:
                        return

        def main():
            print(list(Reader(Starter().start(["a"])).lines()))
        """,
    "the writing end is closed": """
        import multiprocessing as mp
        from elsewhere import work

        def main():
            here, there = mp.Pipe(False)
            child = mp.Process(target=work, args=(there,))
            child.start()
            there.close()
            while True:
                try:
                    here.recv()
                except EOFError:
                    break

        def other():
            here, there = mp.Pipe(False)
            with there:
                mp.Process(target=work, args=(there,)).start()
            while True:
                try:
                    here.recv()
                except EOFError:
                    break
        """,
    "asked first, or ended otherwise": """
        import multiprocessing as mp
        from elsewhere import work

        def polled():
            here, there = mp.Pipe(False)
            child = mp.Process(target=work, args=(there,))
            child.start()
            while True:
                try:
                    if here.poll(1):
                        here.recv()
                except EOFError:
                    break

        def counted():
            here, there = mp.Pipe(False)
            mp.Process(target=work, args=(there,)).start()
            while True:
                try:
                    if here.recv() == "end":
                        break
                except EOFError:
                    break
        """,
    "the child closes what it inherits": """
        import multiprocessing as mp

        def follow(end, other):
            other.close()
            while True:
                try:
                    end.recv()
                except EOFError:
                    break

        def main():
            here, there = mp.Pipe(False)
            child = mp.Process(target=follow, args=(here, there))
            child.start()
            here.close()
            there.close()
        """,
    "a child that is spawned": """
        import multiprocessing as mp

        context = mp.get_context("spawn")

        def follow(end):
            while True:
                try:
                    end.recv()
                except EOFError:
                    break

        def main():
            here, there = context.Pipe(False)
            context.Process(target=follow, args=(here,)).start()
            here.close()
            there.close()
        """,
    "given away": """
        import multiprocessing as mp
        from elsewhere import work, keep

        def main():
            here, there = mp.Pipe(False)
            mp.Process(target=work, args=(there,)).start()
            keep(there)
            while True:
                try:
                    here.recv()
                except EOFError:
                    break
        """,
    "an object that is made of both ends and closes one": """
        import multiprocessing as mp
        from dataclasses import dataclass

        @dataclass
        class Tube:
            mouth: object
            bottom: object

            def drops(self):
                self.bottom.close()
                while True:
                    try:
                        yield self.mouth.recv()
                    except EOFError:
                        return

        def drip(tube):
            tube.bottom.send("drop")

        def main():
            tube = Tube(*mp.Pipe(False))
            mp.Process(target=drip, args=(tube,)).start()
            print(list(tube.drops()))
        """,
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(check: Check, name: str) -> None:
    assert check("MP407", WRONG[name])


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP407", RIGHT[name]) == []


_IMPORTER = """
import multiprocessing
from elsewhere import copy_lines, close_in_parent

class Importer:
    def start(self, lines):
        self.inlet, self.outlet = multiprocessing.Pipe(duplex=False)
        self.helper = multiprocessing.Process(target=copy_lines, args=(lines, self.outlet))
        self.helper.start()
        {then}

    def lines(self):
        while True:
            try:
                yield self.inlet.recv(){mark}
            except EOFError:
                return
"""


@pytest.mark.parametrize("then", ["self.outlet.close()", "self.outlet = None", "close_in_parent(self.outlet)"])
def test_an_object_that_lets_the_end_go_is_right(check: Check, then: str) -> None:
    assert check("MP407", _IMPORTER.format(then=then, mark="")) == []


def test_the_same_object_that_keeps_it_is_not(check: Check) -> None:
    assert check("MP407", _IMPORTER.format(then="pass", mark="  # MP407"))


def test_a_field_of_an_object_of_another_file_is_read(tmp_path: Path) -> None:
    files = {
        "chan.py": """
            from dataclasses import dataclass
            from multiprocessing import Pipe
            from multiprocessing.connection import Connection

            @dataclass
            class Channel:
                reader: Connection
                writer: Connection

            def channel():
                reader, writer = Pipe(duplex=False)
                return Channel(reader, writer)
        """,
        "work.py": """
            def produce(writer):
                for n in range(3):
                    writer.send(n)
                writer.close()
        """,
        "program.py": """
            from multiprocessing import Process
            from chan import channel
            from work import produce

            def main():
                chan = channel()
                child = Process(target=produce, args=(chan.writer,))
                child.start()
                while True:
                    try:
                        print(chan.reader.recv())  # MP407
                    except EOFError:
                        break
                child.join()

            if __name__ == "__main__":
                main()
        """,
    }
    check_files(tmp_path, files, "MP407")


def test_an_object_carries_the_pipe_into_the_process(tmp_path: Path) -> None:
    files = {
        "work.py": """
            class Printer:
                def __init__(self, reader):
                    self.reader = reader

                def run(self):
                    while True:
                        try:
                            text = self.reader.recv()  # MP407
                        except EOFError:
                            return
                        print(text)
        """,
        "program.py": """
            import multiprocessing as mp
            from work import Printer

            def main():
                reader, writer = mp.Pipe(False)
                child = mp.Process(target=Printer(reader).run)
                child.start()
                reader.close()
                writer.send("a")
                writer.close()
                child.join()

            if __name__ == "__main__":
                main()
        """,
    }
    check_files(tmp_path, files, "MP407")


def test_a_partial_carries_the_pipe_into_the_process(tmp_path: Path) -> None:
    files = {
        "work.py": """
            def show(prefix, reader):
                while True:
                    try:
                        text = reader.recv()  # MP407
                    except EOFError:
                        return
                    print(prefix, text)
        """,
        "program.py": """
            import multiprocessing as mp
            from functools import partial
            from work import show

            def main():
                reader, writer = mp.Pipe(False)
                child = mp.Process(target=partial(show, "a", reader))
                child.start()
                reader.close()
                writer.send("a")
                writer.close()
                child.join()

            if __name__ == "__main__":
                main()
        """,
    }
    check_files(tmp_path, files, "MP407")
