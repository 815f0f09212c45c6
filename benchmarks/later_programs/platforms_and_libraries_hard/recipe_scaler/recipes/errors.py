class RecipeError(Exception):
    def __init__(self, recipe, *, detail):
        super().__init__(f"{recipe}: {detail}")
        self.recipe = recipe
        self.detail = detail

    def __reduce__(self):
        return _rebuild, (type(self), self.recipe, self.detail)


class UnknownUnit(RecipeError):
    """The unit of an ingredient is in no table."""


def _rebuild(kind, recipe, detail):
    return kind(recipe, detail=detail)
