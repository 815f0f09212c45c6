"""Plays episodes on one card after the other and lets a separate tool judge them."""
import json
import os
import subprocess
import sys
from multiprocessing import get_context

from episodes import episode, open_renderer
from settings import Settings

JUDGE = "import json, os, sys; print(json.dumps([os.environ['FARM_CARD'], sum(json.load(sys.stdin))]))"


def play(ctx, settings, seeds):
    with ctx.Pool(2, initializer=open_renderer, initargs=(settings,)) as pool:
        return pool.map(episode, seeds)


def judge(settings, rewards):
    done = subprocess.run(
        [sys.executable, "-c", JUDGE],
        input=json.dumps(rewards),
        env=settings.as_environment(),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return json.loads(done.stdout)


def main():
    os.environ["FARM_CARD"] = "none"
    os.environ.setdefault("FARM_LABEL", "nightly")
    ctx = get_context()
    base = Settings(threads=2, extra={"FARM_SCENE": "warehouse"})
    seen = []
    for card in (1, 4):
        settings = base.on_card(card)
        episodes = play(ctx, settings, range(card, card + 3))
        judged, total = judge(settings, [reward for *_, reward in episodes])
        cards = {used for used, _, _ in episodes}
        assert cards == {judged} == {str(card)}, (cards, judged)
        seen.append(f"card {judged}: {total}")
    print("; ".join(seen))
    print("ok" if os.environ["FARM_CARD"] == "none" else "the parent's card has changed")


if __name__ == "__main__":
    main()
