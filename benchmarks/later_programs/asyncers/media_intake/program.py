"""Take in a handful of clips."""
import argparse
import asyncio
from contextlib import closing

from intake import stages
from intake.studio import Studio


async def main(argv=None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("clips", nargs="*", default=["fox.mov", "owl.mov", "elk.mov", "ant.mov"])
    parser.add_argument("--desks", type=int, default=1)
    parser.add_argument("--machines", type=int, default=2)
    options = parser.parse_args(argv)
    with closing(Studio(options.desks, options.machines)) as studio:
        sums = await studio.take_in(*options.clips)
    verified = 0
    for name, value in sorted(sums.items()):
        facts = stages.probe(name)
        expected = stages.checksum(stages.transcode(facts["name"], facts["frames"], studio.quality))
        verified += value == expected
        print(f"{name} {value:08x}")
    print(f"{verified} of {len(sums)} clips verified")


if __name__ == "__main__":
    asyncio.run(main())
