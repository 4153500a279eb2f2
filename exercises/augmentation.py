# %% setup
# Needs: pip install numpy
import numpy as np


def numbers(*given):
    """Whether each of these is a single number."""
    return all(isinstance(each, (int, float, np.number)) for each in given)


# %% task_1
# Exercise 1: Ink between four pixels
#
# Write `ink_at`: how much ink is at row `r`, column `c`, where both may lie between
# pixels. The four pixels around count, each the more the nearer it is. By hand first:
# row 0.25, column 0.5.
paper = np.array([[0.0, 4.0, 8.0], [2.0, 6.0, 1.0], [0.0, 3.0, 5.0]])


def ink_at(picture, r, c):
    return ...


# %% check_1
got = ink_at(paper, 0.25, 0.5)
if got is ...:
    say = (
        "not yet. Replace the dots. Upper row: halfway from 0 to 4. Lower: from 2 to 6."
    )
elif got is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif not numbers(got):
    say = "not yet. One number is asked for, no table and no text."
elif np.isclose(got, 3.0):
    say = (
        "not yet. 3 is the plain mean of the four. Row 0 is three times as near as row "
        "1."
    )
elif np.isclose(got, 3.5):
    say = "not yet. The nearer row should count more: row 0, as 0.25 is near it."
elif np.isclose(got, 2.0):
    say = "not yet. You rounded the row. Between 0 and 1 both rows count."
elif np.isclose(got, 0.0):
    say = "not yet. This is the nearest pixel alone. The four around it count."
elif np.isclose(got, 1.5):
    say = "not yet. Rows and columns are exchanged: the first number is the row."
elif not np.isclose(got, 2.5):
    say = (
        f"not yet. You get {got}. 2 in the upper row, 4 in the lower: a quarter of the "
        "way."
    )
elif not np.isclose(ink_at(paper, 1.5, 1.25), 4.125):
    say = (
        "not yet. Right here; at row 1.5, column 1.25 it is 3.625 or so. Use whole "
        "parts."
    )
else:
    say = "right. Halfway in each row, then a quarter of the way from row to row."
print("Exercise 1:", say)


# %% solution_1
def ink_at(picture, r, c):
    row, column = int(r), int(c)
    down, right = r - row, c - column
    upper = (1 - right) * picture[row, column] + right * picture[row, column + 1]
    lower = (1 - right) * picture[row + 1, column] + right * picture[
        row + 1, column + 1
    ]
    return (1 - down) * upper + down * lower


print(ink_at(paper, 0.25, 0.5), ink_at(paper, 1.5, 1.25))


# %% wrong_1_1
def ink_at(picture, r, c):
    row, column = int(r), int(c)
    return picture[row : row + 2, column : column + 2].mean()


# %% wrong_1_2
def ink_at(picture, r, c):
    row, column = int(r), int(c)
    down, right = r - row, c - column
    upper = (1 - right) * picture[row, column] + right * picture[row, column + 1]
    lower = (1 - right) * picture[row + 1, column] + right * picture[
        row + 1, column + 1
    ]
    return down * upper + (1 - down) * lower


# %% wrong_1_3
def ink_at(picture, r, c):
    return picture[round(r), round(c)]


# %% task_2
# Exercise 2: Which changes keep the answer?
#
# A network is to read capital letters. For each change write True if it may be used to
# make new examples of *every* letter named, and False if it would teach a wrong answer
# for at least one.
allowed = {
    "turn by 5 degrees, all letters": ...,
    "turn by 180 degrees, M and W": ...,
    "mirror left and right, A, H and T": ...,
    "mirror left and right, S and Z": ...,
    "bolder strokes, all letters": ...,
}

# %% check_2
given = allowed if isinstance(allowed, dict) else {}
truth = dict(zip(given, (True, False, True, False, True)))
missed = [change for change in truth if given[change] is not truth[change]]
if len(given) != 5 or any(not isinstance(each, bool) for each in given.values()):
    say = "not yet. Write True or False for each of the five changes."
elif len(missed) == 5:
    say = "not yet. All turned round: True where the answer stays what it was."
elif "turn by 180 degrees, M and W" in missed:
    say = "not yet. Turn an M upside down and read it. Its label would still say M."
elif "mirror left and right, S and Z" in missed:
    say = "not yet. A mirrored Z is nearly an S, with the label Z."
elif "mirror left and right, A, H and T" in missed:
    say = (
        "not yet. A, H and T are the same in a mirror: for these three it does no harm."
    )
elif missed:
    say = f"not yet. {missed[0]}: would you read it otherwise afterwards?"
else:
    say = "right. What may change depends on the task, not on the program."
print("Exercise 2:", say)

# %% solution_2
allowed = dict(zip(allowed, (True, False, True, False, True)))
print(*(f"{change}: {may}" for change, may in allowed.items()), sep="\n")

# %% wrong_2_1
allowed = dict.fromkeys(allowed, True)

# %% wrong_2_2
allowed = dict(zip(allowed, (True, False, False, False, True)))

# %% wrong_2_3
allowed = dict(zip(allowed, (True, False, True, True, True)))

# %% task_3
# Exercise 3: Take one part away
#
# `trial` stands in for a training of minutes: from the parts of a recipe and a seed it
# says an accuracy, made up for this exercise. Find what each part is *worth* in the
# full recipe: how much is lost without it, the mean over the seeds 1, 2 and 3. Predict
# first: is a part that gains a lot alone worth a lot in the recipe?
PARTS = ("copies", "smoothing", "falling rate")


def trial(parts, seed):
    shaken = np.random.default_rng([seed, len(parts)]).normal(0, 0.002)
    gained = 0.06 * ("copies" in parts) + 0.03 * ("falling rate" in parts)
    lost = 0.028 * ({"copies", "falling rate"} <= set(parts))
    return 0.90 + gained - lost + 0.004 * ("smoothing" in parts) + shaken


worth = {"copies": ..., "smoothing": ..., "falling rate": ...}


# %% check_3
def lost(part, seed):
    return trial(PARTS, seed) - trial([each for each in PARTS if each != part], seed)


without = [np.mean([lost(part, seed) for seed in (1, 2, 3)]) for part in PARTS]
alone = [
    np.mean([trial([part], s) - trial([], s) for s in (1, 2, 3)]) for part in PARTS
]
values = [worth.get(part) if isinstance(worth, dict) else None for part in PARTS]
if any(value is ... or value is None for value in values):
    say = "not yet. A number for each of the three parts is asked for."
elif not numbers(*values):
    say = "not yet. Single numbers are asked for, no table and no text."
elif np.allclose(values, without):
    say = (
        "right. The falling rate gains 0.03 alone, and next to nothing beside the "
        "copies."
    )
elif np.allclose(values, alone):
    say = (
        "not yet. This is what each gains alone. Ask what the full recipe loses "
        "without it."
    )
elif np.allclose(values, np.negative(without)):
    say = (
        "not yet. The sizes are right. Worth is what is lost: full minus the one "
        "without."
    )
elif np.allclose(values, [lost(part, 1) for part in PARTS]):
    say = (
        "not yet. One seed only. Average over all three: chance is as large as some "
        "parts."
    )
elif min(values) > 0.5:
    say = "not yet. These are accuracies. Worth is a difference of two."
else:
    say = f"not yet. Without copies {without[0]:.4f} is lost, you have {values[0]:.4f}."
print("Exercise 3:", say)

# %% solution_3
worth = {}
for part in PARTS:
    rest = tuple(each for each in PARTS if each != part)
    losses = [trial(PARTS, seed) - trial(rest, seed) for seed in (1, 2, 3)]
    worth[part] = np.mean(losses)
print(*(f"{part}: {value:.3f}" for part, value in worth.items()), sep="\n")

# %% wrong_3_1
worth = {}
for part in PARTS:
    worth[part] = np.mean(
        [trial((part,), seed) - trial((), seed) for seed in (1, 2, 3)]
    )

# %% wrong_3_2
worth = {}
for part in PARTS:
    rest = tuple(each for each in PARTS if each != part)
    worth[part] = trial(PARTS, 1) - trial(rest, 1)

# %% wrong_3_3
worth = {}
for part in PARTS:
    rest = tuple(each for each in PARTS if each != part)
    worth[part] = np.mean([trial(rest, seed) for seed in (1, 2, 3)])
