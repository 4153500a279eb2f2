# %% setup
# Needs: pip install numpy
import numpy as np


def shape_of(given):
    """The shape of a table of numbers; of anything else, words that say so."""
    try:
        table = np.asarray(given)
    except ValueError:  # rows of different lengths
        return "of no table"
    return table.shape if table.dtype.kind in "biuf" else "of no table"


# %% task_1
# Exercise 1: Names, classes, and a key
#
# The names of image files begin with the number of their class, `0001` for A. Write
# `read`: it gives the labels, counted from 0, and the key, a dictionary from label to
# letter. It must not matter in which order the computer lists the files.
names = ["0003_gaegu.png", "0001_gaegu.png", "0003_coming.png", "0002_gaegu.png"]


def read(names):
    return ..., ...


# %% check_1
got = read(names)
if not isinstance(got, tuple) or len(got) != 2 or got[0] is ... or got[1] is ...:
    say = "not yet. Two things are asked for: a list of labels, and the key."
elif not isinstance(got[1], dict):
    say = "not yet. The key is a dictionary, such as {0: 'A'}."
elif list(got[0]) == [3, 1, 3, 2]:
    say = "not yet. These are the classes of the files. Labels count from 0."
elif list(got[0]) == [0, 1, 0, 2]:
    say = "not yet. Numbered as they came: in another order, A would be another number."
elif list(got[0]) == [0, 1, 2, 2]:
    say = "not yet. The labels were sorted, the files were not: which is whose now?"
elif list(got[0]) != [2, 0, 2, 1]:
    say = f"not yet. The labels are {list(got[0])}. The first file holds a C, label 2."
elif got[1] != {0: "A", 1: "B", 2: "C"}:
    say = f"not yet. The labels are right; the key is {got[1]}, not {{0: 'A', ...}}."
elif read(names[::-1])[1] != got[1]:
    say = "not yet. Listed the other way round, the key is another one."
else:
    say = "right. The number in the name decides, not the order of the list."
print("Exercise 1:", say)


# %% solution_1
def read(names):
    labels = [int(name[:4]) - 1 for name in names]
    return labels, {label: chr(ord("A") + label) for label in labels}


print(*read(names))


# %% wrong_1_1
def read(names):
    labels = [int(name[:4]) for name in names]
    return labels, {label: chr(ord("A") + label) for label in labels}


# %% wrong_1_2
def read(names):
    seen = list(dict.fromkeys(name[:4] for name in names))
    return [seen.index(name[:4]) for name in names], {
        number: chr(ord("A") + int(each) - 1) for number, each in enumerate(seen)
    }


# %% wrong_1_3
def read(names):
    labels = sorted(int(name[:4]) - 1 for name in names)
    return labels, {label: chr(ord("A") + label) for label in labels}


# %% task_2
# Exercise 2: Keep whole fonts apart
#
# 60 letters of 6 fonts: `font` says for each who drew it, `letter` which it is. The
# question is how well a network will read a *new* font. Choose `held`, True for the
# letters to keep apart: a third of them, so that the check answers this question.
font = np.repeat(np.arange(6), 10)
letter = np.tile(np.arange(10), 6)

held = ...

# %% check_2
held_ok = held is not ... and shape_of(held) == (60,)
kept = np.asarray(held, bool) if held_ok else np.zeros(60, bool)
shared = set(font[kept]) & set(font[~kept])
if held is ...:
    say = "not yet. Replace the dots by 60 times True or False, such as font == 0."
elif not held_ok:
    say = (
        f"not yet. The shape is {shape_of(held)}. A True or False for each of 60 "
        "letters."
    )
elif kept.all() or not kept.any():
    say = "not yet. Some must be kept apart, and some must be left to learn from."
elif set(letter[kept]) != set(range(10)):
    missing = sorted(set(range(10)) - set(letter[kept]))
    say = f"not yet. Letters {missing} are never checked. Each should be there."
elif set(letter[~kept]) != set(range(10)):
    say = "not yet. Some letters are left out of the training altogether."
elif shared:
    say = (
        f"not yet. Fonts {sorted(map(int, shared))} are on both sides: the check knows "
        "them."
    )
elif kept.sum() != 20:
    say = (
        f"not yet. Whole fonts, well. But it is {kept.sum()} of 60 letters, not a "
        "third."
    )
else:
    say = "right. Two whole fonts, with all their letters, nowhere else to be seen."
print("Exercise 2:", say)

# %% solution_2
held = font % 3 == 0
print("fonts kept apart:", *sorted(set(font[held])), "letters:", held.sum())

# %% wrong_2_1
held = np.random.default_rng(1).random(60) < 1 / 3

# %% wrong_2_2
held = letter < 3

# %% wrong_2_3
held = np.arange(60) % 3 == 0

# %% wrong_2_4
held = font == 0

# %% task_3
# Exercise 3: The table of confusions
#
# Write `confusions`: a table with a row for each true letter and a column for each
# answer, which counts how often that letter got that answer. With it, find `worst`, the
# pair (true, answered) of *different* letters that occurs most often.
true = np.array([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3])
said = np.array([0, 0, 0, 3, 1, 3, 3, 3, 2, 2, 2, 2, 3, 3, 3, 1])


def confusions(true, said):
    return ...


worst = ...

# %% check_3
wanted = np.zeros((4, 4), int)
np.add.at(wanted, (true, said), 1)
got = confusions(true, said)
if got is ...:
    say = "not yet. Replace the dots: begin with zeros, 4 by 4, and count."
elif got is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif shape_of(got) != (4, 4):
    say = f"not yet. The shape is {shape_of(got)}. Four letters, four answers: (4, 4)."
elif np.array_equal(got, wanted.T):
    say = "not yet. Rows and columns are exchanged: a row is a true letter."
elif np.max(got) == 1:
    say = "not yet. It says which pairs occur, not how often. Count each reading."
elif not np.array_equal(got, wanted):
    say = f"not yet. Row 1 should be {wanted[1]}, and is {np.asarray(got)[1]}."
elif worst is ...:
    say = "not yet. The table is right. Which pair off the diagonal is the largest?"
elif shape_of(worst) != (2,) or tuple(worst) not in [*np.ndindex(4, 4)]:
    say = "not yet. The table is right. worst is two letters, each from 0 to 3."
elif tuple(worst) == (2, 2):
    say = "not yet. (2, 2) is right answers. Only different letters are a confusion."
elif tuple(worst) == (3, 1):
    say = "not yet. True letter first: 1 was taken for 3 more often than 3 for 1."
elif tuple(worst) != (1, 3):
    say = (
        f"not yet. {tuple(worst)} occurs {wanted[tuple(worst)]} times, another pair "
        "more."
    )
else:
    say = "right. Three times 1 was read as 3. The table is not the same both ways."
print("Exercise 3:", say)


# %% solution_3
def confusions(true, said):
    table = np.zeros((4, 4), int)
    for row, column in zip(true, said):
        table[row, column] += 1
    return table


mistakes = confusions(true, said) * (1 - np.eye(4, dtype=int))
worst = np.unravel_index(mistakes.argmax(), (4, 4))
print(confusions(true, said), *worst)


# %% wrong_3_1
def confusions(true, said):
    table = np.zeros((4, 4), int)
    table[true, said] += 1
    return table


# %% wrong_3_2
def confusions(true, said):
    table = np.zeros((4, 4), int)
    np.add.at(table, (said, true), 1)
    return table


# %% wrong_3_3
def confusions(true, said):
    table = np.zeros((4, 4), int)
    np.add.at(table, (true, said), 1)
    return table


worst = (2, 2)
