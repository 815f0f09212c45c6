"""Distribute word types over shards, then ask for some of them."""
from par import distribute, shard_of

TEXTS = (
    "in the beginning was the word and the word was with him",
    "he that hath ears to hear let him hear what is said",
    "to every thing there is a season and a time to every purpose",
    "a time to weep and a time to laugh a time to mourn and to dance",
    "cast thy bread upon the waters for thou shalt find it after many days",
)

QUERIES = "word season bread waters ears dance mourn laugh beginning purpose many hear".split()


def known(shards, word):
    return word in shards[shard_of(word)]


def main():
    shards = distribute(TEXTS)
    print("types in shards:", *map(len, shards))
    absent = [q for q in QUERIES if not known(shards, q)]
    if absent:
        print("not in the corpus:", *absent)
    else:
        print("ok")


if __name__ == "__main__":
    main()
