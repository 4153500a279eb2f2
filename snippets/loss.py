# %% setup
# Needs: pip install tensorflow matplotlib
import keras
import matplotlib.pyplot as plt
import numpy as np

# %% one_answer
y = np.array([0.0, 1.0, 0.0])
p = np.array([0.3, 0.6, 0.1])
products = y * np.log(p)
total = products.sum()
print("ln of the shares: ", np.log(p).round(2))
print("times the target: ", products.round(2) + 0.0)
print(f"sum {total:.2f}, with a minus sign {-total:.2f}")

# %% penalty
line = np.linspace(0.01, 1, 80)
marked = np.array([0.02, 0.1, 0.6, 0.95])
penalties = -np.log(marked)
plt.plot(line, -np.log(line), color="C0")
plt.plot(marked, penalties, "o", color="C0")
for place in zip(marked, penalties):
    plt.annotate(f"{place[1]:.2f}", place, (8, 6), textcoords="offset points")
plt.axis((0, 1.1, -0.1, 4.5))
plt.gca().set(xlabel="share of the right answer", ylabel="loss")
plt.show()

# %% readers
right = np.array([0, 1, 2, 1])
readers = {
    "modest": np.array([[4, 3, 3], [3, 4, 3], [3, 3, 4], [3, 4, 3]]) / 10,
    "bold": np.array([[18, 1, 1], [1, 18, 1], [1, 1, 18], [1, 18, 1]]) / 20,
    "mixed": np.array([[16, 2, 2], [2, 16, 2], [2, 2, 16], [18, 1, 1]]) / 20,
}

# %% two_marks
marks, odds = {}, {}
for name, shares in readers.items():
    of_right = shares[range(4), right]
    accuracy = (shares.argmax(axis=1) == right).mean()
    marks[name], odds[name] = [accuracy, -np.log(of_right).mean()], of_right.prod()
    print("{:6}  accuracy {:4.0%}  loss {:.3f}".format(name, *marks[name]), of_right)


# %% not_a_distance
def cross_entropy(y, p):
    return -(y * np.log(p)).sum(axis=-1)


one, other = np.array([0.7, 0.2, 0.1]), np.array([0.4, 0.5, 0.1])
crossed = [cross_entropy(*pair) for pair in ((one, other), (other, one), (one, one))]
print("there {:.3f}, back {:.3f}, to itself {:.3f}".format(*crossed))
in_order = float(keras.losses.categorical_crossentropy([y], [p])[0])
swapped = float(keras.losses.categorical_crossentropy([p], [y])[0])
print(f"Keras, target first: {in_order:.2f}, shares first: {swapped:.2f}")

# %% data
(images, labels), _ = keras.datasets.mnist.load_data()
pixels = images.reshape(60000, 784).astype("float32") / 255
targets = np.eye(10, dtype="float32")[labels]
x, y = pixels[:2000], targets[:2000]
x_val, y_val, val_labels = (table[50000:55000] for table in (pixels, targets, labels))
print(x.shape, y.shape, x_val.shape, y_val.shape)


# %% by_hand
def softmax(scores):
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


keras.utils.set_random_seed(1)
model = keras.Sequential([keras.Input(shape=(784,))])
model.add(keras.layers.Dense(10, activation="softmax"))
model.compile(loss="categorical_crossentropy")
W, b = model.get_weights()
loss_hand = cross_entropy(y, softmax(x @ W + b)).mean()
loss_keras = model.evaluate(x, y, verbose=0)
print(f"loss by hand {loss_hand:.6f}, by Keras {loss_keras:.6f}")


# %% slopes
def nudged(measure, scores, nudge=0.0001):
    up, down = softmax(scores + nudge * np.eye(3)), softmax(scores - nudge * np.eye(3))
    return (measure(up) - measure(down)) / (2 * nudge)


np.set_printoptions(suppress=True)
target, found = np.array([0, 1, 0]), []
for lead in (0, 2, 8):
    scores = np.array([lead, 0, 0])
    p = softmax(scores)
    found.append(nudged(lambda p: cross_entropy(target, p), scores))
    print(f"scores {scores}  p - y {(p - target).round(3)} slopes {found[-1].round(3)}")

# %% learn
W, smooth = np.zeros((784, 10), "float32"), []
for _ in range(126):
    p = softmax(x @ W)
    smooth.append(cross_entropy(y, p).mean())
    W -= 0.5 * x.T @ (p - y) / len(x)
learned = ((x_val @ W).argmax(axis=1) == val_labels).mean()
print(f"loss from {smooth[0]:.3f} to {smooth[-1]:.3f}; new images right: {learned:.1%}")

# %% stairs
line, place, losses, accuracies = np.linspace(-6, 6, 121), (14 * 28 + 14, 1), [], []
for W[place] in line:
    p = softmax(x[:100] @ W)
    losses.append(cross_entropy(y[:100], p).mean())
    accuracies.append((p.argmax(axis=1) == labels[:100]).mean())
moves = int((np.diff(accuracies) != 0).sum()), int((np.diff(losses) != 0).sum())
print("of 120 small changes, {} changed the accuracy, {} the loss".format(*moves))

# %% stairs_drawn
fig, (top, bottom) = plt.subplots(2, 1, figsize=(6.4, 4.8), sharex=True)
top.plot(line, losses, color="C0")
bottom.step(line, accuracies, color="C2", where="mid")
top.set_ylabel("loss")
bottom.set(ylabel="accuracy", xlabel="one of the 7,840 weights")
plt.show()


# %% squared
def squared_slope(p, y):
    e = p - y
    return 2 * p * (e - (e * p).sum(axis=-1, keepdims=True))


squares = []
for lead in (0, 2, 8):
    scores = np.array([lead, 0, 0])
    squares.append(squared_slope(softmax(scores), target))
    tried = nudged(lambda p: ((p - target) ** 2).sum(axis=-1), scores)
    print(f"scores {scores}  formula {squares[-1].round(3)}  nudged {tried.round(3)}")

# %% flat
s = np.linspace(-8, 8, 81)
p = 1 / (1 + np.exp(-s))
plt.plot(s, p - 1, color="C0")
plt.plot(s, 2 * (p - 1) * p * (1 - p), color="C1")
plt.text(-7.8, -0.9, "cross-entropy", color="C0")
plt.text(-7.8, -0.12, "squared error", color="C1", va="top")
plt.gca().set(xlabel="score (the target is 1)", ylabel="slope of the loss")
plt.show()


# %% recover
def recover(scale, rate, slope):
    five = np.random.default_rng(1).normal(size=(5, 784, 10))
    W, curve = (scale * five).astype("float32"), []
    for _ in range(101):
        p = softmax(x[:1000] @ W)
        curve.append((p.argmax(axis=-1) == labels[:1000]).mean(axis=1))
        W -= rate * x[:1000].T @ slope(p, y[:1000]) / 1000
    return np.array(curve)


slopes = {"cross-entropy": np.subtract, "squared error": squared_slope}
gentle = {name: recover(0.01, 1, slope) for name, slope in slopes.items()}
bold = {name: recover(1, 1, slope) for name, slope in slopes.items()}
gentle_ends = [curve[-1].mean() for curve in gentle.values()]

# %% recover_drawn
fig, axes = plt.subplots(1, 2, figsize=(6.4, 3.4), sharey=True)
steps = range(0, 101, 4)
for ax, title, runs in zip(axes, ("gentle start", "bold start"), (gentle, bold)):
    for curve, color in zip(runs.values(), ("C0", "C1")):
        worst, _, middle, _, top = np.sort(curve[::4]).T
        ax.plot(steps, middle, color=color)
        ax.fill_between(steps, worst, top, color=color, alpha=0.3)
    ax.set(title=title, xlabel="step")
axes[0].set_ylabel("accuracy")
axes[1].text(100, 0.92, "cross-entropy", color="C0", ha="right")
axes[1].text(100, 0.58, "squared error", color="C1", ha="right")
plt.show()

# %% rates
print("bold start    rate 1      3     10     30")
best = {}
for name, slope in slopes.items():
    ends = np.array([recover(1, rate, slope)[-1] for rate in (1, 3, 10, 30)])
    best[name] = ends.mean(axis=1)
    print(f"{name:13}", *(f"{end.min():6.0%}" for end in ends))

# %% five_runs
names = ["loss", "val_loss", "val_accuracy"]
test = {"validation_data": (x_val, y_val), "validation_batch_size": 5000}
curves, shares = [], np.zeros((5, 2, 5000, 10))
for seed in range(1, 6):
    keras.utils.set_random_seed(seed)
    net = keras.Sequential([keras.Input(shape=(784,))])
    net.add(keras.layers.Dense(64, activation="relu"))
    net.add(keras.layers.Dense(10, activation="softmax"))
    sgd = keras.optimizers.SGD(learning_rate=0.5)
    faster = {"metrics": ["accuracy"], "steps_per_execution": 63}
    net.compile(sgd, "categorical_crossentropy", **faster)
    own = slice(2000 * seed, 2000 * seed + 2000)
    for stage, epochs in enumerate((7, 53)):
        run = net.fit(pixels[own], targets[own], epochs=epochs, verbose=0, **test)
        curves.append([run.history[name] for name in names])
        shares[seed - 1, stage] = net(x_val)
runs = np.array([np.hstack(pair) for pair in zip(curves[0::2], curves[1::2])])

# %% parting
fig, (top, bottom) = plt.subplots(2, 1, figsize=(6.4, 5.6), sharex=True)
for train_loss, val_loss, val_accuracy in runs:
    top.plot(range(1, 61), train_loss, color="C3", linewidth=1)
    top.plot(range(1, 61), val_loss, color="C1", linewidth=1)
    bottom.plot(range(1, 61), val_accuracy, color="C2", linewidth=1)
top.text(60, 0.56, "loss, new images", color="C1", ha="right")
top.text(60, 0.06, "loss, training images", color="C3", ha="right")
bottom.text(60, 0.86, "accuracy, new images", color="C2", ha="right")
top.set_ylim(0, 0.7)
bottom.set(ylim=(0.8, 0.93), yticks=[0.8, 0.85, 0.9], xlabel="epoch")
plt.show()

# %% split
correct = shares.argmax(axis=3) == val_labels
each_loss = -np.log(np.maximum(shares[:, :, range(5000), val_labels], 1e-7))
groups = []
print("       right after 60      wrong after 60")
print("seed  7 epochs     60  7 epochs        60")
for seed in range(5):
    ok = correct[seed, 1]
    groups.append([part[rows].mean() for rows in (ok, ~ok) for part in each_loss[seed]])
    print("{:4} {:9.3f} {:6.3f} {:9.2f} {:9.2f}".format(seed + 1, *groups[-1]))

# %% integers
try:
    model.fit(x, labels[:2000], verbose=0)
except ValueError as error:
    print(str(error).replace(". ", ".\n"))
model.compile("sgd", "sparse_categorical_crossentropy")
sparse_loss = model.evaluate(x, labels[:2000], verbose=0)
print(f"sparse_categorical_crossentropy: {sparse_loss:.6f}")

# %% no_softmax
ends = []
for from_logits in (False, True):
    keras.utils.set_random_seed(1)
    net = keras.Sequential([keras.Input(shape=(784,)), keras.layers.Dense(10)])
    loss = keras.losses.CategoricalCrossentropy(from_logits=from_logits)
    net.compile(keras.optimizers.SGD(learning_rate=0.5), loss, metrics=["accuracy"])
    run = net.fit(x, y, epochs=3, verbose=0).history
    ends.append([run["loss"][-1], run["accuracy"][-1]])
    print("from_logits={}: loss {:.2f}, accuracy {:.0%}".format(from_logits, *ends[-1]))

# %% spread
table = []
print("      lowest loss, in          after 60 epochs")
print("seed   epoch   loss  accuracy    loss  accuracy")
for seed, (_, loss, accuracy) in enumerate(runs, start=1):
    low = loss.argmin()
    table.append([low + 1, loss[low], accuracy[low], loss[-1], accuracy[-1]])
    print("{:4} {:7} {:6.3f} {:9.1%} {:7.3f} {:9.1%}".format(seed, *table[-1]))
_, before, kept, after, gained = np.array(table).T
loss_rise, accuracy_rise = np.sort(after / before - 1), np.sort(gained - kept)
print("loss up by {:.0%} to {:.0%}".format(*loss_rise[[0, 4]]), end=", ")
print("accuracy by {:.1%} to {:.1%}".format(*accuracy_rise[[0, 4]]))
