# %% setup
# Needs: pip install tensorflow
import math

import keras
import numpy as np

keras.utils.set_random_seed(1)

# %% scores
article_sum = 0.9 + 25 * 0.1
powers = np.exp([0, 0.1])
close_shares = powers / powers.sum()
print(f"0.9 + 25 x 0.1 = {article_sum:.1f}")
print("softmax of 0 and 0.1:", close_shares.round(3))

# %% gradient
slope_x, slope_y = 5.0, 25 * 1.0
angle = math.degrees(math.atan2(slope_y, slope_x) - math.atan2(1, 5))
print(f"downhill at (5, 1) is {angle:.1f} degrees off the way to the minimum")

# %% sizes
for step in (1, 2):
    same_size, valid_size = math.ceil(50 / step), (50 - 4) // step + 1
    print(f"step {step}: same {same_size}, valid {valid_size}; Keras:", end="")
    for padding in ("same", "valid"):
        layer = keras.layers.Conv2D(1, 4, step, padding)
        print(f" {layer(np.zeros((1, 50, 50, 1))).shape[1]}", end="")
    print()
layer = keras.layers.Conv2D(64, 6)
layer.build((None, 25, 25, 32))
print("64 channels from 32:", [tuple(table.shape) for table in layer.weights])

# %% batch_norm
rng = np.random.default_rng(1)
first = rng.normal(5, 2, 1000)
batch = np.stack([first, 3 * first + rng.normal(0, 1, 1000)], axis=1)
normal = np.asarray(keras.layers.BatchNormalization()(batch, training=True))
before, after = np.corrcoef(batch.T)[0, 1], np.corrcoef(normal.T)[0, 1]
print(f"correlation before {before:.4f}, after {after:.4f}")
gamma, beta = batch.std(axis=0), batch.mean(axis=0)
for name, values in (("this batch", batch), ("another batch", batch[:100] + 4)):
    undone = gamma * (values - values.mean(axis=0)) / values.std(axis=0) + beta
    print(f"{name}: off by {np.abs(undone - values).mean():.1f} on average")
left_over = float(np.abs(undone - values).mean())
