"""Makes this month's bundle of driver display scripts."""
from onboard import BundleBuilder, StagingArea

UNITS = {
    "dmi_speed": "def show(kmh):\n    return '%d km/h' % kmh\n",
    "dmi_brake": "def show(bar):\n    return '%.1f bar' % bar\n",
    "dmi_doors": "OPEN, CLOSED = range(2)\n",
}

staging = StagingArea()
builder = BundleBuilder(staging).with_release("2024.11").with_jobs(2)
for unit, text in UNITS.items():
    builder.with_script(unit, text)

bundle = builder.build()
staging.discard()

assert bundle.modules == len(UNITS), bundle
print("release", bundle.release)
print("ok")
