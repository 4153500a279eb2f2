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
# Exercise 1: What is left after 20 layers
#
# Layer 20 gets a gradient of size 1, and each layer passes on the same `factor` to the
# one before. Write `arrives`: the size at layer 1. How many times is the factor met?
# Predict for 0.5 and 1.1: closer to a thousandth, a millionth, a thousand?


def arrives(factor, layers=20):
    return ...


# %% check_1
got = arrives(0.5)
if got is ...:
    say = "not yet. Replace the dots. From layer 20 back to layer 1 it is 19 times."
elif got is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif not numbers(got):
    say = "not yet. One number is asked for, no table and no text."
elif np.isclose(got, 0.5**20):
    say = (
        "not yet. 20 factors: but the gradient begins at layer 20, so 19 are left to "
        "pass."
    )
elif np.isclose(got, 0.5 * 19) or np.isclose(got, 0.5 * 20):
    say = "not yet. Factors of layers in a row multiply; they do not add up."
elif np.isclose(got, 1 - 0.5 * 19):
    say = "not yet. Nothing is subtracted. Each layer takes a part of what comes."
elif not np.isclose(got, 0.5**19):
    say = f"not yet. You get {got}. Two layers leave 0.5, three 0.25, and so on."
elif not np.isclose(arrives(1.1, 5), 1.1**4):
    say = "not yet. Right for 20 layers, wrong for 5. Use the number it gets."
else:
    say = (
        "right. 0.5 leaves two millionths; 1.1, so near to 1, makes it 6 times as "
        "large."
    )
print("Exercise 1:", say)


# %% solution_1
def arrives(factor, layers=20):
    return factor ** (layers - 1)


for factor in (0.25, 0.5, 0.9, 1.0, 1.1, 2.0):
    print(f"factor {factor}: {arrives(factor):.0e}")


# %% wrong_1_1
def arrives(factor, layers=20):
    return factor**layers


# %% wrong_1_2
def arrives(factor, layers=20):
    return factor * (layers - 1)


# %% wrong_1_3
def arrives(factor, layers=20):
    return factor**19


# %% task_2
# Exercise 2: The factor of a layer
#
# A layer of `n` neurons, weights with mean 0 and a root mean square of `w`, and an
# activation whose slopes have a root mean square of `s`. Write `factor`, by which one
# layer changes the size of the gradient. Then choose `w_for_tanh`, so that the factor
# is 1 for 100 neurons and slopes of 1.


def factor(s, n, w):
    return ...


w_for_tanh = ...

# %% check_2
got = factor(0.2, 100, 0.3)
if got is ...:
    say = "not yet. Replace the dots: what slopes do, times what n weights do."
elif got is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif not numbers(got):
    say = "not yet. One number is asked for, no table and no text."
elif np.isclose(got, 0.2 * 100 * 0.3):
    say = (
        "not yet. With random signs a sum of n terms grows like the root of n, not "
        "like n."
    )
elif np.isclose(got, 0.2 * 0.3):
    say = "not yet. The number of weights plays no part yet. More terms, a larger sum."
elif np.isclose(got, 10 * 0.3):
    say = "not yet. This is the strength of the weights. The slopes come in too."
elif np.isclose(got, 0.2 * 0.3 / 10):
    say = "not yet. More weights make the sum larger: multiply by the root of n."
elif not np.isclose(got, 0.6):
    say = (
        f"not yet. For 0.2, 100 and 0.3 you get {got:.3f}; 0.2 times 10 times 0.3 is "
        "0.6."
    )
elif w_for_tanh is ...:
    say = (
        "not yet. The factor is right. Now choose w_for_tanh: 1 times 10 times w is 1."
    )
elif not numbers(w_for_tanh):
    say = "not yet. The factor is right. w_for_tanh is one number, such as 0.5."
elif not np.isclose(factor(1.0, 100, w_for_tanh), 1):
    say = (
        f"not yet. With {w_for_tanh} the factor is {factor(1.0, 100, w_for_tanh):.2f}, "
        "not 1."
    )
else:
    say = "right. Weights of 1 through the root of n: the idea of Glorot and Bengio."
print("Exercise 2:", say)


# %% solution_2
def factor(s, n, w):
    return s * n**0.5 * w


w_for_tanh = 1 / 100**0.5
rng = np.random.default_rng(1)
gradient = rng.normal(size=(1000, 100))
back = gradient @ rng.normal(0, w_for_tanh, size=(100, 100)).T
measured = back.std() / gradient.std()
print(f"computed {factor(1.0, 100, w_for_tanh):.2f}, measured {measured:.2f}")


# %% wrong_2_1
def factor(s, n, w):
    return s * n * w


# %% wrong_2_2
def factor(s, n, w):
    return n**0.5 * w


# %% wrong_2_3
def factor(s, n, w):
    return s * n**0.5 * w


w_for_tanh = 1 / 100

# %% task_3
# Exercise 3: Look before you train
#
# Ten tanh layers of 40 neurons. `sizes` should give the root mean square of the
# gradient at each layer, from the first to the last. One line on the way back is wrong,
# so that the gradient seems to pass unharmed. Find it: what does the bend of each
# neuron do to a gradient that comes back?
rng = np.random.default_rng(2)
tables = [rng.normal(0, 0.12, size=(40, 40)) for _ in range(10)]
batch = rng.normal(size=(64, 40))


def sizes():
    answers = [batch]
    for W in tables:
        answers.append(np.tanh(answers[-1] @ W))
    e, found = np.ones((64, 40)), []
    for W, after in zip(tables[::-1], answers[::-1]):
        e = e * np.ones(after.shape)
        found.append(np.sqrt((e**2).mean()))
        e = e @ W.T
    return found[::-1]


# %% check_3
outs = [batch]
for W in tables:
    outs.append(np.tanh(outs[-1] @ W))
wanted, with_sigmoid, e1, e2 = [], [], np.ones((64, 40)), np.ones((64, 40))
for W, after in zip(tables[::-1], outs[::-1]):
    e1, e2 = e1 * (1 - after**2), e2 * after * (1 - after)
    wanted.append(np.sqrt((e1**2).mean()))
    with_sigmoid.append(np.sqrt((e2**2).mean()))
    e1, e2 = e1 @ W.T, e2 @ W.T
got = sizes()
if shape_of(got) != (10,):
    say = "not yet. Ten sizes should come back, one for each layer."
elif np.allclose(got, wanted[::-1]):
    say = (
        f"right. {wanted[-1] / wanted[0]:.0%} of it reaches layer 1. Print this before "
        "you train."
    )
elif np.allclose(got, wanted):
    say = (
        "not yet. The sizes are right, but the last layer stands first. Turn them "
        "round."
    )
elif np.allclose(got, with_sigmoid[::-1]):
    say = "not yet. a (1 - a) is the slope of the sigmoid. These neurons are tanh."
elif np.isclose(got[-1], 1):
    say = (
        "not yet. In the last layer it is still 1: each neuron's slope has to come in."
    )
else:
    say = (
        f"not yet. In the last layer it should be {wanted[0]:.3f}, and is "
        f"{got[-1]:.3f}."
    )
print("Exercise 3:", say)


# %% solution_3
def sizes():
    answers = [batch]
    for W in tables:
        answers.append(np.tanh(answers[-1] @ W))
    e, found = np.ones((64, 40)), []
    for W, after in zip(tables[::-1], answers[::-1]):
        e = e * (1 - after**2)
        found.append(np.sqrt((e**2).mean()))
        e = e @ W.T
    return found[::-1]


print("layers 1 to 10:", *(f"{size:.2f}" for size in sizes()))


# %% wrong_3_1
def sizes():
    answers = [batch]
    for W in tables:
        answers.append(np.tanh(answers[-1] @ W))
    e, found = np.ones((64, 40)), []
    for W, after in zip(tables[::-1], answers[::-1]):
        e = e * after * (1 - after)
        found.append(np.sqrt((e**2).mean()))
        e = e @ W.T
    return found[::-1]


# %% wrong_3_2
def sizes():
    answers = [batch]
    for W in tables:
        answers.append(np.tanh(answers[-1] @ W))
    e, found = np.ones((64, 40)), []
    for W, after in zip(tables[::-1], answers[::-1]):
        e = e * (1 - after)
        found.append(np.sqrt((e**2).mean()))
        e = e @ W.T
    return found[::-1]


# %% wrong_3_3
def sizes():
    answers = [batch]
    for W in tables:
        answers.append(np.tanh(answers[-1] @ W))
    e, found = np.ones((64, 40)), []
    for W, after in zip(tables[::-1], answers[::-1]):
        e = e * (1 - after**2)
        found.append(np.sqrt((e**2).mean()))
        e = e @ W.T
    return found
