# %% setup
# Needs: pip install tensorflow matplotlib
import keras
import matplotlib.pyplot as plt
import numpy as np

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
fig, axes = plt.subplots(2, 10, figsize=(6.4, 1.7))
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
vector = scaled.reshape(784)
print(scaled.shape, "becomes", vector.shape)
print(f"row 8, column 15: {scaled[8, 15]:.2f}; place 239: {vector[8 * 28 + 15]:.2f}")
print("nothing is lost:", np.array_equal(vector.reshape(28, 28), scaled))

# %% one_hot
for label, code in zip(labels[15:20], y[15:20]):
    print(label, "becomes", code)

# %% neuron
W1, b1, W2, b2 = model.get_weights()
z = vector @ W1 + b1
hidden = 1 / (1 + np.exp(-z))
names = "ABCDEFGHIJ"
for name, total, answer in zip(names, z, hidden):
    print(f"neuron {name}: z = {total:5.2f}, answer {answer:.2f}")

# %% neuron_drawn
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
outputs = model.predict(x_test, verbose=0)
p_right = outputs[np.arange(10000), test_labels]
share_clear, share_odd = p_right[5], p_right[8]
loss_clear, loss_odd = -np.log(share_clear), -np.log(share_odd)
print(f"test image 5: share {share_clear:.3f}, loss {loss_clear:.2f}")
print(f"test image 8: share {share_odd:.3f}, loss {loss_odd:.2f}")
guessing_loss = float(np.log(10))
print(f"ten equal shares: loss {guessing_loss:.2f}")

# %% loss_curve
losses = history.history["loss"]
plt.plot(range(1, 11), losses, "o-", color="C0")
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
for row in zip(article, history.history["loss"], run.history["loss"]):
    print("{:7.3f} {:10.3f} {:11.3f}".format(*row))

# %% predict
p = outputs[5]
print(p.round(3))
print(f"sum {p.sum():.3f}, answer {p.argmax()}, label {test_labels[5]}")

# %% predict_drawn
plt.bar(range(10), p, color="C3")
plt.bar(test_labels[5], p[test_labels[5]], color="C2")
plt.xticks(range(10))
plt.xlabel("digit")
plt.ylabel("share")
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
answers = outputs.argmax(axis=1)
sureness = outputs.max(axis=1)
correct = answers == test_labels
odd_sureness = float(sureness[8])
print(f"test image 8: read as {answers[8]}, {odd_sureness:.0%} sure")
wrong = np.flatnonzero(~correct)
sure_right, sure_wrong = (float(sureness[which].mean()) for which in (correct, wrong))
print(f"mean sureness: {sure_right:.0%} when right, {sure_wrong:.0%} when wrong")
mean_sureness = float(sureness.mean())
print(f"all: {mean_sureness:.1%} sure, {test_accuracy:.1%} right, {len(wrong)} wrong")

# %% answers
fig, axes = plt.subplots(2, 5, figsize=(6.4, 3.7))
for i, ax in enumerate(axes.flat):
    word = "" if correct[i] else "not "
    ax.imshow(test_images[i], cmap="gray_r")
    color = "C2" if correct[i] else "C1"
    ax.set_title(f"{word}{answers[i]}\n{sureness[i]:.0%}", color=color)
    ax.axis("off")
plt.show()

# %% mistakes_drawn
surest = wrong[np.argsort(-sureness[wrong])][:10]
fig, axes = plt.subplots(2, 5, figsize=(6.4, 3.7))
for i, ax in zip(surest, axes.flat):
    ax.imshow(test_images[i], cmap="gray_r")
    ax.set_title(f"{test_labels[i]}, not {answers[i]}\n{sureness[i]:.0%}")
    ax.axis("off")
plt.show()

# %% unscaled
unscaled_accuracy = model.evaluate(x_test * 255, y_test, verbose=0)[1]
print(f"scaled {test_accuracy:.2%}, unscaled {unscaled_accuracy:.2%}")

# %% seeds
rates, right, sure = (0.01, 0.1), [[], []], [[], []]
for k, rate in enumerate(rates):
    for seed in range(1, 6):
        keras.utils.set_random_seed(seed)
        net = keras.Sequential.from_config(model.get_config())
        sgd = keras.optimizers.SGD(rate)
        net.compile(sgd, "categorical_crossentropy", steps_per_execution=125)
        net.fit(x, y, epochs=10, verbose=0)
        outputs = np.asarray(net(x_test))
        right[k].append(float((outputs.argmax(axis=1) == test_labels).mean()))
        sure[k].append(float(outputs.max(axis=1).mean()))
        print(f"rate {rate}: {right[k][-1]:.1%} right, {sure[k][-1]:.1%} sure")

# %% spread
(lowest, highest), (fast_lowest, fast_highest) = ((min(run), max(run)) for run in right)
margin = 200 * float(np.sqrt(test_accuracy * (1 - test_accuracy) / 10000))
between = margin * 2**0.5
print(f"margin of a test on 10,000 images: {margin:.1f} points either way")
print(f"margin of the difference between two such tests: {between:.1f} points")

# %% spread_drawn
plt.plot(right[0], [0] * 5, "o", color="C0")
plt.plot(right[1], [1] * 5, "s", color="C1")
plt.yticks([0, 1], ["rate 0.01", "rate 0.1"])
plt.ylim(-0.5, 1.5)
plt.gca().xaxis.set_major_formatter("{x:.0%}")
plt.xlabel("right on the test images")
plt.show()

# %% lit tags=["hide"]
from weave.engine.networks import describe, show  # noqa: E402

show(describe(model, x_test[5]))

# %% own tags=["hide"]
from weave.engine.kept import keep  # noqa: E402

missed = test_images[surest].reshape(-1, 784)
keep(model, x_test[:104], mistakes=missed, labels=test_labels[surest])
