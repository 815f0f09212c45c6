"""Console entry of the label printer; packaging installs this file as ``museum-labels``."""

import sys

from labels.cli import main

sys.exit(main(sys.argv[1:]))
