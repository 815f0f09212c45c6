# Invitation letters for the autumn vaccinations.
# One text for each patient, the bundle goes to the post room sorted by postcode.
import csv
import io
from datetime import date

from tqdm.contrib.concurrent import process_map

LIST = """\
number;name;born;postcode;last
4011;Ada Fenwick;1951-03-02;LS6 2AB;2024-10-01
4012;Tom Arkell;1988-11-19;LS2 9JT;2023-09-12
4013;Priya Nair;1940-07-30;LS6 1PF;
4014;Joan Okafor;1969-01-05;LS8 4RT;2021-12-03
4015;Ben Whittle;2015-05-23;LS2 7EW;2024-11-20
4016;Karin Holm;1957-09-09;LS6 3HN;2025-01-14
"""
TODAY = date(2026, 9, 1)


def age(born):
    born = date.fromisoformat(born)
    return TODAY.year - born.year - ((TODAY.month, TODAY.day) < (born.month, born.day))


def letter(row):
    lines = ["Dear " + row["name"] + ","]
    if age(row["born"]) >= 65:
        lines.append("you are invited to your free vaccination.")
    elif age(row["born"]) < 18:
        lines.append("please come together with a parent.")
    else:
        lines.append("you can book a vaccination at the front desk.")
    if row["last"]:
        lines.append("Your last one was on " + row["last"] + ".")
    return row["postcode"], "\n".join(lines)


rows = list(csv.DictReader(io.StringIO(LIST), delimiter=";"))
letters = process_map(letter, rows, max_workers=2, chunksize=1, disable=True)
letters.sort()

for postcode, text in letters:
    print(postcode, "|", text.split("\n")[1])
print(len(letters), "letters for", len({p.split()[0] for p, _ in letters}), "districts")
print("ok")
