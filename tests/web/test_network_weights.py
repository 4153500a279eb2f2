"""Weights as float16 are NumPy's, bit for bit, in the order of Keras's get_weights()."""

from __future__ import annotations

import numpy as np
from networks import CASES, answer

RANDOM = np.random.default_rng(2)


def test_every_float16_is_read_exactly_and_written_back() -> None:
    bits = np.arange(2**16, dtype=np.uint16)
    values = bits.view(np.float16)
    finite = np.isfinite(values)
    written, read = answer("half", values=values[finite].astype(float).tolist(), halves=bits.tolist())
    assert written == bits[finite].tolist()
    np.testing.assert_array_equal(np.array(read, float), values.astype(float))


def test_numbers_between_are_rounded_as_numpy_does() -> None:
    steps = np.arange(2**15 - 2**10, dtype=np.uint16).view(np.float16).astype(np.float64)
    halfway = (steps[1:] + steps[:-1]) / 2  # exact: the even neighbor gets it
    near = np.concatenate([np.nextafter(np.float32(halfway), np.float32(way)) for way in (0, np.inf)])
    any_size = RANDOM.normal(size=2000) * 10.0 ** RANDOM.integers(-9, 6, size=2000)
    values = np.concatenate([halfway, near, any_size, [65519.9, 65520, 1e9]]).astype(np.float32)
    values = np.concatenate([values, -values])
    with np.errstate(over="ignore"):
        wanted = values.astype(np.float16).view(np.uint16)
    written, _ = answer("half", values=values.astype(float).tolist(), halves=[])
    assert written == wanted.tolist()


def test_packed_weights_are_keras_arrays_one_after_the_other() -> None:
    description = CASES["batch normalization"]["description"]
    sizes = [3 * 3 * 2 * 4, 4, 4, 4, 4, 7 * 6 * 4 * 5, 5, 5, 5, 15, 3]
    arrays = [RANDOM.normal(size=size).astype(np.float16) for size in sizes]
    found = answer("pack", description=description, weights=[array.astype(float).tolist() for array in arrays])
    assert bytes(found["bytes"]) == b"".join(array.astype("<f2").tobytes() for array in arrays)
    assert found["read"] == [array.astype(float).tolist() for array in arrays]
