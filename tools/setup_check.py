"""Before the set-up: is this Python supported, can it make environments, is there room for them?"""

import shutil
import sys

ROOM = 3.5  # GB: TensorFlow and everything else, unpacked and while unpacking

if not (3, 11, 2) <= sys.version_info[:3] < (3, 14):
    found = ".".join(map(str, sys.version_info[:3]))
    sys.exit(
        f"This is Python {found}; the course needs 3.11.2 to 3.13 (TensorFlow runs on no other).\n"
        "Call make with one of these, for example: make site PYTHON=python3.12"
    )
try:
    import ensurepip  # noqa: F401
except ImportError:
    sys.exit("This Python cannot make virtual environments. On Debian: apt-get install python3-venv")
free = shutil.disk_usage(".").free / 1e9
if free < ROOM:
    sys.exit(f"The disk is full: {free:.1f} GB are free here, the set-up needs {ROOM} GB. Free some space.")
