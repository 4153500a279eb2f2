# %% setup
# Needs: pip install tensorflow matplotlib
from pathlib import Path

import keras
import matplotlib.pyplot as plt
import numpy as np

# %% glyphs
names = ["square", "rhombus", "upright cross", "diagonal cross", "horizontal line"]
drawing = """
##### ..#.. ..#.. #...# .....
#...# .#.#. ..#.. .#.#. .....
#...# #...# ##### ..#.. #####
#...# .#.#. ..#.. .#.#. .....
##### ..#.. ..#.. #...# .....
"""


# %% numbers
def read(drawing):
    rows = [row.split() for row in drawing.strip().splitlines()]
    signs = [[list(piece) for piece in pieces] for pieces in zip(*rows)]
    return (np.array(signs) == "#").astype(int)


shapes = read(drawing)
for rows in zip(*shapes):
    print(*("".join(map(str, row)) for row in rows))


# %% look
def show(ax, shape, title):
    ax.imshow(shape, cmap="gray_r", vmin=0, vmax=1)
    ax.set(xticks=[], yticks=[])
    ax.set_title(title.replace(" ", "\n"))
    ax.spines[:].set_visible(True)


fig, axes = plt.subplots(1, 5, figsize=(6.4, 1.9))
for ax, shape, name in zip(axes, shapes, names):
    show(ax, shape, name)
plt.show()

# %% vectors
vectors = shapes.reshape(5, 25)
for vector, name in zip(vectors, names):
    print("".join(str(number) for number in vector), name)

# %% flattened tags=["hide"]
fig, (top, bottom) = plt.subplots(2, 1, figsize=(6.4, 3.4), height_ratios=[4, 1])
top.set(xlim=(-0.5, 4.5), ylim=(4.5, -0.5), aspect="equal", xticks=[], yticks=[])
top.spines[:].set_visible(True)
bottom.set(xlim=(-0.7, 26.7), ylim=(2, -0.7), xticks=[], yticks=[], frame_on=False)
for (row, column), number in np.ndenumerate(shapes[0]):
    color, left = "C0" if number else "C3", 5.5 * row + column
    top.text(column, row, number, color=color, ha="center", va="center")
    bottom.text(left, 1.4, number, color=color, ha="center", va="center")
    if column == 0:
        box = (left - 0.5, left + 4.5, 0.5, -0.5)
        bottom.imshow(shapes[0][[row]], cmap="gray_r", vmin=0, vmax=1, extent=box, aspect="auto")
        bottom.add_patch(plt.Rectangle(box[::3], 5, 1, fill=False, edgecolor="C3"))
plt.show()

# %% one_hot
answers = np.eye(5, dtype=int)
for answer, name in zip(answers, names):
    print(answer, name)

# %% write_file
table = np.hstack([vectors, answers])
np.savetxt("training_file.dat", table, fmt="%d")
print(Path("training_file.dat").read_text())

# %% table tags=["hide"]
fig, (left, right) = plt.subplots(1, 2, figsize=(6.4, 2.3), width_ratios=[25, 5])
left.imshow(vectors, cmap="gray_r", aspect="auto")
left.set(xticks=[], yticks=range(5), yticklabels=names, title="25 pixels")
left.tick_params(length=0)
right.barh(range(5), 1, left=range(5), height=1, color="C0")
right.set(xticks=[], yticks=[], xlim=(0, 5), ylim=(4.5, -0.5))
right.set_title("answer", color="C0")
plt.setp([*left.spines.values(), *right.spines.values()], visible=True)
plt.show()

# %% read_file
table = np.loadtxt("training_file.dat")
x, y = table[:, :25], table[:, 25:]
print(table.shape, "splits into", x.shape, "and", y.shape)

# %% build
keras.utils.set_random_seed(1)
model = keras.Sequential()
model.add(keras.Input(shape=(25,)))
for neurons in (25, 20, 15, 10):
    model.add(keras.layers.Dense(neurons, activation="relu"))
    model.add(keras.layers.Dropout(0.2))
model.add(keras.layers.Dense(5, activation="softmax"))

# %% count
counts = [25 * 25 + 25, 25 * 20 + 20, 20 * 15 + 15, 15 * 10 + 10, 10 * 5 + 5]
parameters = sum(counts)
as_drawn = parameters - counts[0]
print(counts, "together", parameters)
print("Keras counts", model.count_params())
print("without the first layer", as_drawn)

# %% relu
W, b = model.layers[0].get_weights()
z = x[0] @ W + b
hidden = np.maximum(z, 0)
silent = int((hidden == 0).sum())
print("z:     ", z[:6].round(2))
print("answer:", hidden[:6].round(2))
print(f"{silent} of {len(hidden)} neurons answer 0")

# %% by_hand
answer = x
weights = model.get_weights()
for W, b in zip(weights[0::2], weights[1::2]):
    scores = answer @ W + b
    print(f"{answer.shape} times {W.shape} gives {scores.shape}")
    answer = np.maximum(scores, 0)
powers = np.exp(scores)
untrained = powers / powers.sum(axis=1, keepdims=True)
print("the same as Keras:", np.allclose(untrained, model(x), atol=1e-5))
print("shares of the square:", untrained[0].round(2))

# %% compile
optimizer = keras.optimizers.SGD(learning_rate=0.01, clipnorm=1)
model.compile(optimizer, "categorical_crossentropy")

# %% clip
for limit in ({"clipnorm": 1}, {"global_clipnorm": 1}):
    slopes = [keras.ops.array([3.0, 4.0]), keras.ops.array([0.3, 0.4])]
    weight_tables = [keras.Variable(np.zeros(2)) for _ in slopes]
    sgd = keras.optimizers.SGD(learning_rate=1.0, **limit)
    sgd.apply(slopes, weight_tables)
    print(limit, *(-np.asarray(moved).round(2) for moved in weight_tables))

# %% train
history = model.fit(x, y, batch_size=1, epochs=300, verbose=0)

# %% losses
losses = np.reshape(history.history["loss"], (15, 20)).mean(axis=1)
loss_in_use = model.evaluate(x, y, verbose=0)
guessing_loss = float(np.log(5))
print(f"training loss, last 20 epochs: {losses[-1]:.2f}")
print(f"loss after training, nothing dropped: {loss_in_use:.2f}")

# %% loss_curve
plt.plot(range(20, 301, 20), losses, "o-", color="C0")
plt.plot(300, loss_in_use, "s", color="C2")
plt.text(290, loss_in_use, "nothing dropped", color="C2", ha="right", va="center")
plt.axhline(guessing_loss, color="C3", linestyle="--")
plt.text(300, guessing_loss + 0.05, "five equal shares", color="C3", ha="right")
plt.ylim(-0.1, 2)
plt.xlabel("epoch")
plt.ylabel("loss, mean of 20 epochs")
plt.show()

# %% cheating
p = model.predict(x[1:2], verbose=0)[0]
for name, share in zip(names, p):
    print(f"{share:.3f} {name}")
p_taught = np.asarray(model(x))
taught_right = int((p_taught.argmax(axis=1) == np.arange(5)).sum())
print("taught shapes read correctly:", taught_right, "of 5")

# %% broken
broken = read("""
#.### ..#..
##..# ...#.
#..## #####
#..## ..#..
#.### ..#..
""")
x_broken = broken.reshape(2, 25)
p_broken = np.asarray(model(x_broken))
for vector, p in zip(x_broken, p_broken):
    print("pixels that differ:", (x != vector).sum(axis=1), "so", names[p.argmax()])

# %% answers
fig, axes = plt.subplots(2, 2, figsize=(6.4, 3.7), width_ratios=[1, 2])
for (left, right), shape, whole, p in zip(axes, broken, shapes[[0, 2]], p_broken):
    show(left, shape, "")
    left.plot(*np.nonzero(shape != whole)[::-1], "x", color="C1", ms=8, mew=3)
    bars = right.barh(names, p, color="C3")
    bars[p.argmax()].set_color("C2")
    right.bar_label(bars, [f"{share:.1%}" for share in p], padding=4)
    right.invert_yaxis()
    right.set(xlim=(0, 1.2), xticks=[])
    right.spines["bottom"].set_visible(False)
    right.tick_params(length=0)
plt.show()

# %% untaught
strangers = read("""
..#.. ..... ##### .....
..#.. ..... ##### .....
..#.. ..#.. ##### .....
..#.. ..... ##### .....
..#.. ..... ##### .....
""")
p_strangers = np.asarray(model(strangers.reshape(4, 25)))

# %% strangers
fig, axes = plt.subplots(1, 4, figsize=(6.4, 2.3))
for ax, shape, p in zip(axes, strangers, p_strangers):
    show(ax, shape, f"{names[p.argmax()]} {p.max():.0%}")
plt.show()

# %% columns
x_short, y_short = table[:, : 30 - 5 - 1], table[:, 25 : 30 - 1]
print(x_short.shape, y_short.shape)
fresh = keras.Sequential.from_config(model.get_config())
fresh.compile("sgd", "categorical_crossentropy")
try:
    fresh.fit(x_short, y_short, batch_size=1, verbose=0)
except ValueError as error:
    print(error)

# %% one_pixel
x_flipped = np.abs(x[:, None] - np.eye(25)).reshape(125, 25)
truth = np.repeat(np.arange(5), 25)
differ = (x_flipped[:, None] != x).sum(axis=2)
counted_right = int((differ.argmin(axis=1) == truth).sum())
flipped_right = int((np.asarray(model(x_flipped)).argmax(axis=1) == truth).sum())
print("right by counting pixels that differ:", counted_right, "of 125")
print("right by our network:", flipped_right, "of 125")

# %% seeds
x_all = np.vstack([x, x_broken, x_flipped])
runs = np.zeros((12, 2, 132, 5))
for seed in range(1, 13):
    keras.utils.set_random_seed(seed)
    net = keras.Sequential.from_config(model.get_config())
    sgd = keras.optimizers.SGD(learning_rate=0.01, clipnorm=1)
    net.compile(sgd, "categorical_crossentropy", steps_per_execution=100)
    for stage, epochs in enumerate((20, 280)):
        order = np.concatenate([np.random.permutation(5) for _ in range(epochs)])
        net.fit(x[order], y[order], batch_size=1, shuffle=False, verbose=0)
        runs[seed - 1, stage] = net(x_all)

# %% totals
right = runs.argmax(axis=3) == np.concatenate([np.arange(5), [0, 2], truth])
taught = right[:, :, :5].sum(axis=2)
taught_low, taught_high = taught.min(axis=0), taught.max(axis=0)
squares, crosses = right[:, :, 5:7].sum(axis=0).T
pixel = right[:, :, 7:].mean(axis=2)
pixel_low, pixel_high = pixel.min(axis=0), pixel.max(axis=0)
for stage, label in enumerate(("20 epochs", "300 epochs")):
    print(f"{label}, 12 runs")
    print(f"  taught shapes: {taught_low[stage]} to {taught_high[stage]} of 5 right")
    print(f"  broken square right in {squares[stage]}, cross in {crosses[stage]}")
    print(f"  one wrong pixel: {pixel_low[stage]:.0%} to {pixel_high[stage]:.0%} right")

# %% rhombus
rhombus_20, rhombus_300 = np.sort(runs[:, :, 1, 1], axis=0).T
print(f"20 epochs: {rhombus_20[0]:.2f} to {rhombus_20[-1]:.2f}")
print(f"300 epochs: {rhombus_300[0]:.2f} to {rhombus_300[-1]:.3f}")

# %% rhombus_drawn
height = np.linspace(-0.2, 0.2, 12)
plt.plot(rhombus_20, 1 + height, "s", color="C1")
plt.plot(rhombus_300, height, "o", color="C0")
plt.axvline(0.929, color="C3", linestyle="--")
plt.text(0.91, 1, "printed in\nthe article", color="C3", ha="right", va="center")
plt.yticks([0, 1], ["300 epochs", "20 epochs"])
plt.axis((0, 1.03, -0.5, 1.5))
plt.xlabel("share of the rhombus")
plt.show()

# %% networks tags=["hide"]
from weave.engine import kept, networks  # noqa: E402

dense = [{"type": "dense", "size": n, "activation": "relu" if n > 5 else "softmax"} for n in (20, 15, 10, 5)]
networks.show({"layers": [{"type": "input", "size": 25}, *dense]})
networks.show(networks.describe(model, x_broken[0], outputs=names))
kept.keep(model, np.random.default_rng(1).integers(0, 2, (100, 25)), names=names, shapes=x, first=x_broken[0])
