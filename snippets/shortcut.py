# %% setup
# Needs: pip install numpy matplotlib
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap


# %% data
def rows(text):
    return np.array([[int(digit) for digit in word] for word in text.split()])


five = "0001 0011 0111 1010 1111"
test = "1110 0110 0010 1000"
sixteen = " ".join(f"{number:04b}" for number in range(16))
every = rows(sixteen)
wanted = every[:, 1] & every[:, 2]


# %% learn
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def start(seed, neurons):
    np.random.seed(seed)
    W1 = 2 * np.random.random((4, neurons)) - 1
    return W1, 2 * np.random.random((neurons, 1)) - 1


def learn(words, neurons=4, seeds=range(1, 51), rate=1, steps=10000):
    x = rows(words)
    targets = x[:, [1]] & x[:, [2]]
    W1, W2 = map(np.array, zip(*[start(seed, neurons) for seed in seeds]))
    for _ in range(steps):
        hidden = sigmoid(x @ W1)
        output = sigmoid(hidden @ W2)
        d_output = (output - targets) * output * (1 - output)
        d_hidden = d_output @ W2.mT * hidden * (1 - hidden)
        W2 = W2 - rate * hidden.mT @ d_output
        W1 = W1 - rate * x.mT @ d_hidden
    return sigmoid(sigmoid(every @ W1) @ W2)[:, :, 0]


# %% fifty
fifty = learn(five)
copying = int(((fifty > 0.5) == every[:, 1]).all(axis=1).sum())
print("networks that answer input 2:", copying, "of 50")

# %% rules
seen, tested = rows(five) @ [8, 4, 2, 1], rows(test) @ [8, 4, 2, 1]
x1, x2, x3, x4 = every.mT
rules = {"2 and 3": x2 & x3, "input 2": x2, "2 and (3 or 4)": x2 & (x3 | x4)}
rules |= {"2 and 4": x2 & x4, "input 4": x4}
print("rule            training  test  all")
for name, given in rules.items():
    right = given == wanted
    print(f"{name:15} {right[seen].sum():8} {right[tested].sum():5} {right.sum():4}")

# %% functions
disagree = wanted != x2
tables = np.arange(2**16)[:, None] >> np.arange(16) & 1
fits = (tables[:, seen] == wanted[seen]).all(axis=1)
passes = fits & (tables[:, tested] == wanted[tested]).all(axis=1)
possible, fitting, passing = len(tables), int(fits.sum()), int(passes.sum())
print(f"{possible} rules, {fitting} fit, {passing} pass the test too")

# %% seen_drawn
fig, ax = plt.subplots(figsize=(6.4, 4.4))
colors = ListedColormap(["white", "C1"])
ax.imshow(disagree.reshape(4, 4), cmap=colors, vmin=0, vmax=1)
ax.set(xticks=range(4), xlabel="inputs 3 and 4", yticks=range(4), ylabel="inputs 1, 2")
ax.set(xticklabels=["00", "01", "10", "11"], yticklabels=["00", "01", "10", "11"])
ax.hlines(np.arange(-0.5, 4), -0.5, 3.5, color="C3", linewidth=1)
ax.vlines(np.arange(-0.5, 4), -0.5, 3.5, color="C3", linewidth=1)
ax.set_title("orange: the rules disagree", color="C1")
for place in [*seen, *tested]:
    kind = "train" if place in seen else "test"
    ax.text(place % 4, place // 4, kind, ha="center", va="center")
plt.show()

# %% cures
added = {"five rows": five, "and 0100": five + " 0100", "and 1101": five + " 1101"}
added |= {"and both": five + " 0100 1101", "all sixteen": sixteen}
settings = [(4, range(1, 51)), (4, range(51, 101)), (8, range(1, 51))]
cured = []
print("             seeds 1-50  51-100  1-50, 8 neurons")
for name, words in added.items():
    right = [(learn(words, *setting) > 0.5) == wanted for setting in settings]
    cured.append([int(each.all(axis=1).sum()) for each in right])
    print("{:12} {:10} {:7} {:16}".format(name, *cured[-1]))
seven = learn(added["and both"])

# %% cures_drawn
order = np.argsort(2 * every[:, 1] + every[:, 2], kind="stable")
plt.imshow(seven[:, order].T, aspect="auto", cmap="gray_r", vmin=0, vmax=1)
plt.yticks([1.5, 5.5, 9.5, 13.5], ["neither", "3 only", "2 only", "2 and 3"])
plt.xticks([0, 9, 19, 29, 39, 49], [1, 10, 20, 30, 40, 50])
plt.hlines([3.5, 7.5, 11.5], -0.5, 49.5, color="C3", linewidth=1)
plt.xlabel("seed")
plt.show()

# %% chance
draws = np.random.default_rng(1)
left = np.setdiff1d(np.arange(16), seen)
tests = [draws.choice(left, 4, replace=False) for _ in range(10000)]
blind = float(np.mean([not disagree[drawn].any() for drawn in tests]))
print(f"random test rows that see no difference: {blind:.0%}")

# %% rates
by_rate = {}
for rate in (0.25, 1, 4):
    runs = [learn(words, rate=rate) for words in (five, added["and both"])]
    by_rate[rate] = [int(((run > 0.5) == wanted).all(axis=1).sum()) for run in runs]
    print("rate {:4}: from five rows {}, from seven {}".format(rate, *by_rate[rate]))
