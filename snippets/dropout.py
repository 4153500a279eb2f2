# %% setup
# Needs: pip install tensorflow matplotlib
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

# %% mask
layer = keras.layers.Dropout(0.25, seed=1)
answers = np.random.default_rng(0).uniform(0.1, 2, (6, 40)).astype("float32")
first, second = (np.asarray(layer(answers, training=True)) for step in range(2))
rows = [*(first[:3] != 0), *(second[:3] != 0)]
drawn = ["".join(".#"[int(kept)] for kept in row) for row in rows]
print("step 1", *drawn[:3], "step 2", *drawn[3:], sep="\n")

# %% by_hand
kept = first != 0
by_hand = answers * kept / (1 - 0.25)
gap = float(np.abs(by_hand - first).max())
print("before:     ", answers[0, 6:13].round(2))
print("from Keras: ", first[0, 6:13].round(2))
print(f"largest difference by hand: {gap:.0e}")

# %% own_mask
chance = keras.random.SeedGenerator(1)
lots = [np.asarray(keras.random.uniform((6, 40), seed=chance)) for step in range(2)]
own = [answers * (lot >= 0.25) / 0.75 for lot in lots]
pairs = zip(own, (first, second))
own_gaps = [float(np.abs(ours - theirs).max()) for ours, theirs in pairs]
print("same seed, largest differences:", *[f"{each:.0e}" for each in own_gaps])

# %% in_use
use_gap = float(np.abs(layer(answers, training=False) - answers).max())
print("in use, largest change:", use_gap)

# %% share
many = np.ones((1000, 100), "float32")
layers = [keras.layers.Dropout(rate, seed=2) for rate in (0.1, 0.5, 0.9)]
outs = [np.asarray(each(many, training=True)) for each in layers]
shares = [float((out == 0).mean()) for out in outs]
print("dropped at rates 0.1, 0.5, 0.9:", *[f"{share:.3f}" for share in shares])

# %% expectation
weights = np.random.default_rng(3).normal(0.3, 1, 40)
whole = float(answers[0] @ weights)
runs = np.tile(answers[0], (10000, 1))
masked = np.asarray(keras.layers.Dropout(0.25, seed=4)(runs, training=True))
sums = masked @ weights
mean, spread = float(sums.mean()), float(sums.std())
unscaled = 0.75 * mean
print(f"without dropout {whole:.2f}")
print(f"mean of 10,000 masks {mean:.2f}, without the factor {unscaled:.2f}")
print(f"one mask alone misses by about {spread:.1f}")

# %% expectation_drawn
counts = np.unique(np.geomspace(1, 10000, 90).astype(int))
means = np.cumsum(sums)[counts - 1] / counts
plt.axhline(whole, color="C3", linewidth=1)
for curve, color, name in ((means, "C0", "scaled"), (0.75 * means, "C1", "not scaled")):
    plt.semilogx(counts, curve, color)
    place = {"xytext": (-4, 7), "textcoords": "offset points", "ha": "right"}
    plt.annotate(name, (counts[-1], curve[-1]), color=color, **place)
plt.gca().set(xlabel="masks", ylabel="mean of the sum", ylim=(0.4 * whole, 1.4 * whole))
plt.show()

# %% one_mask tags=["hide"]
from weave.engine.kept import keep  # noqa: E402

plt.figure(figsize=(6.4, 2.4))
plt.bar(range(40), answers[0] * weights, facecolor="none", edgecolor="C3")
plt.bar(range(40), masked[0] * weights, width=0.4)
plt.gca().set(xlabel="neuron", ylabel="term of the sum", ylim=(-5, 13))
plt.show()
drop = keras.layers.Dropout(0.25, seed=1)
neuron = keras.layers.Dense(1, use_bias=False)
summing = keras.Sequential([keras.Input((40,)), drop, neuron])
summing.set_weights([weights[:, None].astype("float16")])
keep(summing, np.random.default_rng(5).uniform(0.1, 2, (100, 40)), answers=answers[0])

# %% data
images, labels = keras.datasets.mnist.load_data()[0]
squares = images[:3000].reshape(-1, 14, 2, 14, 2).mean((2, 4)) / 255
x, y = squares.reshape(-1, 196).astype("float32"), labels[:3000].astype("int32")
learn = tf.data.Dataset.from_tensor_slices((x[:1000], y[:1000]))
check = tf.data.Dataset.from_tensors((x[1000:], y[1000:]))


# %% network
def build(hidden=128, rate=0.0, strength=0.0):
    l2 = keras.regularizers.L2(strength)
    model = keras.Sequential([keras.Input((196,))])
    model.add(keras.layers.Dense(hidden, activation="relu", kernel_regularizer=l2))
    model.add(keras.layers.Dropout(rate, seed=1))
    model.add(keras.layers.Dense(10, activation="softmax", kernel_regularizer=l2))
    cross = keras.metrics.SparseCategoricalCrossentropy(name="cross")
    options = {"metrics": ["accuracy", cross], "steps_per_execution": 100}
    optimizer = keras.optimizers.SGD(learning_rate=0.3)
    model.compile(optimizer, "sparse_categorical_crossentropy", **options)
    return model


# %% train
def train(**options):
    keras.utils.set_random_seed(0)
    model, logs = build(**options), []
    for seed in range(5):
        keras.utils.set_random_seed(seed)
        model.set_weights(build(**options).get_weights())
        batches = learn.shuffle(1000).repeat().batch(50)
        fit = {"epochs": 8, "steps_per_epoch": 100, "verbose": 0, "shuffle": False}
        log = model.fit(batches, validation_data=check, **fit).history
        logs.append([log["val_cross"], log["val_accuracy"]])
    return model, np.swapaxes(logs, 0, 1).round(5)


# %% race
def report(name, logs):
    for what, values, style in (
        ("loss", logs[0, :, -1], ".2f"),
        ("right", logs[1, :, -1], ".1%"),
    ):
        marks = np.quantile(values, [0, 0.5, 1])
        low, middle, high = (f"{mark:{style}}" for mark in marks)
        print(f"{name:11} {what:5} {middle} ({low} to {high})")


(_, plain), (model, dropped) = train(), train(rate=0.5)
report("no dropout", plain)
report("dropout 0.5", dropped)


# %% race_drawn
def band(curves, color, name):
    epochs, middle = 5 * np.arange(1, 9), np.median(curves, 0)
    low, high = curves.min(0), curves.max(0)
    plt.fill_between(epochs, low, high, color=color, alpha=0.2, linewidth=0)
    plt.plot(epochs, middle, color)
    place = {"xytext": (6, -5), "textcoords": "offset points"}
    plt.annotate(name, (epochs[-1], middle[-1]), color=color, **place)


band(plain[0], "C1", "without")
band(dropped[0], "C0", "dropout")
plt.gca().set(xlabel="epochs", ylabel="validation loss", ylim=(0.3, None))
plt.show()

# %% honest
gains = 100 * (dropped[1, :, -1] - plain[1, :, -1])
print("points of accuracy gained, seed by seed:", *[f"{gain:+.1f}" for gain in gains])
stopped = float(np.median(plain[0].min(1)))
end_plain, end_dropped = (float(np.median(logs[0, :, -1])) for logs in (plain, dropped))
print(f"loss without dropout, stopped at its best epoch: {stopped:.2f}")

# %% decay
decayed = train(strength=0.002)[1]
report("L2 0.002", decayed)
end_decayed = float(np.median(decayed[0, :, -1]))

# %% tiny
tiny, tiny_dropped = train(hidden=8)[1], train(hidden=8, rate=0.5)[1]
report("8 neurons", tiny)
report("  + dropout", tiny_dropped)

# %% left_on
given = np.asarray(model(x[1000:]))
of_right = given[np.arange(2000), y[1000:]]
unsure = int(np.abs(of_right - 0.6).argmin())
digit, label = x[1000 + unsure][None], y[1000 + unsure]
five = [float(model(digit, training=True)[0, label]) for question in range(5)]
print(f"in use, share of the right digit:  {of_right[unsure]:.2f}")
print("training=True, five times: ", *[f"{share:.2f}" for share in five])
noisy = np.asarray(model(x[1000:], training=True))
right_in_use = float((given.argmax(1) == y[1000:]).mean())
right_left_on = float((noisy.argmax(1) == y[1000:]).mean())
print(f"right answers: in use {right_in_use:.1%}, left on {right_left_on:.1%}")
