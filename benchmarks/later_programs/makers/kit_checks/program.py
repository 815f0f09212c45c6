import multiprocessing

from kit import CatalogueError, KitError, WrongColour, check

KITS = {42: "rover", 43: "crane"}

BAGS = [
    "black axle 5, black wheel 12, yellow beam 9",
    "black axle 5, yellow beam 9",
    "black axle 5, red wheel 12",
    "black axle",
    "black axle 5, black wheel 40, grey gear 20",
]


def title(number, wanted):
    if KITS.get(number) != wanted:
        raise CatalogueError(number, wanted)
    return f"{wanted} ({number})"


def main():
    try:
        print(title(43, "digger"))
    except CatalogueError as error:
        print(error)
        print(title(42, "rover"))
    complaints = []
    with multiprocessing.Pool(2) as pool:
        jobs = [pool.apply_async(check, (bag, line)) for bag, line in enumerate(BAGS, 1)]
        for bag, job in enumerate(jobs, 1):
            try:
                print("bag", bag, "weighs", job.get(timeout=20))
            except WrongColour as error:
                complaints.append(f"swap {error.found} for {error.wanted}: {error}")
            except KitError as error:
                complaints.append(str(error))
    print(*complaints, sep="\n")
    assert complaints == [
        "bag 2 lacks wheel",
        "swap red for black: wheel should be black, is red",
        "cannot read the list",
        "bag 5 weighs 65 g",
    ]
    print("ok")


if __name__ == "__main__":
    main()
