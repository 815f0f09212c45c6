from concurrent.futures import ProcessPoolExecutor

from fares import registry, tariffs


class PriceList:
    """All columns of the printed list, each computed by the pool."""

    def __init__(self, executor):
        self.executor = executor
        self.columns = {}

    def column(self, title, function, arguments):
        self.columns[title] = self.executor.map(function, arguments)
        return self

    def rows(self):
        return {title: list(values) for title, values in self.columns.items()}


def main():
    zone = registry.create("zone", per_zone=3)
    distance = registry.create("distance")
    with ProcessPoolExecutor(2) as executor:
        rows = (
            PriceList(executor)
            .column("zone", zone, [1, 2, 3])
            .column("distance", distance.price, [10, 20])
            .column("child", tariffs.child_fare, [9, 12])
            .column("cents", registry.in_cents, [4, 5])
            .column("words", str.upper, ["single", "return"])
            .rows()
        )
    assert rows["zone"] == [3, 6, 9]
    assert rows["distance"] == [31, 61]
    assert rows["child"] == [4, 6]
    assert rows["cents"] == [400, 500]
    assert rows["words"] == ["SINGLE", "RETURN"]
    print("ok")


if __name__ == "__main__":
    main()
