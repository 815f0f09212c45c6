class KitError(Exception):
    pass


class MissingPart(KitError):
    """A bag lacks something."""

    def __init__(self, bag, part):
        super().__init__(bag, part)
        self.bag = bag
        self.part = part

    def __str__(self):
        return f"bag {self.bag} lacks {self.part}"


class WrongColour(KitError):
    def __init__(self, part, wanted, found):
        super().__init__(f"{part} should be {wanted}, is {found}")
        self.part, self.wanted, self.found = part, wanted, found

    def __reduce__(self):
        return type(self), (self.part, self.wanted, self.found)


class TooHeavy(KitError):
    def __init__(self, bag, grams):
        self.bag = bag
        self.grams = grams

    def __str__(self):
        return f"bag {self.bag} weighs {self.grams} g"


class Unreadable(KitError):
    def __init__(self, message="cannot read the list", *more):
        super().__init__(message, *more)


class CatalogueError(Exception):
    def __init__(self, number, title):
        super().__init__(f"no kit {number} ({title}) in the catalogue")
        self.number = number
