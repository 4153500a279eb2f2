# %% setup
# Needs: pip install tensorflow pandas matplotlib
import importlib
import inspect
import io
import os
import string
import textwrap
import warnings
from pathlib import Path

import keras
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import tensorflow as tf

keras.utils.set_random_seed(1)


# %% attempt
def attempt(call, *arguments):
    try:
        with warnings.catch_warnings(action="error", category=UserWarning):
            call(*arguments)
        print("no complaint")
    except Exception as error:
        print(textwrap.fill(f"{type(error).__name__}: {error}", 78))


# %% ix
lines = "\n".join(" ".join("0" * 30) for _ in range(5))
train = pd.read_csv(io.StringIO(lines), sep=" ", header=None)
attempt(lambda: train.ix[:, : 30 - 5 - 1])

# %% loc_or_iloc
spaced = io.StringIO(lines.replace("\n", " \n") + " ")
spaced = pd.read_csv(spaced, sep=" ", header=None)
for title, table in (("as meant", train), ("space at line ends", spaced)):
    width = table.shape[1]
    for name in ("loc", "iloc"):
        cut = getattr(table, name)
        x, y = cut[:, : width - 5 - 1], cut[:, 25 : width - 1]
        print(f"{title:18} {name:4} keeps {x.shape[1]} + {y.shape[1]} columns")

# %% learning_rate
attempt(lambda: keras.optimizers.SGD(lr=0.01))
attempt(lambda: keras.optimizers.SGD(learning_rate=0.01))

# %% negative_slope
attempt(lambda: keras.layers.LeakyReLU(alpha=0.1))
attempt(lambda: keras.layers.LeakyReLU(negative_slope=0.1))

# %% input_shape
attempt(lambda: keras.layers.Dense(25, input_shape=(25,)))
attempt(lambda: keras.Sequential([keras.Input(shape=(25,)), keras.layers.Dense(25)]))

# %% moved
attempt(lambda: {"A": 0}.iteritems())
attempt(importlib.import_module, "keras.layers.normalization")
attempt(importlib.import_module, "keras.layers.advanced_activations")
attempt(lambda: keras.models.Input)
attempt(lambda: [{"A": 0}.items(), keras.layers.BatchNormalization, keras.Input])

# %% parse
fragments = [
    "print outputs",
    "for name in names:\n     label = 1\n    image = 2",
    "weights =\n    2 * random - 1",
    "print(\u2018accuracy\u2019)",
]
for fragment in fragments:
    attempt(compile, fragment, "article", "exec")


# %% numbering
def number(names):
    classes = {}
    for name in names:
        classes.setdefault(name.split("_")[0], len(classes))
    return classes


folder = Path("letters")
folder.mkdir()
for name in ("C_1.png", "A_1.png", "B_1.png", "A_2.png"):
    plt.imsave(folder / name, np.eye(60), cmap="gray")
print("one possible order:", number(["C_1.png", "A_1.png", "B_1.png", "A_2.png"]))
print("another:           ", number(["B_1.png", "A_2.png", "A_1.png", "C_1.png"]))
print("sorted:            ", number(sorted(os.listdir(folder))))

# %% predict
attempt(lambda: eval("float(max(outputs[0]))"))

image = keras.utils.load_img(folder / "A_1.png", "grayscale", target_size=(50, 50))
x_letter = keras.utils.img_to_array(image)[np.newaxis] / 255
keras.utils.set_random_seed(1)
reader = keras.Sequential([keras.Input(shape=(50, 50, 1)), keras.layers.Flatten()])
reader.add(keras.layers.Dense(26, activation="softmax"))
outputs = reader.predict(x_letter, verbose=0)
print(x_letter.shape, "to", outputs.shape, "with sum", outputs.sum().round(3))

# %% split
letters = np.repeat(np.arange(26), 25)


def kept_aside(seed):
    chosen = np.random.RandomState(seed).permutation(650)[:130]
    return np.bincount(letters[chosen], minlength=26)


fewest, most = kept_aside(13).min(), kept_aside(13).max()
print(f"seed 13: {fewest} to {most} images of a letter")
smallest = np.array([kept_aside(seed).min() for seed in range(1000)])
without = float((smallest == 0).mean())
print(f"a letter without any, in {without:.0%} of 1,000 seeds")

# %% split_drawn
shares = np.bincount(smallest, minlength=6) / 1000
bars = plt.bar(range(6), shares, color="C1")
plt.bar_label(bars, [f"{share:.0%}" if share else "" for share in shares], color="C1")
plt.plot(5, 0.93, "s", color="C2", ms=10)
plt.text(4.8, 0.93, "stratified: always 5", color="C2", ha="right", va="center")
plt.text(-0.4, 0.6, "at random", color="C1")
plt.ylim(0, 1.05)
plt.yticks([])
plt.xlabel("images of the letter that got fewest")
plt.ylabel("share of 1,000 seeds")
plt.show()

# %% persons
classes = len(string.ascii_uppercase)
print("classes:", classes)

# %% evaluation
digits = keras.Sequential([keras.Input(shape=(784,))])
digits.add(keras.layers.Dense(10, activation="sigmoid"))
digits.add(keras.layers.Dense(10, activation="softmax"))
digits.compile("sgd", "categorical_crossentropy", metrics=["accuracy"])
attempt(lambda: digits.evaluation())
attempt(lambda: digits.evaluate(np.zeros((100, 784)), np.eye(10)[[0] * 100], verbose=0))

# %% batch_size
digits.fit(np.zeros((640, 784)), np.eye(10)[[0] * 640], verbose=0)
steps = int(digits.optimizer.iterations)
print(f"640 images in {steps} steps: {640 // steps} images a step")

# %% raw_images
attempt(lambda: digits.predict(np.zeros((2, 28, 28)), verbose=0))
attempt(lambda: digits.predict(np.zeros((2, 28, 28)).reshape(2, 784) / 255, verbose=0))

# %% add_subplot
fig = plt.figure()
attempt(lambda: fig.add_subplot(2, 20 / 2, 1))
attempt(lambda: fig.add_subplot(2, 20 // 2, 1))
plt.close(fig)

# %% packages
same = tf.keras.layers.Dense is keras.layers.Dense
print("tf.keras is keras:", same, "- now running on", keras.backend.backend())

# %% verbose
print(inspect.signature(keras.Model.fit).parameters["verbose"])

# %% clipnorm
for limit in ({"clipnorm": 1}, {"global_clipnorm": 1}):
    slopes = [keras.ops.array([30.0, 40.0]), keras.ops.array([0.3, 0.4])]
    weights = [keras.Variable(np.zeros(2)) for _ in slopes]
    keras.optimizers.SGD(learning_rate=1.0, **limit).apply(slopes, weights)
    lengths = [np.linalg.norm(moved) for moved in weights]
    print(limit, "leaves lengths {:.2f} and {:.2f}".format(*lengths))
