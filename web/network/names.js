// Names that options may have for values; the modules of the same name say what they do.

export const ACTIVATION_NAMES = ["linear", "relu", "sigmoid", "tanh", "gelu", "softmax"]
export const INITIALIZER_NAMES = [
  "zeros",
  "ones",
  "glorot_uniform",
  "glorot_normal",
  "he_uniform",
  "he_normal",
  "lecun_uniform",
  "lecun_normal",
  "random_uniform",
  "random_normal",
  "orthogonal",
]
