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


def softmax(scores):
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


# %% task_1
# Exercise 1: The mean loss of four answers
#
# Shares of three classes for four pictures, a row each, and the targets, one-hot. Write
# `cross_entropy`, the mean over the pictures. Predict first: which picture adds most to
# it?
shares = np.array(
    [[0.7, 0.2, 0.1], [0.3, 0.3, 0.4], [0.05, 0.05, 0.9], [0.6, 0.1, 0.3]]
)
targets = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 1, 0]])


def cross_entropy(targets, shares):
    return ...


# %% check_1
own = -np.log((shares * targets).sum(axis=1))
with np.errstate(all="ignore"):
    got = cross_entropy(targets, shares)
if got is ...:
    say = "not yet. Replace the dots: target times logarithm, added up, sign turned."
elif got is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif not numbers(got):
    say = "not yet. One number for all four is asked for, no table and no text."
elif not np.isfinite(got):
    say = "not yet. A target of 0 has no logarithm. Take that of the shares."
elif np.isclose(got, own.sum()):
    say = "not yet. This is the sum over four pictures. The mean is a quarter of it."
elif np.isclose(got, -own.mean()):
    say = "not yet. The size is right; a loss is not negative. Turn the sign."
elif np.isclose(got, own.mean() / 3):
    say = "not yet. You averaged over 12 numbers. Add up each row, then average 4."
elif np.isclose(got, -np.log(shares).sum(axis=1).mean()):
    say = "not yet. All shares count here. The target should strike out the wrong ones."
elif not np.isclose(got, own.mean()):
    say = f"not yet. You get {got:.3f}. The four losses are {own.round(2)}."
else:
    say = "right. The last picture adds most: 0.1 for the right class costs 2.3."
print("Exercise 1:", say)


# %% solution_1
def cross_entropy(targets, shares):
    return -(targets * np.log(shares)).sum(axis=1).mean()


print("each:", -(targets * np.log(shares)).sum(axis=1).round(2))
print("mean:", cross_entropy(targets, shares).round(3))


# %% wrong_1_1
def cross_entropy(targets, shares):
    return -(targets * np.log(shares)).sum()


# %% wrong_1_2
def cross_entropy(targets, shares):
    return -(targets * np.log(shares)).mean()


# %% wrong_1_3
def cross_entropy(targets, shares):
    return -np.log(shares).sum(axis=1).mean()


# %% wrong_1_4
def cross_entropy(targets, shares):
    return -(shares * np.log(targets)).sum(axis=1).mean()


# %% task_2
# Exercise 2: Better by one mark, worse by the other
#
# Two readers give shares for the same three pictures; right are the classes 0, 1 and 0.
# Change `second`, with shares above 0 that add up to 1 in each row, so that it has a
# *higher* accuracy than `first` and a *higher* loss too.
truth = np.array([0, 1, 0])
first = np.array([[0.6, 0.4], [0.4, 0.6], [0.45, 0.55]])
second = np.array([[0.6, 0.4], [0.4, 0.6], [0.45, 0.55]])

# %% check_2
fits, marks = shape_of(second) == (3, 2), []
for table in (first, np.asarray(second, float) if fits else first):
    with np.errstate(all="ignore"):
        marks.append(-np.log(table[range(3), truth]).mean())
    marks.append((table.argmax(axis=1) == truth).mean())
if not fits:
    say = "not yet. second is a table like first: three rows, two shares in each."
elif np.array_equal(first, second):
    say = "not yet. Both are the same. Which picture does the first reader get wrong?"
elif np.min(second) <= 0 or not np.allclose(np.sum(second, axis=1), 1):
    say = "not yet. Shares are above 0, and each row adds up to 1."
elif marks[3] <= marks[1] and marks[2] > marks[0]:
    say = "not yet. The loss is higher, but no more answers are right. Mend the third."
elif marks[3] > marks[1] and marks[2] <= marks[0]:
    say = (
        "not yet. More are right, but the loss is lower too. Make right answers timid."
    )
elif marks[3] <= marks[1]:
    say = f"not yet. Accuracy {marks[3]:.2f}, and the first reader has {marks[1]:.2f}."
else:
    say = "right. All three right, each by a hair: a loss near that of a coin, ln 2."
print("Exercise 2:", say)

# %% solution_2
second = np.array([[0.51, 0.49], [0.49, 0.51], [0.51, 0.49]])
for name, table in {"first": first, "second": second}.items():
    hits = (table.argmax(axis=1) == truth).mean()
    print(
        f"{name}: loss {-np.log(table[range(3), truth]).mean():.3f}, right {hits:.2f}"
    )

# %% wrong_2_1
second = np.array([[0.9, 0.1], [0.1, 0.9], [0.9, 0.1]])

# %% wrong_2_2
second = np.array([[0.55, 0.45], [0.45, 0.55], [0.05, 0.95]])

# %% wrong_2_3
second = np.array([[1.0, 0.0], [0.0, 1.0], [0.6, 0.6]])

# %% task_3
# Exercise 3: A network that does not learn
#
# Someone trains a layer of three scores on six examples. The loss should fall in every
# step, but it rises. There are *two* mistakes in `slopes`. Find them: what is the slope
# of the loss in a score, and over how many examples is it averaged?
X = np.array(
    [[1.0, 2.0], [2.0, 1.0], [-1.0, 1.0], [-2.0, 1.0], [0.0, -2.0], [1.0, -2.0]]
)
Y = np.eye(3)[[0, 0, 1, 1, 2, 2]]


def slopes(W):
    given = softmax(X @ W)
    return X.T @ (Y - given) / X.shape[1]


# %% check_3
start_at = np.array([[0.1, -0.2, 0.3], [0.0, 0.2, -0.1]])
true = X.T @ (softmax(X @ start_at) - Y) / 6
got = slopes(start_at)
if shape_of(got) != (2, 3):
    say = (
        f"not yet. The shape is {shape_of(got)}. A slope for each weight makes (2, 3)."
    )
elif np.allclose(got, true):
    say = "right. Shares minus target, and the mean over the six examples."
elif np.allclose(got, -3 * true):
    say = "not yet. Both mistakes are still there: a sign, and a number of examples."
elif np.allclose(got, 3 * true):
    say = (
        "not yet. The sign is right now. X has 6 rows and 2 columns: which are "
        "examples?"
    )
elif np.allclose(got, -true):
    say = "not yet. The mean is right now. With this sign each step goes uphill."
elif np.allclose(got, 6 * true):
    say = "not yet. The sign is right; this is the sum over the examples, not the mean."
else:
    say = (
        f"not yet. The first slope should be {true[0, 0]:.3f}, and is {got[0][0]:.3f}."
    )
print("Exercise 3:", say)


# %% solution_3
def slopes(W):
    given = softmax(X @ W)
    return X.T @ (given - Y) / len(X)


W = np.zeros((2, 3))
for step in range(4):
    print(f"step {step}: loss {-np.log((softmax(X @ W) * Y).sum(axis=1)).mean():.3f}")
    W -= slopes(W)


# %% wrong_3_1
def slopes(W):
    return X.T @ (softmax(X @ W) - Y) / X.shape[1]


# %% wrong_3_2
def slopes(W):
    return X.T @ (Y - softmax(X @ W)) / len(X)


# %% wrong_3_3
def slopes(W):
    return X.T @ (softmax(X @ W) - Y)
