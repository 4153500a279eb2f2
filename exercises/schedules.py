# %% setup
# Needs: pip install numpy
import numpy as np


def numbers(*given):
    """Whether each of these is a single number."""
    return all(isinstance(each, (int, float, np.number)) for each in given)


def shape_of(given):
    """The shape of a table of numbers; of anything else, words that say so."""
    try:
        table = np.asarray(given)
    except ValueError:  # rows of different lengths
        return "of no table"
    return table.shape if table.dtype.kind in "biuf" else "of no table"


# %% task_1
# Exercise 1: Three rates of a cosine
#
# Write `cosine`: the rate at step `t` of `n`, which falls over half a wave from `high`
# to `low`. Say first what it gives at the start, in the middle and at the end, for 0.6
# and 0.2.


def cosine(t, n, high, low):
    return ...


# %% check_1
got = [cosine(t, 100, 0.6, 0.2) for t in (0, 50, 100)]
if got[0] is ...:
    say = (
        "not yet. Replace the dots: low, plus a part of what lies between high and low."
    )
elif got[0] is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif not numbers(*got):
    say = "not yet. Single numbers are asked for, no table and no text."
elif np.allclose(got, [0.6, 0.2, -0.2]):
    say = "not yet. The wave itself runs from 1 to -1: lift it by 1 and halve it."
elif np.allclose(got, [0.2, 0.4, 0.6]):
    say = "not yet. The right values in the wrong order: it should fall."
elif np.allclose(got, [0.6, 0.3, 0.0]):
    say = "not yet. It falls to 0. Where does low come in?"
elif np.allclose(got, [0.8, 0.5, 0.2]):
    say = "not yet. It begins at high plus low. Only what is between them should fall."
elif np.isclose(got[0], got[2]):
    say = "not yet. That was a whole wave, back at the start: take pi, not 2 pi."
elif np.isclose(got[0], 0.6) and got[1] > 0.59:
    say = "not yet. np.cos takes the angle as a part of pi; yours hardly moves."
elif not np.allclose(got, [0.6, 0.4, 0.2]):
    say = f"not yet. At steps 0, 50 and 100 you get {np.round(got, 3)}."
elif np.isclose(cosine(25, 100, 0.6, 0.2), 0.5):
    say = "not yet. This is a straight line. A cosine is still high after a quarter."
elif not np.isclose(cosine(10, 40, 0.6, 0.2), 0.2 + 0.2 * (1 + 0.5**0.5)):
    say = "not yet. Right at start, middle and end of 100, wrong at step 10 of 40."
else:
    say = "right. It starts level, is halfway in the middle, and ends level."
print("Exercise 1:", say)


# %% solution_1
def cosine(t, n, high, low):
    return low + (high - low) * (1 + np.cos(np.pi * t / n)) / 2


print([round(float(cosine(t, 100, 0.6, 0.2)), 3) for t in (0, 25, 50, 75, 100)])


# %% wrong_1_1
def cosine(t, n, high, low):
    return low + (high - low) * np.cos(np.pi * t / n)


# %% wrong_1_2
def cosine(t, n, high, low):
    return high * (1 + np.cos(np.pi * t / n)) / 2


# %% wrong_1_3
def cosine(t, n, high, low):
    return low + (high - low) * (1 + np.cos(2 * np.pi * t / n)) / 2


# %% wrong_1_4
def cosine(t, n, high, low):
    return high - (high - low) * t / n


# %% wrong_1_5
def cosine(t, n, high, low):
    return low + (high - low) * (1 + np.cos(np.pi * t / 100)) / 2


# %% task_2
# Exercise 2: Epochs where steps are meant
#
# A training of 6 epochs, 3,200 images, batches of 32. Which `decay_steps` does a
# schedule need that should end with the training? And with `decay_steps=6`, which
# `part` of all steps would run at the lowest rate?
decay_steps = ...
part = ...

# %% check_2
if decay_steps is ... or part is ...:
    say = "not yet. Replace both. How many steps has one epoch?"
elif not numbers(decay_steps, part):
    say = "not yet. Single numbers are asked for, no table and no text."
elif decay_steps == 6:
    say = "not yet. 6 is the number of epochs. A schedule counts steps."
elif decay_steps == 100:
    say = "not yet. This is one epoch. The training has 6."
elif decay_steps == 19200:
    say = "not yet. A step uses 32 images at once: divide by the batch."
elif decay_steps != 600:
    say = "not yet. Images divided by the batch, times epochs."
elif np.isclose(part, 6 / 600):
    say = "not yet. This is the part with a falling rate. Which part comes after it?"
elif np.isclose(part, 99):
    say = "not yet. As a part of the whole, not in percent."
elif not np.isclose(part, 594 / 600):
    say = f"not yet. decay_steps is right. {part} is not: 594 of the 600 steps."
else:
    say = (
        "right. 99 of 100 steps would have changed next to nothing, without a message."
    )
print("Exercise 2:", say)

# %% solution_2
decay_steps = 6 * 3200 // 32
part = (decay_steps - 6) / decay_steps
print(f"decay_steps {decay_steps}, at the lowest rate: {part:.0%} of the steps")

# %% wrong_2_1
decay_steps, part = 6, 0

# %% wrong_2_2
decay_steps, part = 100, 0.94

# %% wrong_2_3
decay_steps, part = 600, 6 / 600

# %% task_3
# Exercise 3: The ball around the bottom
#
# 5,000 walkers go down $f(w) = w^2 / 2$ from 3. Their slope is $w$ plus noise of spread
# 1. Write `walk`: it takes one step for each rate of a list, and gives where all
#    walkers end. Then set `falling`, a list of 200 rates from 0.5 at most, for which
#    the mean squared distance ends below 0.02. With the constant 0.5 it ends at a
#    third.
noise = np.random.default_rng(1).normal(size=(200, 5000))


def walk(rates):
    w = np.full(5000, 3.0)
    return w


falling = [0.5] * 200

# %% check_3
ended, rates = walk([0.5] * 200), np.array(0)
if shape_of(falling) == (200,):
    rates = np.asarray(falling)
if shape_of(ended) != (5000,):
    say = f"not yet. walk gives the shape {shape_of(ended)}, not that of 5,000 walkers."
elif np.allclose(ended, 3):
    say = "not yet. Nobody has moved. In each step: w minus rate times (w plus noise)."
elif np.abs(ended).mean() < 1e-6:
    say = "not yet. They stand at the bottom exactly. The noise of the step is missing."
elif not np.isclose(np.square(ended).mean(), 1 / 3, atol=0.02):
    far = np.square(ended).mean()
    say = f"not yet. At 0.5 they end at {far:.2f}; it should be a third."
elif not rates.ndim or rates.max() > 0.5 or rates.min() < 0:
    say = "not yet. The walk is right. 200 rates are asked for, from 0.5 at most."
elif np.ptp(rates) == 0 and np.square(walk(falling)).mean() > 0.02:
    say = "not yet. The walk is right. A constant rate has a floor: let it fall."
elif np.square(walk(falling)).mean() > 1:
    say = (
        "not yet. It fell so fast that they stopped on the way. Keep it high for "
        "longer."
    )
elif np.square(walk(falling)).mean() > 0.02:
    far = np.square(walk(falling)).mean()
    say = f"not yet. They end at {far:.3f}. End lower, or sooner."
else:
    say = "right. Large steps to arrive, small ones to settle: each did its part."
print("Exercise 3:", say)


# %% solution_3
def walk(rates):
    w = np.full(5000, 3.0)
    for rate, shaken in zip(rates, noise):
        w = w - rate * (w + shaken)
    return w


falling = [0.5 * (1 + np.cos(np.pi * t / 200)) / 2 for t in range(200)]
for name, list_of_rates in {"constant": [0.5] * 200, "falling": falling}.items():
    print(f"{name}: mean squared distance {(walk(list_of_rates) ** 2).mean():.3f}")


# %% wrong_3_1
def walk(rates):
    w = np.full(5000, 3.0)
    for rate in rates:
        w = w - rate * w
    return w


# %% wrong_3_2
def walk(rates):
    w = np.full(5000, 3.0)
    for rate, shaken in zip(rates, noise):
        w = w - rate * (w + shaken)
    return w


falling = [0.5 / (t + 1) ** 3 for t in range(200)]

# %% wrong_3_3
falling = [0.1] * 200

# %% wrong_3_4
falling = [0.5 - 0.4 * t / 199 for t in range(200)]
