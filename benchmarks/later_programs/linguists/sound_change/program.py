from operator import methodcaller

from par import pmap
from utils import compose, juxt, pluck

replace = lambda a, b: methodcaller("replace", a, b)

STAGES = {
    "lenition": replace("p", "b"),
    "voicing": replace("t", "d"),
    "apocope": lambda w: w[:-1] if w.endswith("e") else w,
    "palatalisation": replace("ki", "chi"),
}

SPANISH = ["lenition", "voicing", "apocope"]
LATIN = ["lupum", "vitae", "sapere", "mutare", "kive"]


def derive(order, forms):
    return pmap(compose(*pluck(order, STAGES)), forms)


def main():
    reflexes = derive(SPANISH, LATIN)
    length = juxt(len, str.upper)
    for old, new in zip(LATIN, reflexes):
        print(f"*{old} > {new}", *length(new))
    assert reflexes == ["lubum", "vida", "saber", "mudar", "kiv"]
    print("ok")


if __name__ == "__main__":
    main()
