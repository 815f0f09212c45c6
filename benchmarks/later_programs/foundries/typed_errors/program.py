"""Check furnaces in a pool; errors arrive as they were raised."""

import multiprocessing

from errors import LibraryError, TooHot, Unknown

FURNACES = {"east": 1350, "west": 1610}


def check(name: str) -> int:
    try:
        degrees = FURNACES[name]
    except KeyError:
        raise Unknown(name) from None
    if degrees > 1500:
        raise TooHot(name, degrees)
    return degrees


def main() -> None:
    said = []
    with multiprocessing.Pool(2) as pool:
        for pending in [pool.apply_async(check, (name,)) for name in ("east", "west", "north")]:
            try:
                said.append(str(pending.get()))
            except LibraryError as error:
                said.append(f"{type(error).__name__}: {error}")
    assert said == ["1350", "TooHot: west is too hot: 1610 degrees", "Unknown: no furnace is called north"], said
    print("ok")


if __name__ == "__main__":
    main()
