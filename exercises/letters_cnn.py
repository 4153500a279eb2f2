# %% setup
# Needs: pip install tensorflow
import keras
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
# Exercise 1: Two blocks
#
# Build a network for pictures of 28 by 28 with one channel: a convolution with 8
# kernels of 3 by 3, ReLU and `same` padding, max-pooling by 2; the same again with 16
# kernels; then flatten, and 10 shares. Work out first how many numbers are flattened.
keras.utils.set_random_seed(1)
network = keras.Sequential([keras.Input(shape=(28, 28, 1))])
# Add the layers here.

# %% check_1
kinds = [type(layer).__name__ for layer in network.layers]
size = network(np.zeros((1, 28, 28, 1))).shape[1:] if network.layers else ()
if not kinds:
    say = "not yet. Add the first layer: network.add(keras.layers.Conv2D(8, 3, ...))."
elif kinds.count("Conv2D") < 2:
    say = "not yet. Two convolutions are asked for, each with its pooling."
elif kinds.count("MaxPooling2D") < 2:
    say = f"not yet. A pooling is missing: {', '.join(kinds)}."
elif "Flatten" not in kinds:
    say = f"not yet. Without Flatten the end is still maps, of shape {tuple(size)}."
elif tuple(size) != (10,):
    say = f"not yet. It gives the shape {tuple(size)}. Ten shares are asked for."
elif network.layers[0].padding != "same":
    say = (
        "not yet. With valid padding each map loses two rows and columns. Ask for same."
    )
elif network.layers[0].activation is not keras.activations.relu:
    say = "not yet. The convolutions have no ReLU: two of them would be one."
elif network.layers[-1].activation is not keras.activations.softmax:
    say = "not yet. Ten scores come out. Which activation makes shares of them?"
elif network.count_params() != 80 + 1168 + 7850:
    say = (
        f"not yet. {network.count_params():,} parameters; 80, 1,168 and 7,850 are "
        "meant."
    )
else:
    say = "right. 7 by 7 by 16 is 784: most of the numbers sit behind the Flatten."
print("Exercise 1:", say)

# %% solution_1
network = keras.Sequential([keras.Input(shape=(28, 28, 1))])
for kernels in (8, 16):
    network.add(keras.layers.Conv2D(kernels, 3, activation="relu", padding="same"))
    network.add(keras.layers.MaxPooling2D(2))
network.add(keras.layers.Flatten())
network.add(keras.layers.Dense(10, activation="softmax"))
for layer in network.layers:
    kind = type(layer).__name__
    print(f"{kind:14} {tuple(layer.output.shape[1:])!s:13} {layer.count_params():6,}")

# %% wrong_1_1
network = keras.Sequential([keras.Input(shape=(28, 28, 1))])
for kernels in (8, 16):
    network.add(keras.layers.Conv2D(kernels, 3, activation="relu"))
    network.add(keras.layers.MaxPooling2D(2))
network.add(keras.layers.Flatten())
network.add(keras.layers.Dense(10, activation="softmax"))

# %% wrong_1_2
network = keras.Sequential([keras.Input(shape=(28, 28, 1))])
for kernels in (8, 16):
    network.add(keras.layers.Conv2D(kernels, 3, activation="relu", padding="same"))
    network.add(keras.layers.MaxPooling2D(2))
network.add(keras.layers.Dense(10, activation="softmax"))

# %% wrong_1_3
network = keras.Sequential([keras.Input(shape=(28, 28, 1))])
for kernels in (8, 16):
    network.add(keras.layers.Conv2D(kernels, 3, padding="same"))
    network.add(keras.layers.MaxPooling2D(2))
network.add(keras.layers.Flatten())
network.add(keras.layers.Dense(10, activation="softmax"))

# %% task_2
# Exercise 2: Paper and ink
#
# `reader` has learned to tell thin strokes from fat ones, from pictures with ink as 1.
# Now someone hands it scans: `uint8`, white paper is 255, and no channel axis. Write
# `prepare`, so that it gets what it has learned from. If it does not, no message will
# say so. Predict what it will then answer.
rng = np.random.default_rng(1)
fat = np.arange(200) % 2
ink = np.zeros((200, 6, 6))
for picture, width, at in zip(ink, 2 + 2 * fat, rng.integers(0, 3, size=200)):
    picture[at : at + width] = 1
scans = (255 - 255 * ink).astype("uint8")

reader = keras.Sequential([keras.Input(shape=(6, 6, 1))])
reader.add(keras.layers.Conv2D(6, 3, activation="relu"))
reader.add(keras.layers.GlobalAveragePooling2D())
reader.add(keras.layers.Dense(1, activation="sigmoid"))
reader.compile("adam", "binary_crossentropy", steps_per_execution=100)
reader.fit(np.tile(ink[..., None], (50, 1, 1, 1)), np.tile(fat, 50), 20, verbose=0)


def prepare(scans):
    return ...


# %% check_2
got = prepare(scans)
if got is ...:
    say = "not yet. Replace the dots: scale, turn round, and an axis of length 1."
elif got is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif shape_of(got) == (200, 6, 6):
    say = "not yet. The channel axis is missing, at the end: (200, 6, 6, 1)."
elif shape_of(got) != (200, 6, 6, 1):
    say = f"not yet. The shape is {shape_of(got)}, wanted (200, 6, 6, 1)."
elif np.max(got) > 1.5 and np.asarray(got).dtype == np.uint8:
    say = "not yet. Still from 0 to 255, and whole numbers. Divide by 255."
elif np.max(got) > 1.5:
    say = "not yet. The numbers go up to 255. It has learned from 0 to 1."
elif np.allclose(np.asarray(got)[..., 0], 1 - ink):
    right = ((np.asarray(reader(np.asarray(got)))[:, 0] > 0.5) == fat).mean()
    say = (
        f"not yet. Paper is 1, ink is 0: {right:.0%} are right. Fat is taken for thin."
    )
elif not np.allclose(np.asarray(got)[..., 0], ink):
    say = f"not yet. From {np.min(got)} to {np.max(got)}; ink should be 1, paper 0."
else:
    read = ((np.asarray(reader(np.asarray(got)))[:, 0] > 0.5) == fat).mean()
    say = f"right. {read:.0%} are read. One function should prepare both kinds."
print("Exercise 2:", say)


# %% solution_2
def prepare(scans):
    return 1 - scans[..., None] / 255


right = (np.asarray(reader(prepare(scans)))[:, 0] > 0.5) == fat
print(f"right: {right.mean():.0%}")


# %% wrong_2_1
def prepare(scans):
    return scans[..., None] / 255


# %% wrong_2_2
def prepare(scans):
    return 1 - scans / 255


# %% wrong_2_3
def prepare(scans):
    return 255 - scans[..., None]


# %% task_3
# Exercise 3: Font by font
#
# 8 fonts of 26 letters; `correct` says which were read (made up here). Write `report`:
# the accuracy of each font as a dictionary from font to share, and `next_font`, what to
# expect of one more font: its lowest, its median and its highest. Predict: is the mean
# of all a good answer to "how will it read the next one"?
fonts = np.repeat(list("ABCDEFGH"), 26)
chances = dict(zip("ABCDEFGH", (1.0, 0.98, 0.97, 1.0, 0.6, 0.99, 0.96, 0.8)))
luck = np.random.default_rng(4).random(208)
correct = luck < np.array([chances[font] for font in fonts])


def report(fonts, correct):
    return ...


next_font = ...

# %% check_3
wanted = {font: correct[fonts == font].mean() for font in "ABCDEFGH"}
shares = sorted(wanted.values())
got = report(fonts, correct)
if got is ...:
    say = "not yet. Replace the dots: for each font the mean of its own 26."
elif got is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif not isinstance(got, dict) or set(got) != set("ABCDEFGH"):
    say = "not yet. A dictionary with the eight fonts is asked for, such as {'A': 1.0}."
elif not numbers(*got.values()):
    say = "not yet. Each of the eight fonts gets one number, its accuracy."
elif np.allclose(list(got.values()), correct.mean()):
    say = "not yet. Each font got the mean of all. Take its own letters only."
elif np.allclose([got[font] for font in wanted], [26 * x for x in wanted.values()]):
    say = "not yet. These are counts. A share is the part of 26."
elif not np.allclose([got[font] for font in wanted], list(wanted.values())):
    say = f"not yet. Font E has {wanted['E']:.2f}, and you have {got['E']:.2f}."
elif next_font is ...:
    say = "not yet. The report is right. next_font: lowest, median, highest."
elif shape_of(next_font) != (3,):
    say = "not yet. The report is right. One number hides the spread: give three."
elif np.isclose(next_font[1], correct.mean()):
    say = (
        "not yet. In the middle stands the mean. Two weak fonts drag it down; the "
        "median stays."
    )
elif not np.allclose(next_font, [shares[0], np.median(shares), shares[-1]]):
    say = f"not yet. The lowest is {shares[0]:.2f}, the highest {shares[-1]:.2f}."
else:
    say = (
        "right. Mostly near the median, and now and then a font like E. No mean says "
        "that."
    )
print("Exercise 3:", say)


# %% solution_3
def report(fonts, correct):
    return {str(font): correct[fonts == font].mean() for font in np.unique(fonts)}


values = list(report(fonts, correct).values())
next_font = min(values), np.median(values), max(values)
print(*(f"{font} {share:.0%}" for font, share in report(fonts, correct).items()))
print("lowest, median, highest:", *(f"{share:.0%}" for share in next_font))


# %% wrong_3_1
def report(fonts, correct):
    return {str(font): correct.mean() for font in np.unique(fonts)}


# %% wrong_3_2
def report(fonts, correct):
    return {str(font): correct[fonts == font].mean() for font in np.unique(fonts)}


next_font = correct.mean()


# %% wrong_3_3
def report(fonts, correct):
    return {str(font): correct[fonts == font].mean() for font in np.unique(fonts)}


next_font = (0.5, correct.mean(), 1.0)
