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
# Exercise 1: For and against
#
# An image of 3 by 3 pixels, and the weights that a digit has for them. Compute the
# evidence for the digit, `pro`, the sum of all positive clues, and the evidence against
# it, `con`, the sum of all negative ones. A clue is a pixel times the weight under it.
image = np.array([[0.0, 1.0, 0.0], [0.5, 1.0, 0.0], [0.0, 1.0, 1.0]])
weights = np.array([[-1.0, 2.0, -1.0], [-2.0, 0.5, 3.0], [1.0, -0.5, 1.5]])

pro = ...
con = ...

# %% check_1
clues = image * weights
if pro is ... or con is ...:
    say = "not yet. Replace both. First make a table of the nine clues."
elif not numbers(pro, con):
    say = (
        "not yet. A table came out, or nothing. Add up the clues that are positive, or "
        "negative."
    )
elif np.isclose(pro, weights[weights > 0].sum()):
    say = "not yet. This adds up weights. Where there is no ink, a weight says nothing."
elif np.isclose(pro, clues.sum()):
    say = "not yet. This is for and against together. Keep them apart."
elif np.isclose(pro, 4) and np.isclose(con, 1.5):
    say = "not yet. The sizes are right. Evidence against keeps its minus."
elif np.isclose(pro, (clues > 0).sum()):
    say = (
        "not yet. You have counted clues. Add them up: a clue of 2 says more than 0.5."
    )
elif not np.isclose(pro, 4) or not np.isclose(con, -1.5):
    say = (
        f"not yet. You have {pro} and {con}. The middle column alone gives 2.5 and "
        "-0.5."
    )
else:
    say = "right. 4 for and 1.5 against: 2.5, and the bias, make the score."
print("Exercise 1:", say)

# %% solution_1
clues = image * weights
pro = clues[clues > 0].sum()
con = clues[clues < 0].sum()
print(clues, f"pro {pro}, con {con}", sep="\n")

# %% wrong_1_1
pro = weights[weights > 0].sum()
con = weights[weights < 0].sum()

# %% wrong_1_2
pro = (image * weights).sum()
con = 0

# %% wrong_1_3
pro, con = 4.0, 1.5

# %% wrong_1_4
pro, con = (image * weights > 0).sum(), (image * weights < 0).sum()

# %% task_2
# Exercise 2: Which pixel decides?
#
# A network reads this image as a 1, and the 7 comes second. `one` and `seven` are their
# two templates, without biases. Erase one pixel, so that the 7 gains as much on the 1
# as it can: give the `place` of this pixel in the line of nine.
ink = np.array([0.0, 0.9, 0.4, 0.0, 1.0, 0.2, 0.6, 1.0, 0.0])
one = np.array([2.0, 1.0, 0.0, -1.0, 1.5, 3.0, 1.0, 1.0, 2.5])
seven = np.array([1.0, 1.0, 1.5, 0.0, 1.2, 1.0, -1.0, 0.9, -3.0])

place = ...

# %% check_2
gains = ink * (one - seven)
if place is ...:
    say = "not yet. Replace the dots by a place from 0 to 8."
elif not numbers(place):
    say = "not yet. One number is asked for, no table and no text."
elif place is True or place not in range(9):
    say = f"not yet. {place} is no place in the line of nine. Count from 0."
elif place == 6:
    say = "right. Without it the 7 gains 1.2 points on the 1, more than anywhere else."
elif ink[place] == 0:
    say = (
        "not yet. There is no ink: to erase it changes nothing, however large its "
        "weights."
    )
elif place == (ink * one).argmax():
    say = "not yet. It is the best clue for the 1, but nearly as good a clue for the 7."
elif place == 5:
    say = "not yet. The weights differ most there, but there is little ink: 0.2."
elif gains[place] < 0:
    say = "not yet. This pixel speaks more for the 7 than for the 1. It would lose."
else:
    say = (
        f"not yet. The 7 would gain {gains[place]:.2f} points. Another pixel gives "
        "more."
    )
print("Exercise 2:", say)

# %% solution_2
place = int((ink * (one - seven)).argmax())
print("what the 7 gains:", (ink * (one - seven)).round(2), "place", place)

# %% wrong_2_1
place = int((one - seven).argmax())

# %% wrong_2_2
place = int((ink * one).argmax())

# %% wrong_2_3
place = 5

# %% wrong_2_4
place = 2

# %% task_3
# Exercise 3: Neurons that stay twins
#
# Two hidden neurons should learn *either, but not both*. With this start, training
# leaves them equal: two neurons do the work of one. Change `start`, and nothing else,
# so that it learns. It gives the weights into the two neurons, a column each, and those
# to the answer.
pairs = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])  # the third is always 1
either = np.array([0, 1, 1, 0])


def start():
    return np.zeros((3, 2)), np.zeros(2)


def learned():
    W, v = start()
    W, v = np.array(W, float), np.array(v, float)
    for _ in range(3000):
        hidden = np.tanh(pairs @ W)
        error = hidden @ v - either
        W -= 0.1 * pairs.T @ (np.outer(error, v) * (1 - hidden**2))
        v -= 0.1 * hidden.T @ error
    return W, v, np.tanh(pairs @ W) @ v


# %% check_3
begun = start()
fits = isinstance(begun, tuple) and [shape_of(each) for each in begun] == [(3, 2), (2,)]
W, v, given = learned() if fits else (np.zeros((3, 2)), np.zeros(2), either)
first, second = W.T
if not fits:
    say = (
        "not yet. Two tables should come back: weights of 3 by 2, and 2 to the answer."
    )
elif not W.any():
    say = (
        "not yet. From zeros nothing moved at all: the slopes have these weights in "
        "them."
    )
elif np.allclose(first, second) and np.allclose(*start()[0].T):
    equal = "in all weights" if np.ptp(start()[0]) == 0 else "though drawn by lot"
    say = (
        f"not yet. Equal at the start, {equal}: equal corrections, and equal in the "
        "end."
    )
elif np.allclose(np.abs(first), np.abs(second)) and np.abs(given - either).max() > 0.1:
    say = "not yet. One is the mirror of the other: still one idea for two neurons."
elif np.abs(given - either).max() > 0.1:
    say = (
        f"not yet. They differ now, but the answers are {given.round(2)}. "
        "Try other random weights, neither tiny nor large."
    )
else:
    say = "right. Chance made them different, so each could learn something else."
print("Exercise 3:", say)


# %% solution_3
def start():
    rng = np.random.default_rng(1)
    return rng.uniform(-1, 1, size=(3, 2)), rng.uniform(-1, 1, size=2)


print("weights in:", learned()[0].round(1), "answers:", learned()[2].round(2), sep="\n")


# %% wrong_3_1
def start():
    return np.ones((3, 2)), np.ones(2)


# %% wrong_3_2
def start():
    one_column = np.random.default_rng(1).normal(size=(3, 1))
    return np.hstack([one_column, -one_column]), np.array([0.5, -0.5])


# %% wrong_3_3
def start():
    one_column = np.random.default_rng(1).uniform(-1, 1, size=(3, 1))
    return np.hstack([one_column, one_column]), np.array([0.5, 0.5])
