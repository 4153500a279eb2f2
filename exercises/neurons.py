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
# Exercise 1: What one neuron answers
#
# Write `neuron`: it gets an example `x`, a row of numbers, the weights `w`, one for
# each number, and the bias `b`. It answers with the sigmoid of the weighted sum. Test
# it on the example below, whose weighted sum you can work out in your head.
x, w, b = np.array([1.0, 2.0, 0.0]), np.array([0.5, -1.0, 3.0]), 2.5


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def neuron(x, w, b):
    return ...


# %% check_1
got = neuron(x, w, b)
if got is ...:
    say = "not yet. Replace the dots by the sigmoid of a sum: 3 products and the bias."
elif got is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif shape_of(got) == (3,):
    say = "not yet. You have 3 products and 3 answers. One neuron adds its products up."
elif not numbers(got):
    say = "not yet. One number is asked for, no table and no text."
elif np.isclose(got, 1.0):
    say = "not yet. The sum is 1, which is right. The sigmoid of it is missing."
elif np.isclose(got, sigmoid(-1.5)):
    say = "not yet. This is the answer without the bias: the sigmoid of -1.5."
elif np.isclose(got, sigmoid(x @ w) + b):
    say = "not yet. The bias belongs to the sum: add it before the sigmoid, not after."
elif np.isclose(got, sigmoid(x @ w + 3 * b)):
    say = "not yet. The bias came in three times. Add it once, to the sum of products."
elif got > 1:
    say = "not yet. No sigmoid is above 1. First add up, then one sigmoid, at the end."
elif not np.isclose(got, sigmoid(1.0)):
    say = (
        f"not yet. {got:.5g} comes out. By hand: 0.5 - 2 + 0, the bias makes it 1; "
        "then the sigmoid, not rounded."
    )
elif not np.isclose(neuron(np.arange(4.0), np.array([9, 1, 0, -1]), 0), sigmoid(-2.0)):
    say = "not yet. Right here, wrong for another neuron. Use what the function gets."
else:
    say = "right. 0.5 - 2 + 0 + 2.5 is 1, and the sigmoid of 1 is 0.73."
print("Exercise 1:", say)


# %% solution_1
def neuron(x, w, b):
    return sigmoid(x @ w + b)


print(neuron(x, w, b))


# %% wrong_1_1
def neuron(x, w, b):
    return sigmoid(x @ w)


# %% wrong_1_2
def neuron(x, w, b):
    return x @ w + b


# %% wrong_1_3
def neuron(x, w, b):
    return sigmoid(x * w + b)


# %% wrong_1_4
def neuron(x, w, b):
    return sigmoid(x @ w) + b


# %% wrong_1_5
def neuron(x, w, b):
    return sigmoid(sum(x * w + b))


# %% wrong_1_6
def neuron(x, w, b):
    return sum(sigmoid(x * w + b))


# %% wrong_1_7
def neuron(x, w, b):
    return sigmoid(x[0] * w[0] + x[1] * w[1] + x[2] * w[2] + b)


# %% wrong_1_8
def neuron(x, w, b):
    print(sigmoid(x @ w + b))


# %% task_2
# Exercise 2: Find the bug in a softmax
#
# Three examples, three scores each: a row is an example. `softmax` should turn every
# row into shares that add up to 1. It gives shares that add up to 1, but not by row.
# Before you run it, predict: which row gets nearly the whole? Then mend the function.
scores = np.array([[2.0, 1.0, -1.0], [5.0, 5.0, 5.0], [0.0, 1.0, 0.0]])


def softmax(scores):
    powers = np.exp(scores)
    return powers / powers.sum()


# %% check_2
powers, shares = np.exp(scores), softmax(scores.copy())
wanted = powers / powers.sum(axis=1, keepdims=True)
rows = np.sum(shares, axis=1) if shape_of(shares) == (3, 3) else None
if rows is None:
    say = f"not yet. The shape is {shape_of(shares)}; that of the scores is (3, 3)."
elif np.isclose(rows.sum(), 1):
    say = f"not yet. All 9 shares together are 1, the rows {rows.round(3)}: sum by row."
elif np.allclose(np.sum(shares, axis=0), 1) and not np.allclose(rows, 1):
    say = (
        "not yet. Each column adds up to 1: examples share with each other. Rows "
        "should."
    )
elif np.allclose(shares, powers / powers.sum(axis=1)):
    say = (
        "not yet. The sums of the rows lie down, and each divides a column. "
        "keepdims=True leaves them upright."
    )
elif not np.allclose(rows, 1):
    say = f"not yet. The rows add up to {rows.round(3)}. Divide each by its own sum."
elif np.min(shares) < 0:
    say = (
        "not yet. The rows add up to 1, but a share is below 0: raise e to the scores."
    )
elif not np.allclose(softmax(scores + 100), shares):
    say = (
        "not yet. Only differences of scores count, yet adding 100 changes your shares."
    )
elif not np.allclose(shares, wanted):
    say = f"not yet. The first row should be {wanted[0].round(3)}: raise e to scores."
else:
    say = (
        "right. Rows are examples, so the sum runs along each row, and keeps its place."
    )
print("Exercise 2:", say)


# %% solution_2
def softmax(scores):
    powers = np.exp(scores)
    return powers / powers.sum(axis=-1, keepdims=True)


print(softmax(scores).round(3))


# %% wrong_2_1
def softmax(scores):
    powers = np.exp(scores)
    return powers / powers.sum(axis=0)


# %% wrong_2_2
def softmax(scores):
    return scores / scores.sum(axis=-1, keepdims=True)


# %% wrong_2_3
def softmax(scores):
    powers = np.exp(scores)
    return powers / powers.sum(axis=-1)


# %% wrong_2_4
def softmax(scores):
    return abs(scores) / abs(scores).sum(axis=-1, keepdims=True)


# %% wrong_2_5
def softmax(scores):
    return np.eye(3)[scores.argmax(axis=-1)]


# %% wrong_2_6
def softmax(scores):
    powers = np.exp(scores)
    return (powers / powers.sum(axis=-1, keepdims=True)).sum(axis=-1)


# %% task_3
# Exercise 3: Both, or neither
#
# Two inputs, each 0 or 1. The network should answer 1 if they are equal, and 0 if just
# one of them is 1. No single line can do that. Choose weights by hand: `W` and `B` for
# two hidden neurons with ReLU (a column each), `v` and `c` for the output, which adds
# up and bends nothing. There is more than one way; small whole numbers will do.
W = np.array([[0, 0], [0, 0]])
B = np.array([0, 0])
v = np.array([0, 0])
c = 0

corners = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


def answers():
    hidden = np.maximum(corners @ W + B, 0)
    return hidden @ v + c


# %% check_3
shapes = [shape_of(each) for each in (W, B, v, c)]
fits, equal = shapes == [(2, 2), (2,), (2,), ()], np.array([1, 0, 0, 1])
bent = np.maximum(corners @ W + B, 0) if fits else None
got = bent @ v + c if fits else equal
off = np.flatnonzero(~np.isclose(got, equal))
if not fits:
    say = "not yet. W is a table of 2 by 2; B and v have two numbers each, c is one."
elif np.allclose(got, equal):
    say = "right. Four answers, one for each case, and no line could have given them."
elif np.allclose(got, 1 - equal):
    say = (
        "not yet. This is the opposite: 1 where just one is 1. Turn v round, and mind "
        "c."
    )
elif np.allclose(got, got[0]):
    say = (
        f"not yet. It answers {got[0]} to all four. Which cases must the hidden tell "
        "apart?"
    )
elif np.allclose(bent, corners @ W + B):
    say = "not yet. No hidden sum is below 0, so nothing bends: this is still one line."
elif [*off] == [0] and not bent[0].any():
    say = (
        "not yet. Only 0, 0 is wrong: there both hidden neurons are 0, and c speaks "
        "alone."
    )
elif len(off) == 1:
    say = (
        f"not yet. Only {corners[off[0]]} is wrong: the hidden neurons are "
        f"{bent[off[0]]} there, and the answer {got[off[0]]}."
    )
else:
    say = f"not yet. For 00, 01, 10, 11 it answers {got}, wanted {equal}."
print("Exercise 3:", say)

# %% solution_3
W = np.array([[1, 1], [1, 1]])
B = np.array([0, -1])
v = np.array([-1, 2])
c = 1
print("hidden:", *np.maximum(corners @ W + B, 0))
print("answers:", answers())

# %% wrong_3_1
W, B, v, c = np.array([[1, 1], [1, 1]]), np.array([0, -1]), np.array([1, -2]), 0

# %% wrong_3_2
W, B, v, c = np.array([[1, 0], [0, 1]]), np.array([0, 0]), np.array([1, 1]), -1

# %% wrong_3_3
W, B, v, c = np.array([[1, 1], [1, 1]]), np.array([0, -1]), np.array([0, 1]), 0

# %% wrong_3_4
W, B, v, c = np.array([[1, 1], [1, 1]]), np.array([0, -1]), np.array([-1, 1]), 1

# %% wrong_3_5
W, B, v, c = np.array([1, 1]), np.array([0, -1]), np.array([-1, 2]), 1
