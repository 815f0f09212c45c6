"""Run the light desk of a small theatre until the last cue, on whatever machine the theatre has."""
from desk import Desk
from stage import cues
from supervision import supervision


def main():
    desk = Desk(cues())
    with supervision(desk.stop) as means:
        played = desk.play()
    assert played == 4
    assert means
    print("ok")


if __name__ == "__main__":
    main()
