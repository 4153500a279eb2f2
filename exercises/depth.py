# %% setup
# Needs: pip install tensorflow
import keras
import numpy as np
import tensorflow as tf


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
# Exercise 1: A residual link by hand
#
# One layer of three neurons with ReLU before its weights. Write `plain`, whose sums are
# $f(z)\, W$, and `residual`, which *adds* that to what came in. Predict first: what
# does each give if all its weights are 0?
z = np.array([[1.0, -2.0, 3.0]])
W = np.array([[0.5, 0.0, -1.0], [1.0, 1.0, 1.0], [0.0, 2.0, 0.5]])


def plain(z, W):
    return ...


def residual(z, W):
    return ...


# %% check_1
one, two, bent = plain(z, W), residual(z, W), np.maximum(z, 0)
if one is ...:
    say = "not yet. Replace the dots in both. f(z) is ReLU of what comes in."
elif one is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif shape_of(one) != (1, 3):
    say = f"not yet. plain gives the shape {shape_of(one)}, wanted (1, 3)."
elif np.allclose(one, z @ W):
    say = (
        "not yet. In plain, the negative sum came through. ReLU stands before the "
        "weights."
    )
elif np.allclose(one, np.maximum(z @ W, 0)):
    say = "not yet. In plain, ReLU came after the weights. It bends what comes in."
elif not np.allclose(one, bent @ W):
    say = f"not yet. plain gives {one}, wanted {bent @ W}."
elif two is None or two is ...:
    say = "not yet. plain is right. residual adds the same to what came in."
elif shape_of(two) != (1, 3):
    say = f"not yet. residual gives the shape {shape_of(two)}: add, do not join."
elif np.allclose(two, bent + bent @ W):
    say = "not yet. The link adds what came in as it is, not after the ReLU."
elif np.allclose(two, one):
    say = "not yet. residual gives what plain does: nothing is added yet."
elif not np.allclose(two, z + bent @ W):
    say = f"not yet. residual gives {two}, wanted {z + bent @ W}."
else:
    say = "right. With weights of 0 plain gives 0, and residual hands on what it got."
print("Exercise 1:", say)


# %% solution_1
def plain(z, W):
    return np.maximum(z, 0) @ W


def residual(z, W):
    return z + np.maximum(z, 0) @ W


print("plain", plain(z, W), "residual", residual(z, W))
print("with weights of 0:", plain(z, 0 * W), residual(z, 0 * W))


# %% wrong_1_1
def plain(z, W):
    return z @ W


# %% wrong_1_2
def plain(z, W):
    return np.maximum(z, 0) @ W


def residual(z, W):
    return np.maximum(z, 0) + np.maximum(z, 0) @ W


# %% wrong_1_3
def residual(z, W):
    return np.hstack([z, np.maximum(z, 0) @ W])


# %% task_2
# Exercise 2: Weights of the right size
#
# 30 ReLU layers of 100 neurons. Choose `scale`, the root mean square of all weights, so
# that the sums of the last layer are about as large as those of the first: a fifth to
# five times. He's recipe says how: the mean square of a weight is 2 divided by its
# inputs.
scale = ...


def growth(scale):
    rng = np.random.default_rng(1)
    a, first = rng.normal(size=(200, 100)), None
    for _ in range(30):
        sums = a @ rng.normal(0, scale, size=(100, 100))
        a, first = np.maximum(sums, 0), first or sums.std()
    return sums.std() / first


# %% check_2
if scale is ...:
    say = "not yet. Replace the dots by a number, and print growth(scale)."
elif not numbers(scale):
    say = "not yet. One number is asked for, no table and no text."
elif not 0 < scale < 1000:
    say = (
        f"not yet. {scale} is no size of weights. He gives its square: 2 by the inputs."
    )
elif np.isclose(scale, 0.02):
    say = "not yet. 0.02 is the mean *square*. The weights' size is its root."
elif np.isclose(scale, 0.1):
    say = "not yet. 1 through the root of n suits tanh. ReLU is 0 half of the time."
elif growth(scale) > 1e6:
    say = (
        f"not yet. They explode: {growth(scale):.0e} times as large in the last layer."
    )
elif growth(scale) < 1e-6:
    say = f"not yet. They vanish: {growth(scale):.0e} of them reaches the last layer."
elif not 0.2 < growth(scale) < 5:
    say = (
        f"not yet. {growth(scale):.3f} times as large. 30 layers amplify a small miss."
    )
else:
    say = "right. The 2 makes up for the half that ReLU takes away in every layer."
print("Exercise 2:", say)

# %% solution_2
scale = (2 / 100) ** 0.5
for each in (0.1, scale, 0.2):
    print(f"scale {each:.3f}: last to first {growth(each):.0e}")

# %% wrong_2_1
scale = 0.1

# %% wrong_2_2
scale = 2 / 100

# %% wrong_2_3
scale = 1.0

# %% task_3
# Exercise 3: A residual block in Keras
#
# `deep` is a plain network of 12 narrow sigmoid layers. `arrives` says, before any
# training, which part of the gradient of the last of them reaches the first: next to
# nothing. Change `block`, so that each block adds its layer's answers to what it got.
# `keras.layers.Add()([a, b])` adds.
rng = np.random.default_rng(3)
points = rng.normal(size=(64, 8)).astype("float32")
goals = (points[:, :1] * points[:, 1:2] > 0).astype("float32")


def block(x):
    return keras.layers.Dense(8, activation="sigmoid")(x)


def deep():
    keras.utils.set_random_seed(1)
    x = start = keras.Input(shape=(8,))
    for _ in range(12):
        x = block(x)
    return keras.Model(start, keras.layers.Dense(1)(x))


def arrives(network):
    tables = [layer.kernel for layer in network.layers if hasattr(layer, "kernel")]
    with tf.GradientTape() as tape:
        loss = keras.ops.mean((network(points) - goals) ** 2)
    found = tape.gradient(loss, [tables[0].value, tables[-2].value])
    sizes = [float(keras.ops.mean(each**2)) ** 0.5 for each in found]
    return sizes[0] / sizes[1]


# %% check_3
network = deep()
kinds = [type(layer).__name__ for layer in network.layers]
part = arrives(network)
if kinds.count("Dense") != 13:
    say = f"not yet. {kinds.count('Dense')} dense layers; 12 blocks and an end make 13."
elif network.count_params() != 12 * 72 + 9:
    extra = network.count_params() - 873
    say = f"not yet. {extra:+} parameters: a link needs none, and takes none away."
elif len(kinds) == 14:
    say = f"not yet. Still plain: {part:.0e} of the gradient reaches the first layer."
elif kinds.count("Add") != 12:
    say = (
        "not yet. Something stands between the layers, but it does not add in 12 "
        "blocks."
    )
elif part < 0.01:
    say = f"not yet. There are links, but {part:.0e} arrives: what does each one add?"
else:
    say = "right. Same layers, same parameters; now the gradient has a way past them."
print("Exercise 3:", say)


# %% solution_3
def block(x):
    return keras.layers.Add()([x, keras.layers.Dense(8, activation="sigmoid")(x)])


print(f"part of the gradient that arrives: {arrives(deep()):.2f}")


# %% wrong_3_1
def block(x):
    return keras.layers.Dense(8, activation="sigmoid", use_bias=False)(x)


# %% wrong_3_2
def block(x):
    return keras.layers.Dropout(0.0)(keras.layers.Dense(8, activation="sigmoid")(x))


# %% wrong_3_3
def block(x):
    y = keras.layers.Dense(8, activation="sigmoid")(x)
    return keras.layers.Add()([y, y])
