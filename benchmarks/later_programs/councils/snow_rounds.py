"""Plans the rounds of the snow ploughs."""
from dataclasses import dataclass
from enum import Enum
from multiprocessing import Pool


class Surface(Enum):
    TAR = 1
    COBBLE = 2


@dataclass(frozen=True)
class Street:
    name: str
    surface: Surface
    metres: int


class RoundError(Exception):
    template = "{0}"

    def __init_subclass__(cls, template="", **kwargs):
        super().__init_subclass__(**kwargs)
        cls.template = template or cls.template

    def __str__(self):
        return self.template.format(*self.args)


class TooLong(RoundError, template="{0.name}: {0.metres} is over {1}"):
    def __init__(self, street, limit):
        super().__init__(street, limit)
        self.street = street


class Unsafe(RoundError, template="{0.name} is cobbled and steep ({grade} %)"):
    def __init__(self, street, *, grade=0):
        super().__init__(street)
        self.grade = grade

    def __reduce__(self):
        return _unsafe, (self.street, self.grade)

    @property
    def street(self):
        return self.args[0]

    def __str__(self):
        return self.template.format(*self.args, grade=self.grade)


def _unsafe(street, grade):
    return Unsafe(street, grade=grade)


def minutes(street):
    if street.metres > 3000:
        raise TooLong(street, 3000)
    if street.surface is Surface.COBBLE:
        raise Unsafe(street, grade=street.metres % 17)
    return street.metres // 100


STREETS = [
    Street("Alder Road", Surface.TAR, 900),
    Street("Birch Road", Surface.TAR, 4500),
    Street("Castle Hill", Surface.COBBLE, 320),
]


def main():
    with Pool(2) as pool:
        for street, result in [(street, pool.apply_async(minutes, (street,))) for street in STREETS]:
            try:
                print(street.name, result.get(timeout=60))
            except RoundError as error:
                print("left out:", error)
    print("ok")


if __name__ == "__main__":
    main()
