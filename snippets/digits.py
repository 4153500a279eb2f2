# %% setup
# Needs: pip install tensorflow matplotlib
import warnings

import keras
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LinearSegmentedColormap

# %% ten_lines
keras.utils.set_random_seed(1)
(images, labels), (test_images, test_labels) = keras.datasets.mnist.load_data()
x = images.reshape(60000, 784).astype("float32") / 255
y = keras.utils.to_categorical(labels, num_classes=10)
model = keras.Sequential()
model.add(keras.Input(shape=(784,)))
model.add(keras.layers.Dense(10, activation="sigmoid"))
model.add(keras.layers.Dense(10, activation="softmax"))
model.compile(loss="categorical_crossentropy", optimizer="sgd", metrics=["accuracy"])
history = model.fit(x, y, epochs=10, verbose=0)

# %% evaluate
x_test = test_images.reshape(10000, 784).astype("float32") / 255
y_test = keras.utils.to_categorical(test_labels, num_classes=10)
test_loss, test_accuracy = model.evaluate(x_test, y_test, verbose=0)
print(f"right on the test images: {test_accuracy:.2%}")

# %% load
print("training images:", images.shape, images.dtype)
print("test images:    ", test_images.shape)
print("grey levels from", images.min(), "to", images.max())
print("training images of each digit:", np.bincount(labels))

# %% look
fig, axes = plt.subplots(2, 5, figsize=(6.4, 3.1))
for i, ax in enumerate(axes.flat):
    ax.imshow(images[i], cmap="gray_r")
    ax.set_title(labels[i])
    ax.axis("off")
plt.show()

# %% pixels
picture = test_images[5]
print(picture[4:16, 10:20])

# %% scale
scaled = picture.astype("float32") / 255
print(scaled[4:9, 13:18].round(2))

# %% flatten
vector = scaled.reshape(784)
print(scaled.shape, "becomes", vector.shape)
place = 8 * 28 + 15
print(f"row 8, column 15 holds {scaled[8, 15]:.2f}")
print(f"place {place} in the line holds {vector[place]:.2f}")
print("folded back, nothing is lost:", np.array_equal(vector.reshape(28, 28), scaled))

# %% one_hot
for label, code in zip(labels[:5], y[:5]):
    print(label, "becomes", code)

# %% neuron
W1, b1, W2, b2 = model.get_weights()
z = vector @ W1 + b1
hidden = 1 / (1 + np.exp(-z))
names = "ABCDEFGHIJ"
for name, total, answer in zip(names, z, hidden):
    print(f"neuron {name}: z = {total:5.2f}, answer {answer:.2f}")
line = np.linspace(-8, 8, 200)
plt.plot(line, 1 / (1 + np.exp(-line)), color="C3")
plt.plot(z, hidden, "o", color="C0")
plt.xlabel("weighted sum z")
plt.ylabel("the neuron's answer")
plt.show()

# %% summary
model.summary()

# %% count
hidden_parameters = 784 * 10 + 10
output_parameters = 10 * 10 + 10
parameters = hidden_parameters + output_parameters
print(hidden_parameters, "+", output_parameters, "=", parameters)
print("Keras counts", model.count_params())

# %% loss
probabilities = model.predict(x_test, verbose=0)
p_right = probabilities[np.arange(10000), test_labels]
share_clear, share_odd = p_right[5], p_right[8]
loss_clear, loss_odd = -np.log(share_clear), -np.log(share_odd)
print(f"test image 5: share {share_clear:.3f}, loss {loss_clear:.2f}")
print(f"test image 8: share {share_odd:.3f}, loss {loss_odd:.2f}")
mean_loss = -np.log(p_right).mean()
print(f"mean over the test images: {mean_loss:.4f}; Keras: {test_loss:.4f}")
guessing_loss = float(np.log(10))
print(f"ten equal shares: {guessing_loss:.2f}")

# %% loss_curve
losses = history.history["loss"]
for epoch, loss in enumerate(losses, start=1):
    print(f"epoch {epoch:2}: loss {loss:.3f}")
plt.plot(range(1, len(losses) + 1), losses, "o-", color="C0")
plt.axhline(guessing_loss, color="C3", linestyle="--")
plt.text(5, guessing_loss - 0.05, "ten equal shares", color="C3", va="top")
plt.ylim(0, 2.5)
plt.xlabel("epoch")
plt.ylabel("training loss")
plt.show()

# %% single_steps
walker = keras.Sequential.from_config(model.get_config())
walker.set_weights(model.get_weights())
walker.compile("sgd", "categorical_crossentropy")
after = [walker.evaluate(x, y, batch_size=10000, verbose=0)]
for start in range(0, 30 * 32, 32):
    walker.train_on_batch(x[start : start + 32], y[start : start + 32])
    after.append(walker.evaluate(x, y, batch_size=10000, verbose=0))
uphill = int((np.diff(after) > 0).sum())
print("steps that made the loss over all images larger:", uphill, "of 30")

# %% batch_size
keras.utils.set_random_seed(1)
slower = keras.Sequential.from_config(model.get_config())
slower.compile("sgd", "categorical_crossentropy")
run = slower.fit(x, y, batch_size=100, epochs=5, verbose=0)
article = [2.1822, 1.9180, 1.6978, 1.5102, 1.3526]
print("article  32 a step  100 a step")
for row in zip(article, losses, run.history["loss"]):
    print("{:7.3f} {:10.3f} {:11.3f}".format(*row))

# %% predict
p = probabilities[5]
for digit in range(10):
    print(f"{digit}: {p[digit]:.3f}")
print(f"sum {p.sum():.3f}, answer {p.argmax()}, label {test_labels[5]}")

# %% predict_drawn
plt.bar(range(10), p, color="C3")
plt.bar(test_labels[5], p[test_labels[5]], color="C2")
plt.xticks(range(10))
plt.xlabel("digit")
plt.ylabel("probability")
plt.show()

# %% softmax
scores = hidden @ W2 + b2
powers = np.exp(scores)
shares = powers / powers.sum()
for digit in range(10):
    print(f"{digit}: {scores[digit]:5.2f} {powers[digit]:7.2f} {shares[digit]:.3f}")
print("the same as Keras:", np.allclose(shares, p, atol=1e-5))

# %% shift
lifted = np.exp(scores + 50)
print((lifted / lifted.sum()).round(3))

# %% judged
answers = probabilities.argmax(axis=1)
sureness = probabilities.max(axis=1)
correct = answers == test_labels
odd_sureness = float(sureness[8])
print(f"test image 8: read as {answers[8]}, {odd_sureness:.0%} sure")

# %% answers
fig, axes = plt.subplots(2, 5, figsize=(6.4, 3.7))
for i, ax in enumerate(axes.flat):
    word = "" if correct[i] else "not "
    ax.imshow(test_images[i], cmap="gray_r")
    color = "C2" if correct[i] else "C1"
    ax.set_title(f"{word}{answers[i]}\n{sureness[i]:.0%}", color=color)
    ax.axis("off")
plt.show()

# %% mistakes
wrong = np.flatnonzero(~correct)
mistakes = len(wrong)
sure_right = float(sureness[correct].mean())
sure_wrong = float(sureness[wrong].mean())
print(f"{mistakes} mistakes")
print(f"mean sureness: {sure_right:.0%} when right, {sure_wrong:.0%} when wrong")
mean_sureness = float(sureness.mean())
print(f"mean sureness of all {mean_sureness:.1%}, accuracy {test_accuracy:.1%}")

# %% mistakes_drawn
surest = wrong[np.argsort(-sureness[wrong])][:10]
fig, axes = plt.subplots(2, 5, figsize=(6.4, 3.7))
for i, ax in zip(surest, axes.flat):
    ax.imshow(test_images[i], cmap="gray_r")
    ax.set_title(f"{test_labels[i]}, not {answers[i]}\n{sureness[i]:.0%}")
    ax.axis("off")
plt.show()

# %% one_layer
keras.utils.set_random_seed(1)
single = keras.Sequential()
single.add(keras.Input(shape=(784,)))
single.add(keras.layers.Dense(10, activation="softmax", kernel_initializer="zeros"))
single.compile("sgd", "categorical_crossentropy", steps_per_execution=125)
single.fit(x, y, epochs=10, verbose=0)
guesses = np.asarray(single(x_test))
single_accuracy = float((guesses.argmax(axis=1) == test_labels).mean())
print(f"{single.count_params()} parameters, {single_accuracy:.2%} right")

# %% templates
sign = LinearSegmentedColormap.from_list("sign", ["C1", "white", "C0"], N=31)
W, b = single.get_weights()
limit = np.abs(W).max()
fig, axes = plt.subplots(2, 5, figsize=(6.4, 3.1))
for digit, ax in enumerate(axes.flat):
    ax.imshow(W[:, digit].reshape(28, 28), cmap=sign, vmin=-limit, vmax=limit)
    ax.set_title(digit)
    ax.axis("off")
plt.show()

# %% evidence
three = x_test[18]
evidence = three @ W + b
fig, axes = plt.subplots(1, 2, figsize=(6.4, 3.4))
for digit, ax in zip((0, 3), axes):
    clues = three * W[:, digit]
    pro, con = clues[clues > 0].sum(), clues[clues < 0].sum()
    print(f"a {digit}? for {pro:.2f}, against {con:.2f}, bias {b[digit]:.2f}")
    ax.imshow(clues.reshape(28, 28), cmap=sign, vmin=-0.5, vmax=0.5)
    ax.set_title(f"a {digit}? {evidence[digit]:.1f}")
    ax.axis("off")
plt.show()

# %% hidden_weights
limit = np.abs(W1).max()
fig, axes = plt.subplots(2, 5, figsize=(6.4, 3.1))
for j, ax in enumerate(axes.flat):
    ax.imshow(W1[:, j].reshape(28, 28), cmap=sign, vmin=-limit, vmax=limit)
    ax.set_title(names[j])
    ax.axis("off")
plt.show()

# %% raw_images
try:
    model.predict(test_images, verbose=0)
except ValueError as error:
    print(error)

# %% unscaled
unscaled_accuracy = model.evaluate(x_test * 255, y_test, verbose=0)[1]
print(f"scaled {test_accuracy:.2%}, unscaled {unscaled_accuracy:.2%}")

# %% seeds
two_layers, one_layer = [test_accuracy], [single_accuracy]
p_one, mean_sure = [float(p[1])], [mean_sureness]
for seed in (2, 3, 4, 5):
    keras.utils.set_random_seed(seed)
    for original, accuracies in ((model, two_layers), (single, one_layer)):
        net = keras.Sequential.from_config(original.get_config())
        net.compile("sgd", "categorical_crossentropy", steps_per_execution=125)
        net.fit(x, y, epochs=10, verbose=0)
        guesses = np.asarray(net(x_test))
        accuracies.append(float((guesses.argmax(axis=1) == test_labels).mean()))
        if original is model:
            p_one.append(float(guesses[5, 1]))
            mean_sure.append(float(guesses.max(axis=1).mean()))

# %% spread
print("seed  two layers  one layer  sureness  p of the 1")
for seed, row in enumerate(zip(two_layers, one_layer, mean_sure, p_one), start=1):
    print("{:4} {:11.2%} {:10.2%} {:9.1%} {:11.3f}".format(seed, *row))
lowest, highest = min(two_layers), max(two_layers)
gap = 100 * (min(one_layer) - highest)
margin = 200 * float(np.sqrt(test_accuracy * (1 - test_accuracy) / 10000))
print(f"worst of one layer above best of two: {gap:.1f} points")
print(f"margin of a test on 10,000 images: {margin:.1f} points either way")

# %% spread_drawn
plt.plot(two_layers, [0] * 5, "o", color="C0")
plt.plot(one_layer, [1] * 5, "s", color="C0")
plt.yticks([0, 1], ["two layers", "one layer"])
plt.ylim(-0.5, 1.5)
plt.xticks([0.89, 0.9, 0.91, 0.92], ["89%", "90%", "91%", "92%"])
plt.xlabel("right on the test images")
plt.show()

# %% old_calls
for call in (
    lambda: model.evaluation(x_test, y_test),
    lambda: plt.figure().add_subplot(2, 20 / 2, 1),
    lambda: keras.layers.Dense(10, input_shape=(784,)),
):
    try:
        with warnings.catch_warnings(action="error"):
            call()
    except (AttributeError, ValueError, UserWarning) as error:
        print(f"{type(error).__name__}: {error}\n")
plt.close("all")
