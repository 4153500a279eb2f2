"""A line through points

A network of one neuron finds slope and intercept. Edition 0.
"""

# %% data
import keras
import numpy as np

keras.utils.set_random_seed(1)
x = np.linspace(-1, 1, 256).reshape(-1, 1)
slope = 3.0
y = slope * x + 1

# %% train
model = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(1)])
model.compile(loss="mse", optimizer=keras.optimizers.SGD(learning_rate=0.05))
history = model.fit(x, y, epochs=10, verbose=0)
print(f"loss of the line: {history.history['loss'][-1]:.3f}")
