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
# Exercise 1: Where does the ink balance?
#
# Write `center`: the row and the column at which the ink of a picture would balance,
# the mean of all places, each weighted by its ink. Where is it for the picture below,
# which has one heavy and one light pixel?
drawn = np.zeros((5, 6))
drawn[1, 1], drawn[3, 5] = 3.0, 1.0


def center(picture):
    return ..., ...


# %% check_1
got = center(drawn)
if shape_of(got) != (2,):
    say = "not yet. Two numbers are asked for: a row and a column."
elif np.allclose(got, (2, 3)):
    say = (
        "not yet. Halfway between the two pixels: but one has three times as much ink."
    )
elif np.allclose(got, (2, 1.5)):
    say = "not yet. Column first, then row: the other way round."
elif np.allclose(got, (2, 2.5)):
    say = "not yet. This is the middle of the sheet. Where is the ink?"
elif np.allclose(got, (6, 8)):
    say = "not yet. Divide by all the ink, which is 4 here."
elif np.allclose(got, (1, 1)):
    say = "not yet. This is the darkest pixel. The light one pulls a little, too."
elif not np.allclose(got, (1.5, 2)):
    say = f"not yet. You get {tuple(got)}. Row: 3 times 1 and once 3, divided by 4."
elif not np.allclose(center(np.ones((3, 3))), (1, 1)):
    say = "not yet. Right here; in a picture full of ink it is the middle, (1, 1)."
else:
    say = "right. A quarter of the way from the heavy pixel to the light one."
print("Exercise 1:", say)


# %% solution_1
def center(picture):
    rows, columns = np.indices(picture.shape)
    ink = picture.sum()
    return (rows * picture).sum() / ink, (columns * picture).sum() / ink


print("row {:.2f}, column {:.2f}".format(*center(drawn)))


# %% wrong_1_1
def center(picture):
    rows, columns = np.nonzero(picture)
    return rows.mean(), columns.mean()


# %% wrong_1_2
def center(picture):
    rows, columns = np.indices(picture.shape)
    return (rows * picture).sum(), (columns * picture).sum()


# %% wrong_1_3
def center(picture):
    return (picture.shape[0] - 1) / 2, (picture.shape[1] - 1) / 2


# %% task_2
# Exercise 2: A bolder pen
#
# Write `bold`: each pixel takes the most ink of itself and its four neighbors. Beyond
# the edge is paper. `np.pad(picture, 1)` adds a row or column of zeros on every side.
# How many pixels of ink does one single pixel become?
single = np.zeros((5, 5))
single[0, 2] = 1.0


def bold(picture):
    return ...


# %% check_2
slanted = np.eye(5)
got = bold(single)
spread = np.zeros((5, 5))
spread[0, 1:4] = spread[1, 2] = 1
if got is ...:
    say = (
        "not yet. Replace the dots: five pictures, one moved each way, and their "
        "maximum."
    )
elif got is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif shape_of(got) == (7, 7):
    say = "not yet. The padding is still there: 7 by 7. Cut it off again."
elif shape_of(got) != (5, 5):
    say = (
        f"not yet. The shape is {shape_of(got)}; a bold picture is as large as before."
    )
elif np.max(got) > 1:
    say = (
        "not yet. Ink was added up: a pixel has more than 1. Take the most, not the "
        "sum."
    )
elif np.array_equal(got, single):
    say = "not yet. Nothing has become bolder. Do the four neighbors come in?"
elif np.asarray(got)[4].any():
    say = "not yet. Ink came in at the other edge. Beyond an edge is paper."
elif np.asarray(got)[1, 1] > 0:
    say = "not yet. The corners are filled too. Only the four beside it are neighbors."
elif not np.array_equal(got, spread):
    say = f"not yet. {int(np.sum(got))} pixels of ink; at the edge, one becomes four."
elif not np.array_equal(
    np.asarray(bold(slanted)) > 0, np.tri(5, 5, 1) * np.tri(5, 5, 1).T > 0
):
    say = "not yet. Right for one pixel, wrong for a slanted stroke."
else:
    say = "right. One becomes five, or four at an edge, and grey stays grey."
print("Exercise 2:", say)


# %% solution_2
def bold(picture):
    wide = np.pad(picture, 1)
    beside = wide[:-2, 1:-1], wide[2:, 1:-1], wide[1:-1, :-2], wide[1:-1, 2:]
    return np.maximum.reduce([picture, *beside])


print(bold(single).astype(int))


# %% wrong_2_1
def bold(picture):
    ways = [np.roll(picture, by, axis) for axis in (0, 1) for by in (-1, 1)]
    return np.maximum.reduce([picture, *ways])


# %% wrong_2_2
def bold(picture):
    wide = np.pad(picture, 1)
    parts = [wide[r : r + 5, c : c + 5] for r in range(3) for c in range(3)]
    return np.maximum.reduce(parts)


# %% wrong_2_3
def bold(picture):
    wide = np.pad(picture, 1)
    return 2 * picture + wide[:-2, 1:-1] + wide[2:, 1:-1] + wide[1:-1, :-2]


# %% task_3
# Exercise 3: Which test would have told?
#
# Suppose three recipes have these accuracies on three tests, and printed digits are
# what the network will meet. Fill in `blind`, the test on which the recipes differ
# least; `best`, the recipe to use; and `gain`, how many points of 100 it is better on
# printed digits than the recipe that is best on the test images.
tests = ["test images", "changed copies", "printed"]
scores = {
    "plain": [0.987, 0.802, 0.741],
    "changed": [0.986, 0.968, 0.874],
    "changed and printed": [0.984, 0.965, 0.958],
}
blind = ...
best = ...
gain = ...

# %% check_3
table = np.array(list(scores.values()))
if blind is ... or best is ... or gain is ...:
    say = "not yet. Three answers are asked for: a test, a recipe, a number of points."
elif not numbers(gain):
    say = "not yet. One number is asked for, no table and no text."
elif not isinstance(blind, str) or not isinstance(best, str):
    say = "not yet. blind and best are names, in quotation marks."
elif blind not in tests or best not in scores:
    say = "not yet. blind is the name of a test, best the name of a recipe."
elif blind != tests[int(np.ptp(table, axis=0).argmin())]:
    say = f"not yet. On '{blind}' the recipes differ clearly. Where do they hardly?"
elif best == "plain":
    say = "not yet. 'plain' is best on the test images. Those it will not meet."
elif best != "changed and printed":
    say = "not yet. Another recipe reads more printed digits, which it will meet."
elif np.isclose(gain, 0.217):
    say = "not yet. As a share it is right. In points of 100?"
elif np.isclose(gain, 8.4):
    say = "not yet. Better than 'changed'. Which recipe is best on the test images?"
elif not np.isclose(gain, 21.7):
    say = f"not yet. 0.958 against 0.741 are not {gain} points."
else:
    say = "right. Choosing by the test images would have cost 22 of 100 printed digits."
print("Exercise 3:", say)

# %% solution_3
blind = tests[int(np.ptp(np.array(list(scores.values())), axis=0).argmin())]
best = max(scores, key=lambda recipe: scores[recipe][2])
by_test = max(scores, key=lambda recipe: scores[recipe][0])
gain = 100 * (scores[best][2] - scores[by_test][2])
print(f"blind: {blind}; best: {best}, ahead of '{by_test}' by {gain:.1f} points")

# %% wrong_3_1
blind, best, gain = "test images", "plain", 0.0

# %% wrong_3_2
blind, best, gain = "printed", "changed and printed", 21.7

# %% wrong_3_3
blind, best, gain = "test images", "changed and printed", 8.4
