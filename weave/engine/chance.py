"""Chance without a seed, which gives other results in every run, is a problem of the line that wants it."""

import os
import random
import sys
from collections.abc import Callable
from functools import partial, wraps
from pathlib import Path
from types import FrameType
from typing import Any

from weave.engine.imports import once_imported
from weave.engine.keras_chance import DRAWS, KerasChance, Unseeded
from weave.engine.problems import Problems

REMEDY = "Results would differ from run to run. Mend that with a seed, before: "
ENTROPY = {"random", "secrets", "uuid"}  # modules that hand on what the system gives


def importing(frame: FrameType | None, folder: str) -> bool:
    """Whether a module is being imported here, but none of `folder`."""
    while frame and not frame.f_code.co_filename.startswith(folder):
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


class Shared:
    """A generator that a whole program shares, and a module's functions that draw from it until it has a seed."""

    def __init__(self, module: Any, generator: Any, state: str, seeds: list[str]) -> None:
        """`state` and `seeds` name those functions that tell its state, and that set it."""
        self.module, self.state = module, getattr(module, state)
        self.seeded = False
        self.before = self.now()
        of_it = {name: it for name, it in vars(module).items() if getattr(it, "__self__", None) is generator}
        self.draws = {name: it for name, it in of_it.items() if name not in [state, *seeds]}
        for name in seeds:
            setattr(module, name, partial(self.seed, getattr(module, name)))

    def now(self) -> str:
        return repr([part.tolist() if hasattr(part, "tolist") else part for part in self.state()])

    def drawn(self) -> bool:
        """Whether somebody has drawn from it without a seed, since this was last asked."""
        before, self.before = self.before, self.now()
        return not self.seeded and self.before != before

    def seed(self, function: Callable[..., None], *arguments: Any, **options: Any) -> None:
        function(*arguments, **options)
        self.seeded = any(value is not None for value in [*arguments, *options.values()])
        for name, draw in self.draws.items() if self.seeded else ():
            setattr(self.module, name, draw)


class Chance:
    """Watches the sources of chance of a listing among the modules of `folder`."""

    def __init__(self, problems: Problems, folder: Path) -> None:
        self.problems, self.folder = problems, f"{folder}{os.sep}"
        self.shared: list[Shared] = []
        self.known: list[Any] = []  # the seed of the RandomState that is being made: it draws although it has one
        self.share(Shared(random, random._inst, "getstate", ["seed", "setstate"]))
        self.keras = KerasChance(lambda: self.shared[0].seeded, problems.here, self.refuse_keras)
        once_imported("keras", self.keras.install)
        self.python()
        once_imported("numpy.random", self.numpy)
        once_imported("tensorflow.python.framework.random_seed", self.tensorflow)

    def check(self) -> None:
        """Note what has been drawn by others than the functions of its module."""
        for shared in self.shared:
            if shared.drawn():
                self.refuse(shared)
        self.keras.check()

    def refuse(self, shared: Shared) -> None:
        name = "np.random" if shared.module.__name__ == "numpy.random" else shared.module.__name__
        text = f"Numbers are drawn from {name}, which has no seed."
        if "keras" in sys.modules:
            said = "keras.utils.set_random_seed(1). Layers of Keras start with such numbers, if nothing else does"
        else:
            said = f"{name}.seed(1)"
        self.problems.note(f"{text}\n{REMEDY}{said}.", self.problems.here())

    def refuse_keras(self, line: int) -> None:
        text = f"Numbers that Keras draws here have no seed.\n{REMEDY}keras.utils.set_random_seed(1)."
        self.problems.note(text, line)

    def share(self, shared: Shared) -> None:
        """Let the functions of its module tell of each draw before there is a seed."""

        def drawing(draw: Callable[..., Any]) -> Callable[..., Any]:
            @wraps(draw)
            def draw_and_tell(*arguments: Any, **options: Any) -> Any:
                frame = sys._getframe(1)
                if frame.f_globals.get("__name__", "").startswith(DRAWS) and not shared.seeded:
                    return Unseeded(1)
                result = draw(*arguments, **options)
                if shared.drawn() and not importing(frame, self.folder):
                    self.refuse(shared)
                return result

            return draw_and_tell

        self.shared.append(shared)
        for name, draw in shared.draws.items():
            setattr(shared.module, name, drawing(draw))

    def tell(self, what: str, remedy: str, *, anybody: bool = False) -> None:
        """Note a draw at the line of the listing, if the course asks for it itself, or if it is `anybody`'s."""
        frame: FrameType | None = sys._getframe(2)
        while frame and frame.f_globals.get("__name__") in ENTROPY | {__name__}:
            frame = frame.f_back
        if self.known:
            return
        ours = frame and frame.f_code.co_filename.startswith(self.folder)
        if ours or (anybody and frame and "RandomState" not in frame.f_code.co_names):  # see numpy()
            self.problems.note(f"{what} has no seed.\n{REMEDY}{remedy}.", self.problems.here())

    def python(self) -> None:
        """Generators of one's own, and what the system gives: os.urandom, secrets, uuid4, SystemRandom."""
        give, seed = os.urandom, random.Random.seed

        def urandom(size: int) -> bytes:
            self.tell("What the system draws (os.urandom, secrets, uuid4, SystemRandom)", "random.Random(1) instead")
            return give(size)

        def seeded(generator: random.Random, a: Any = None, version: int = 2) -> None:
            if a is None:
                self.tell("random.Random()", "random.Random(1)")
            seed(generator, a, version)

        os.urandom = random._urandom = urandom  # type: ignore[attr-defined]
        random.Random.seed = seeded  # type: ignore[method-assign, assignment]

    def numpy(self, module: Any) -> None:
        """The shared generator, and those that are made without a seed."""
        seeds = ["seed", "set_state", "set_bit_generator"]
        self.share(Shared(module, module.mtrand._rand, "get_state", seeds))
        draw, RandomState = module.bit_generator.randbits, module.RandomState
        known = self.known

        def randbits(bits: int) -> int:
            self.tell("A random generator of NumPy", "np.random.default_rng(1)", anybody=True)
            return int(draw(bits))

        class Kind(type):
            def __instancecheck__(cls, instance: object) -> bool:
                return isinstance(instance, RandomState)

        class Seeded(RandomState, metaclass=Kind):  # type: ignore[misc, valid-type]
            def __new__(cls, seed: Any = None) -> Any:
                if isinstance(seed, Unseeded):
                    self.refuse_keras(self.problems.here())
                known.extend([] if seed is None else [seed])
                try:
                    return RandomState(seed)
                finally:
                    known.clear()

        module.bit_generator.randbits, module.RandomState = randbits, Seeded

    def tensorflow(self, module: Any) -> None:
        """What TensorFlow draws without a seed of the operation or of all."""
        get_seed = module.get_seed

        def seeds(op_seed: int | None) -> Any:
            found = get_seed(op_seed)
            if isinstance(op_seed, Unseeded):
                self.refuse_keras(self.problems.here())
            if found == (None, None):
                self.tell("What TensorFlow draws here", "keras.utils.set_random_seed(1)", anybody=True)
            return found

        module.get_seed = seeds
