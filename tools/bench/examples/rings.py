"""Two rings

A small network tells an inner ring from an outer one. Edition 0.
"""

# %% data
import keras
import numpy as np

keras.utils.set_random_seed(1)
angle = np.random.uniform(0, 2 * np.pi, 512)
label = np.arange(512) % 2
points = ((1 + label) * np.array([np.cos(angle), np.sin(angle)])).T

# %% train
model = keras.Sequential(
    [
        keras.Input(shape=(2,)),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ]
)
model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
history = model.fit(points, label, epochs=20, verbose=0)
print(f"accuracy on the rings: {history.history['accuracy'][-1]:.2f}")
