# %% setup
# Needs: pip install numpy matplotlib
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap


# %% data
def rows(text):
    return np.array([[int(digit) for digit in word] for word in text.split()])


inputs = rows("0001 0011 0111 1010 1111")
targets = rows("0 0 1 0 1")
test_inputs = rows("1110 0110 0010 1000")
print(np.hstack([inputs, targets]))


# %% begin
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def start(seed, neurons=4):
    np.random.seed(seed)
    W1 = 2 * np.random.random((4, neurons)) - 1
    W2 = 2 * np.random.random((neurons, 1)) - 1
    return W1, W2


# %% program
W1, W2 = start(1)
for _ in range(10000):
    hidden = sigmoid(inputs @ W1)
    output = sigmoid(hidden @ W2)
    d_output = (output - targets) * output * (1 - output)
    d_hidden = d_output @ W2.mT * hidden * (1 - hidden)
    W2 -= hidden.mT @ d_output
    W1 -= inputs.mT @ d_hidden

# %% tested
test_answers = sigmoid(sigmoid(test_inputs @ W1) @ W2)
print("answers:", test_answers.ravel().round(4), "wanted: [1 1 0 0]")

# %% weights
W1, W2 = start(1)
print(W1.round(2), W2.round(2), sep="\n")

# %% matrices tags=["hide"]
ax = plt.figure(figsize=(6.4, 3.3)).add_subplot(frameon=False, xticks=[], yticks=[])
ax.axis((-1.8, 6.6, 3.7, -2.4))
sides = (0, "W1", W1, ["input 1", "input 2", "input 3", "input 4"], "ABCD"), (5.5, "W2", W2, "ABCD", ["answer"])
for left, name, W, before, after in sides:
    ax.add_patch(plt.Rectangle((left - 0.5, -0.5), W.shape[1], 4, fill=False, edgecolor="C3"))
    ax.text(left + (W.shape[1] - 1) / 2, -2, f"{name}: 4 by {W.shape[1]}", ha="center", va="center")
    for row, label in enumerate(before):
        ax.text(left - 0.65, row, label, color="C3", ha="right", va="center")
    for column, label in enumerate(after):
        ax.text(left + column, -0.95, label, color="C3", ha="center", va="center")
    for (row, column), weight in np.ndenumerate(W):
        color = "C0" if weight > 0 else "C1"
        ax.text(left + column, row, f"{weight:.2f}", color=color, ha="center", va="center")
plt.show()


# %% forward
def forward(x, W1, W2):
    hidden = sigmoid(x @ W1)
    return hidden, sigmoid(hidden @ W2)


a_weights = W1[:, 0]
a_sum = inputs[2] @ a_weights
print(f"neuron A: sum {a_sum:.3f}, answer {sigmoid(a_sum):.2f}")
hidden, output = forward(inputs, W1, W2)
row_hidden, row_answer = hidden[2], output[2, 0]
print("A to D for 0111:", row_hidden.round(2))
print("the five answers:", output.ravel().round(2))


# %% loss
def loss(output):
    return 0.5 * ((output - targets) ** 2).sum()


first_loss, first_error = loss(output), np.abs(output - targets).mean()
print("errors:", (output - targets).ravel().round(2))
print(f"loss {first_loss:.3f}, mean size of an error {first_error:.3f}")

# %% tries
million_years = 10**20 / 1_000_000 / (365.25 * 24 * 3600) / 1_000_000
print(f"{million_years:.1f} million years")


# %% slope
def nudged(W, place, nudge=0.00001):
    kept, losses = W[place], []
    for change in (nudge, -nudge):
        W[place] = kept + change
        losses.append(loss(forward(inputs, W1, W2)[1]))
    W[place] = kept
    return (losses[0] - losses[1]) / (2 * nudge)


c_weight, c_slope = float(W2[2, 0]), nudged(W2, (2, 0))
print(f"weight {c_weight:.3f}, slope {c_slope:.3f}")

# %% one_weight
path, line, heights, curve = [], np.linspace(-8, 3, 100), [], []
for _ in range(301):
    path.append(W2[2, 0])
    heights.append(loss(forward(inputs, W1, W2)[1]))
    W2[2] -= nudged(W2, (2, 0))
for weight in line:
    W2[2] = weight
    curve.append(loss(forward(inputs, W1, W2)[1]))
W2[2] = c_weight

# %% valley
plt.plot(line, curve, "C3", path[::30], heights[::30], "C0o")
plt.gca().set(xlabel="weight from C to answer", ylabel="loss", yticks=[0.5, 0.6, 0.7])
plt.show()


# %% backpropagate
def sigmoid_slope(answer):
    return answer * (1 - answer)


def backpropagate(x, targets, W1, W2):
    hidden, output = forward(x, W1, W2)
    d_output = (output - targets) * sigmoid_slope(output)
    d_hidden = d_output @ W2.mT * sigmoid_slope(hidden)
    return x.mT @ d_hidden, hidden.mT @ d_output


# %% by_hand
row_delta = (row_answer - 1) * sigmoid_slope(row_answer)
print(f"answer {row_answer:.3f}, error {row_answer - 1:.3f}, delta {row_delta:.3f}")
deltas = row_delta * W2[:, 0] * sigmoid_slope(row_hidden)
for row in zip("ABCD", row_hidden, W2[:, 0], deltas):
    print("neuron {}: answer {:.2f}, weight {:5.2f}, delta {:6.3f}".format(*row))

# %% check
slopes1, slopes2 = backpropagate(inputs, targets, W1, W2)
tried1 = [nudged(W1, place) for place in np.ndindex(4, 4)]
tried2 = [nudged(W2, place) for place in np.ndindex(4, 1)]
print("W2, computed:", slopes2.ravel().round(4))
print("W2, nudged:  ", np.round(tried2, 4))
furthest = np.abs(slopes1.ravel() - tried1).max()
print(f"W1, largest difference of sixteen: {furthest:.0e}")


# %% train
def train(x, targets, W1, W2, steps):
    for _ in range(steps):
        slopes1, slopes2 = backpropagate(x, targets, W1, W2)
        W1 = W1 - slopes1
        W2 = W2 - slopes2
    return W1, W2


# %% learning
losses = []
for step in range(0, 10000, 10):
    output = forward(inputs, W1, W2)[1]
    losses.append(loss(output))
    if step in (0, 100, 1000, 9990):
        print(f"step {step:4}: loss {losses[-1]:.5f}")
    W1, W2 = train(inputs, targets, W1, W2, 10)
rises = int((np.diff(losses) > 0).sum())
print("times the loss rose:", rises)
print("same answers:", np.allclose(forward(test_inputs, W1, W2)[1], test_answers))

# %% learning_drawn
plt.semilogy(range(0, 10000, 10), losses, color="C0")
plt.yticks([1, 0.01, 0.0001], ["1", "0.01", "0.0001"])
plt.xticks([0, 5000, 10000], ["0", "5,000", "10,000"])
plt.gca().set(xlabel="step", ylabel="loss")
plt.show()

# %% sixteen
sixteen = " ".join(f"{number:04b}" for number in range(16))
every = rows(sixteen)
wanted = every[:, 1] & every[:, 2]
answers = forward(every, W1, W2)[1].ravel()
wrong = (answers > 0.5) != wanted
for row, answer, target, bad in zip(every, answers, wanted, wrong):
    print(f"{row}: answer {answer:.3f}, wanted {target}{'  wrong' if bad else ''}")


# %% maps
def draw_map(ax, grid, title, color="C1"):
    colors, bits = ListedColormap(["white", "black", "C1"]), ["00", "01", "10", "11"]
    ax.imshow(grid.reshape(4, 4), cmap=colors, vmin=0, vmax=2)
    ax.set(xticks=range(4), yticks=range(4), xticklabels=bits, yticklabels=bits)
    ax.set(xlabel="inputs 3 and 4", ylabel="inputs 1 and 2")
    ax.hlines(np.arange(-0.5, 4), -0.5, 3.5, color="C3", linewidth=1)
    ax.vlines(np.arange(-0.5, 4), -0.5, 3.5, color="C3", linewidth=1)
    ax.set_title(title, color=color)


fig, axes = plt.subplots(1, 2, figsize=(6.4, 3.7))
draw_map(axes[0], wanted, "wanted", "C3")
draw_map(axes[1], (answers > 0.5) + 1 * wrong, f"learned, {wrong.sum()} wrong")
plt.show()


# %% fifty
def learn(words, neurons=4, seeds=range(1, 51)):
    x = rows(words)
    W1, W2 = map(np.array, zip(*[start(seed, neurons) for seed in seeds]))
    W1, W2 = train(x, x[:, [1]] & x[:, [2]], W1, W2, 10000)
    return forward(every, W1, W2)[1][:, :, 0]


five = "0001 0011 0111 1010 1111"
fifty = learn(five)
mistakes = ((fifty > 0.5) != wanted).sum(axis=1)
print(fifty.shape, f"wrong of sixteen: {mistakes.min()} to {mistakes.max()}")
copies = ((fifty > 0.5) == every[:, 1]).all(axis=1)
copying, others = int(copies.sum()), 1 + np.flatnonzero(~copies)
print(f"{copying} seeds learned input 2; the others: {others}")

# %% fifty_drawn
order = np.argsort(2 * every[:, 1] + every[:, 2], kind="stable")
plt.imshow(fifty[:, order].T, aspect="auto", cmap="gray_r", vmin=0, vmax=1)
plt.yticks([1.5, 5.5, 9.5, 13.5], ["neither", "3 only", "2 only", "2 and 3"])
plt.xticks([0, 9, 19, 29, 39, 49], [1, 10, 20, 30, 40, 50])
plt.hlines([3.5, 7.5, 11.5], -0.5, 49.5, color="C3", linewidth=1)
plt.xlabel("seed")
plt.show()

# %% stuck
hidden, output = forward(inputs, *train(inputs, targets, *start(9), 10000))
stuck_loss, stuck_answer = loss(output), output[2, 0]
print("A to D for 0111:", hidden[2].round(4), f"answer {stuck_answer:.4f}")
print(f"loss {stuck_loss:.4f}; with seed 1 it was {losses[-1]:.4f}")

# %% columns
try:
    W1 @ inputs
except ValueError as error:
    print(error)
print("row @ W1:", (inputs[2] @ W1).round(1), "W1 @ row:", (W1 @ inputs[2]).round(1))

# %% textbook
ours, sigmoid_slope = sigmoid_slope, lambda z: sigmoid(z) * (1 - sigmoid(z))
slopes1 = backpropagate(inputs, targets, *start(1))[0]
misfit = np.abs(slopes1.ravel() - tried1).max()
with np.errstate(over="ignore"):
    broken = learn(five)[:, inputs @ [8, 4, 2, 1]]
sigmoid_slope = ours
survivors = int(((broken > 0.5) == targets.ravel()).all(axis=1).sum())
print(f"seed 1: {broken[0].round(2)}; right on all five: {survivors} of 50")
print(f"largest difference from the nudged slopes: {misfit:.3f}")

# %% loop tags=["hide"]
stations = ["forward:\nanswers", "loss:\nhow wrong?", "backward:\nslopes", "a step:\nnew weights"]
places = [(0, 1), (2.6, 1), (2.6, 0), (0, 0)]
ax = plt.figure(figsize=(6.4, 2.6)).add_subplot(frameon=False, xticks=[], yticks=[], xlim=(-1, 3.6), ylim=(-0.5, 1.5))
for text, (x, y) in zip(stations, places):
    ax.text(
        x, y, text, ha="center", va="center", bbox={"facecolor": "none", "edgecolor": "C3", "boxstyle": "round,pad=0.4"}
    )
for start_at, end in (
    ((0.75, 1), (1.85, 1)),
    ((2.6, 0.66), (2.6, 0.34)),
    ((1.85, 0), (0.8, 0)),
    ((0, 0.34), (0, 0.66)),
):
    ax.annotate("", end, start_at, arrowprops={"color": "C0", "arrowstyle": "-|>", "linewidth": 2})
ax.text(1.3, 0.5, "10,000 times", color="C0", ha="center", va="center")
plt.show()

# %% network tags=["hide"]
from weave.engine.networks import show  # noqa: E402

for pair in (start(1), (W1, W2)):
    layers = [{"type": "input", "size": 4, "labels": ["input 1", "input 2", "input 3", "input 4"]}]
    layers += [{"type": "dense", "size": W.shape[1], "activation": "sigmoid", "weights": W} for W in pair]
    layers[1]["labels"], layers[2]["labels"] = list("ABCD"), ["answer"]
    for layer, answers in zip(layers, [inputs[2:3], *forward(inputs[2:3], *pair)]):
        layer["values"] = answers[0].round(4)
    show({"layers": layers, "scale": max(np.abs(W1).max(), np.abs(W2).max())})
