"""The few variables that a listing finds in its environment, the same for every builder."""

import os
from pathlib import Path

THREADS = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"]
STYLE = {
    "MPLBACKEND": "module://weave.engine.figures",
    "MATPLOTLIBRC": str(Path(__file__).with_name("matplotlibrc")),
}
KERAS = {"KERAS_BACKEND": "tensorflow", "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}
PYTHON = {"PYTHONHASHSEED": "0", "LANG": "C.UTF-8", "TZ": "UTC", "COLUMNS": "80"}
# One thread a lesson: as many lessons at once as there are cores, and the same sums everywhere.
FIXED = dict.fromkeys(THREADS, "1") | STYLE | KERAS | PYTHON
# The builder's own: where programs, libraries and room for passing files are; and what tests tell their listings.
PASSED = ("PATH", "LD_LIBRARY_PATH", "TMPDIR")
TESTS = "WEAVE_TEST_"


def fonts(store: Path) -> Path:
    """Where Matplotlib keeps its list of fonts, which takes it a second to make: in the user's cache, or in `store`."""
    try:
        home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "weave" / "matplotlib"
        home.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):  # a user without a home
        return store / "matplotlib"
    return home if os.access(home, os.W_OK) else store / "matplotlib"


def variables(store: Path) -> dict[str, str]:
    """The whole environment; in the folder `store` libraries find their settings, none, and keep what they make."""
    passed = {name: value for name, value in os.environ.items() if name in PASSED or name.startswith(TESTS)}
    homes = {"HOME": store / "home", "KERAS_HOME": store / "keras", "MPLCONFIGDIR": fonts(store)}
    for name, folder in homes.items():
        folder.mkdir(parents=True, exist_ok=True)
        passed[name] = str(folder)
    return passed | FIXED
