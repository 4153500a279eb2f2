# %% setup
# Needs: pip install tensorflow matplotlib
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from keras import layers

keras.utils.set_random_seed(1)

# %% heaps
(images, labels), test = keras.datasets.mnist.load_data()
order = np.random.default_rng(0).permutation(60000)[:9000]
x = images[order].reshape(9000, 784).astype("float32") / 255
y = labels[order].astype("int32")
x_val, y_val = x[:1000], y[:1000]
x_pool, y_pool = x[1000:], y[1000:]
x_train, y_train = x_pool[:500], y_pool[:500]
print("training", x_train.shape, "validation", x_val.shape)


# %% build
def build(*sizes, rate=0.2):
    model = keras.Sequential([keras.Input(shape=(784,))])
    for neurons in sizes:
        model.add(layers.Dense(neurons, "relu", kernel_initializer="he_normal"))
    model.add(layers.Dense(10, "softmax"))
    sgd = keras.optimizers.SGD(learning_rate=rate)
    loss = "sparse_categorical_crossentropy"
    model.compile(sgd, loss, metrics=["accuracy"], steps_per_execution=10)
    return model


def right(model, x, y):
    return float((np.asarray(model(x)).argmax(axis=1) == y).mean())


# %% once
model = build(128)
options = {"batch_size": 50, "epochs": 50, "validation_data": (x_val, y_val)}
first = model.fit(x_train, y_train, verbose=0, **options).history
print("       training      validation")
print("epoch  right  loss   right  loss")
for epoch in (1, 5, 10, 20, 50):
    row = [values[epoch - 1] for values in first.values()]
    print("{:5} {:6.1%} {:5.2f} {:7.1%} {:5.2f}".format(epoch, *row))
learned, unseen = first["accuracy"][-1], first["val_accuracy"][-1]
lowest = int(np.argmin(first["val_loss"])) + 1
print("lowest validation loss: after epoch", lowest)


# %% train
def train(model, seed, x, y, steps=400, epochs=1, **options):
    keras.utils.set_random_seed(seed)
    fresh = keras.Sequential.from_config(model.get_config())
    model.set_weights(fresh.get_weights())
    batches = tf.data.Dataset.from_tensor_slices((x, y))
    batches = batches.shuffle(len(x)).repeat().batch(50)
    options |= {"epochs": epochs, "steps_per_epoch": steps // epochs}
    return model.fit(batches, shuffle=False, verbose=0, **options).history


# %% clean
validation = tf.data.Dataset.from_tensors((x_val, y_val))
watch = {"steps": 500, "epochs": 50, "validation_data": validation}
clean = [train(model, seed, x_train, y_train, **watch) for seed in range(1, 6)]


# %% lot
def by_lot(seed, share):
    rng = np.random.default_rng(seed)
    drawn = rng.random(500) < share
    return np.where(drawn, rng.integers(0, 10, 500), y_train)


lot = []
for seed in range(1, 6):
    lot.append(train(model, seed, x_train, by_lot(seed, 1), **watch))
    known, new = lot[-1]["accuracy"][-1], lot[-1]["val_accuracy"][-1]
    print(f"seed {seed}: training {known:.1%}, validation {new:.1%}")

# %% mixed
mixed, mixed_right = [], []
print("seed  wrong labels  training  others")
x_other, y_other = x_pool[500:2500], y_pool[500:2500]
for seed in range(1, 6):
    given = by_lot(seed, 0.4)
    mixed.append(train(model, seed, x_train, given, **watch))
    mixed_right.append(right(model, x_other, y_other))
    wrong, known = (given != y_train).sum(), mixed[-1]["accuracy"][-1]
    print(f"{seed:4} {wrong:13} {known:9.1%} {mixed_right[-1]:7.1%}")


# %% curves
def band(ax, x, runs, style, color):
    ax.plot(x, np.median(runs, axis=0), style, color=color)
    low, high = np.min(runs, axis=0), np.max(runs, axis=0)
    ax.fill_between(x, low, high, color=color, alpha=0.25)


fig, axes = plt.subplots(1, 3, figsize=(6.4, 3.3), sharey=True)
for ax, histories in zip(axes, (clean, mixed, lot)):
    band(ax, range(1, 51), [h["accuracy"] for h in histories], "-", "C0")
    band(ax, range(1, 51), [h["val_accuracy"] for h in histories], "--", "C1")
    ax.set(xticks=[1, 50], ylim=(0, 1.03))
axes[0].set(title="right", yticks=[0, 0.5, 1], yticklabels=["0%", "50%", "100%"])
axes[1].set(title="40% by lot", xlabel="epoch")
axes[2].set_title("all by lot")
axes[2].text(50, 0.82, "training", color="C0", ha="right", va="top")
axes[2].text(50, 0.18, "validation", color="C1", ha="right")
plt.show()

# %% early
early_right, early_epochs = [], []
for seed in range(1, 6):
    stop = keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)
    options = {**watch, "callbacks": [stop]}
    history = train(model, seed, x_train, by_lot(seed, 0.4), **options)
    early_epochs.append(len(history["loss"]))
    early_right.append(right(model, x_other, y_other))
stopped, full = float(np.median(early_right)), float(np.median(mixed_right))
print("epochs until it stopped:", early_epochs)
print("right on others, stopped: ", np.round(early_right, 3))
print("right on others, 50 epochs:", np.round(mixed_right, 3))


# %% widths
def accuracies(networks, rate):
    shares = np.zeros((len(networks), 2, 5))
    for network, sizes in enumerate(networks):
        model = build(*sizes, rate=rate)
        for seed in range(1, 6):
            train(model, seed, x_train, y_train)
            shares[network, 0, seed - 1] = right(model, x_train, y_train)
            shares[network, 1, seed - 1] = right(model, x_val, y_val)
    return shares


def tell(numbers, shares, name):
    print(f"{name:17} training validation")
    for number, row in zip(numbers, np.median(shares, axis=2)):
        print(f"{number:17,} {row[0]:8.1%} {row[1]:10.1%}")


wide = accuracies([(1,), (4,), (16,), (64,), (256,)], rate=0.2)
tell([1, 4, 16, 64, 256], wide, "hidden neurons")


# %% widths_drawn
def draw(x, shares, name):
    ax = plt.figure().add_subplot(xscale="log", ylim=(0, 1.05), xlabel=name)
    band(ax, x, shares[:, 0].T, "o-", "C0")
    band(ax, x, shares[:, 1].T, "s--", "C1")
    ax.set_xticks(x, [f"{number:,}" for number in x])
    ax.minorticks_off()
    ax.set_yticks([0, 0.5, 1], ["0%", "50%", "100%"])
    ax.set_ylabel("answers right")
    return ax


ax = draw([1, 4, 16, 64, 256], wide, "hidden neurons")
ax.text(4.5, 1, "training", color="C0", ha="right", va="bottom")
ax.text(18, 0.82, "validation", color="C1", va="top")
plt.show()

# %% depths
deep = accuracies([(32,) * depth for depth in (1, 2, 4, 8, 20)], rate=0.05)
tell([1, 2, 4, 8, 20], deep, "hidden layers")

# %% depths_drawn
ax = draw([1, 2, 4, 8, 20], deep, "hidden layers")
ax.text(8, 1.01, "training", color="C0", ha="left", va="bottom")
ax.text(4, 0.8, "validation", color="C1", va="top", ha="right")
plt.show()

# %% gentler
model = build(*[32] * 20, rate=0.01)
gentle = []
for seed in (1, 2):
    train(model, seed, x_train, y_train, steps=4000)
    gentle.append([right(model, x_train, y_train), right(model, x_val, y_val)])
    print("seed {}: training {:.1%}, validation {:.1%}".format(seed, *gentle[-1]))


# %% five tags=["hide"]
def watched(seen, steps, *sizes, rate=0.2):
    options = {"steps": steps, "epochs": steps // 10, "validation_data": validation}
    return train(build(*sizes, rate=rate), 1, x_pool[:seen], y_pool[:seen], **options)


five = [watched(500, 400, *[32] * 20, rate=0.05), clean[0]]
five += [watched(8000, 600, 64), mixed[2], watched(500, 400, 1)]
fig, axes = plt.subplots(2, 3, figsize=(6.4, 4.4))
for ax, name, run in zip(axes.flat, "ABCDE", five):
    steps = np.arange(10, 10 * len(run["loss"]) + 1, 10)
    ax.plot(steps, run["accuracy"], "C0", clip_on=False)
    ax.plot(steps, run["val_accuracy"], "C1", dashes=(2.5, 0.8), clip_on=False)
    ax.set(title=name, xlim=(0, 600), ylim=(0, 1), xticks=[0, 300], yticks=[0, 1])
    ax.set_xticklabels(["0", "300 steps"] if name in "DE" else [])
    ax.set_yticklabels(["0%", "100%"] if name in "AD" else [])
axes[1, 2].plot(range(1, 51), mixed[2]["val_loss"], "C1")
axes[1, 2].set(title="F: loss of D", xticks=[1, 25], xticklabels=["1", "epoch 25"], yticks=[1, 1.5])
plt.show()


# %% data
def train_with(count, seed):
    picked = np.random.default_rng(seed).permutation(8000)[:count]
    train(model, seed, x_pool[picked], y_pool[picked], steps=600)
    on_known = right(model, x_pool[picked], y_pool[picked])
    return on_known, right(model, x_val, y_val), right(model, x_moved, y_val)


model = build(64)
x_moved = np.roll(x_val.reshape(1000, 28, 28), 3, axis=2).reshape(1000, 784)
runs = [[train_with(n, seed) for seed in range(1, 6)] for n in (125, 500, 2000, 8000)]
more = np.transpose(runs, (0, 2, 1))
tell([125, 500, 2000, 8000], more, "training examples")
moved = np.median(more[:, 2], axis=1)
print("moved by 3 pixels:", " ".join(f"{share:.1%}" for share in moved))

# %% data_drawn
ax = draw([125, 500, 2000, 8000], more, "training examples")
band(ax, [125, 500, 2000, 8000], more[:, 2].T, "^:", "C3")
ax.text(500, 1.01, "training", color="C0", va="bottom")
ax.text(500, 0.82, "validation", color="C1", va="top")
ax.text(500, 0.28, "moved by 3 pixels", color="C3", va="top")
plt.show()

# %% test
x_test = test[0].reshape(10000, 784).astype("float32") / 255
test_right = right(model, x_test, test[1])
validation_said = more[3, 1, 4]
print(f"test: {test_right:.1%} right; validation said {validation_said:.1%}")

# %% split
sort = np.argsort(y_train, kind="stable")
model = build(64)
options = {"batch_size": 50, "epochs": 10, "verbose": 0, "validation_split": 0.2}
history = model.fit(x_train[sort], y_train[sort], **options).history
split_known, split_new = history["accuracy"][-1], history["val_accuracy"][-1]
print(f"training {split_known:.1%} right, validation {split_new:.1%}")
print("learned:", np.unique(y_train[sort][:400]))
print("asked for:", np.unique(y_train[sort][400:]))

# %% lucky
lucky_said, lucky_true = [], []
for seed in range(1, 6):
    W = np.random.default_rng(seed).normal(size=(784, 1000, 10)).astype("float32")
    answers = np.tensordot(x_val[:100], W, axes=1).argmax(axis=2)
    shares = (answers == y_val[:100, None]).mean(axis=0)
    best = W[:, shares.argmax()]
    lucky_said.append(shares.max())
    lucky_true.append(((x_other @ best).argmax(axis=1) == y_other).mean())
print("the best of 1,000, on the 100 that chose it:", np.round(lucky_said, 2))
print("the same networks on 2,000 others:          ", np.round(lucky_true, 2))

# %% sure
gaps = [h["accuracy"][-1] - h["val_accuracy"][-1] for h in clean]
guessed = [h["val_accuracy"][-1] for h in lot]
wide_middle, deep_middle = np.median(wide, axis=2), np.median(deep, axis=2)
more_middle = np.median(more, axis=2)
gained = np.subtract(early_right, mixed_right)
lost = deep[0, 1] - deep[3, 1]
stuck = deep[4, 0]
print("seed    gap by lot stopping 1 to 8     20")
for row in zip(range(1, 6), gaps, guessed, gained, lost, stuck):
    print("{:4} {:6.1%} {:6.1%} {:8.1%} {:6.1%} {:6.1%}".format(*row))
