"""Entry of the survey pipeline: python program.py --depth 25 a b c"""

from survey.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
