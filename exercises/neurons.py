# %% setup
# Needs: pip install numpy
import numpy as np

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
elif np.shape(got) == (3,):
    say = "not yet. You have 3 products and 3 answers. One neuron adds its products up."
elif np.shape(got) != () or isinstance(got, (str, dict, type(None))):
    say = "not yet. One number is asked for, no table and no text."
elif np.isclose(got, 1.0):
    say = "not yet. 1.0 is the sum, which is right. The activation is missing."
elif np.isclose(got, sigmoid(-1.5)):
    say = "not yet. This is the answer without the bias: the sigmoid of -1.5."
elif np.isclose(got, sigmoid(x @ w) + b):
    say = "not yet. The bias belongs to the sum: add it before the sigmoid, not after."
elif not np.isclose(got, sigmoid(1.0)):
    say = f"not yet. {got} comes out. By hand: 0.5 - 2 + 0, then the bias makes it 1."
elif not np.isclose(neuron(np.array([2.0]), np.array([-1.0]), 0.0), sigmoid(-2.0)):
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


# %% task_2
# Exercise 2: Find the bug in a softmax
#
# Two examples, three scores each: a row is an example. `softmax` should turn every row
# into shares that add up to 1. It gives shares that add up to 1, but not by row. Before
# you run it, predict: what do the two rows add up to? Then mend the function.
scores = np.array([[2.0, 1.0, -1.0], [5.0, 5.0, 5.0]])


def softmax(scores):
    powers = np.exp(scores)
    return powers / powers.sum()


# %% check_2
shares = np.asarray(softmax(scores))
rows = shares.sum(axis=-1) if shares.shape == (2, 3) else None
if rows is None:
    say = f"not yet. The shape is {shares.shape}; shares have the shape of the scores."
elif np.isclose(rows.sum(), 1):
    say = f"not yet. All 6 shares together are 1, the rows {rows.round(3)}: sum by row."
elif np.allclose(shares.sum(axis=0), 1):
    say = (
        "not yet. Each column adds up to 1: examples share with each other. Rows "
        "should."
    )
elif not np.allclose(rows, 1):
    say = f"not yet. The rows add up to {rows.round(3)}. Divide each by its own sum."
elif shares.min() < 0 or np.isclose(shares[0, 0], 1):
    say = (
        "not yet. The rows add up to 1, but a share is below 0: raise e to the scores."
    )
elif not np.allclose(softmax(scores + 100), shares):
    say = (
        "not yet. Only differences of scores count, yet adding 100 changes your shares."
    )
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
got = np.asarray(answers())
equal, bent = np.array([1, 0, 0, 1]), np.maximum(corners @ W + B, 0)
if got.shape != (4,):
    say = (
        f"not yet. The answers have the shape {got.shape}: two numbers in v, one in c."
    )
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
elif np.allclose(np.abs(got - equal), [1, 0, 0, 0]):
    say = (
        "not yet. Only 0, 0 is wrong: there both hidden neurons are 0, and c speaks "
        "alone."
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
