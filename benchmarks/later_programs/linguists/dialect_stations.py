"""One process for each survey station; answers come back on its own queue."""
import multiprocessing as mp
import sys
from typing import NamedTuple

ISOGLOSSES = {
    "north": {"make": "maken", "apple": "appel", "time": "tid"},
    "south": {"make": "machen", "apple": "apfel", "time": "zeit"},
}


class Station(NamedTuple):
    name: str
    answers: "mp.Queue"
    gate: "mp.Event"
    process: mp.Process


def interview(variety, items, gate, answers):
    gate.wait(5)
    answers.put([variety.get(item, "-") for item in items])


def station(name, items) -> Station:
    answers, gate = mp.Queue(), mp.Event()
    proc = mp.Process(target=interview, args=(ISOGLOSSES[name], items, gate, answers))
    proc.start()
    return Station(name, answers, gate, proc)


def close(st: Station):
    st.gate.set()
    forms = st.answers.get(timeout=6)
    st.process.join()
    if st.process.exitcode:
        sys.exit(f"{st.name} failed")
    return forms


def main():
    items = ("make", "apple", "time")
    stations = [station(name, items) for name in ISOGLOSSES]
    table = {st.name: close(st) for st in stations}
    for item, *forms in zip(items, *table.values()):
        print(f"{item:<8}", *forms)
    if table["south"][0] == "machen":
        print("ok")


if __name__ == "__main__":
    main()
