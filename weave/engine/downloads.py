"""`keras.utils.get_file` without a network: what it would fetch is in `datasets/`, all else is Keras's own doing."""

import shutil
import sys
from functools import partial
from io import BytesIO
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote, urlsplit
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from weave.engine.imports import once_imported
from weave.engine.watch import Watch


def zipped(folder: Path) -> bytes:
    """A folder as a zip file of the same bytes everywhere: sorted, not dated, not compressed."""
    with ZipFile(file := BytesIO(), "w", ZIP_STORED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.writestr(ZipInfo(path.relative_to(folder).as_posix()), path.read_bytes())
    return file.getvalue()


def alike(path: PurePosixPath, other: PurePosixPath) -> int:
    """How many of their last parts two paths have in common."""
    pairs = zip(reversed(path.parts), reversed(other.parts), strict=False)
    return next((n for n, (one, two) in enumerate(pairs) if one != two), min(len(path.parts), len(other.parts)))


def found_in(datasets: Path) -> dict[PurePosixPath, Path]:
    """All files by their paths below the course, and each folder by that of its zip file."""
    paths = [path for path in sorted(datasets.rglob("*")) if path.name[0] != "."]
    below = [(path.relative_to(datasets.parent).as_posix(), path) for path in paths]
    return {PurePosixPath(f"{name}.zip" if path.is_dir() else name): path for name, path in below}


class Downloads:
    """Stands in for the network in Keras's module of downloads."""

    def __init__(self, root: Path, watch: Watch, home: Path) -> None:
        """What is fetched goes below the folder `home`, which is the run's own."""
        self.found, self.watch, self.home = found_in(root / "datasets"), watch, home
        once_imported("keras", self.install)

    def install(self, _keras: Any) -> None:
        from keras.src.backend import config
        from keras.src.utils import file_utils

        config._KERAS_DIR = str(self.home)
        file_utils.urlretrieve = self.fetch
        file_utils.io_utils = SimpleNamespace(**vars(file_utils.io_utils))
        file_utils.io_utils.print_msg = lambda *_, **__: None  # readers see this only the first time
        for name, module in list(sys.modules.items()):
            if name.startswith("keras.src.datasets.") and hasattr(module, "get_file"):
                # Keras knows the hashes of its whole data sets, of which the course may have a part.
                module.get_file = partial(without_hash, file_utils.get_file)  # type: ignore[attr-defined]

    def fetch(self, origin: str, target: str, *_: Any) -> None:
        """Put what is most like the end of an address into the file `target`."""
        wanted = PurePosixPath(unquote(urlsplit(origin).path))
        likeness = {name: parts for name in self.found if (parts := alike(name, wanted))}
        best = [name for name, parts in likeness.items() if parts == max(likeness.values())]
        if not best:
            self.watch.refuse_download(origin)
        if len(best) > 1:
            remedy = "Mend the address: its path tells files of one name apart."
            self.watch.refuse(f"{' and '.join(map(str, best))} are both like {origin}.\n{remedy}")
        source = self.found[best[0]]
        if source.is_dir():
            Path(target).write_bytes(zipped(source))
        else:
            shutil.copyfile(source, target)


def without_hash(get_file: Any, *arguments: Any, file_hash: str | None = None, **options: Any) -> Any:
    return get_file(*arguments, **options)
