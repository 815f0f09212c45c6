"""Check weather records against their schema."""

import multiprocessing

from checks import check_record
from errors import CheckError

RECORDS = [
    {"temperature": 12.5, "humidity": 40},
    {"temperature": 71.0, "humidity": 38},
    {"temperature": 3.0, "humidity": None},
]


def main():
    try:
        with multiprocessing.Pool(2) as pool:
            checked = sum(pool.map(check_record, RECORDS))
    except CheckError as error:
        print("rejected,", error)
    else:
        print(f"{checked} fields are fine")
    print("ok")


if __name__ == "__main__":
    main()
