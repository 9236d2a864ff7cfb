/** Configs that `augmix init` writes, by name. */
export const runTemplates: Readonly<Record<string, string>> = {
  small: `# A small residual network, trained with AugMix and the Jensen–Shannon loss in a few minutes on a CPU.
seed: 1
dataset: cifar10
validation: 5000            # images kept out of training to choose the best checkpoint
trainImages: 20000
augmentation: { type: augmix, severity: 3 }   # or: none, cutout
views: [clean, augmented, augmented]
loss: { type: jensen-shannon, weight: 12 }
model: { type: wide-resnet, depth: 10, widen: 1, stemStride: 2 }
optimizer: { type: sgd, learningRate: 0.1, weightDecay: 0.0005 }
trainer: { epochs: 2, batchSize: 64 }
`,
  paper: `# The paper's recipe for CIFAR-10 (Hendrycks et al., ICLR 2020): WRN-40-2, 100 epochs.
# On a CPU this takes weeks; it is meant for a faster backend.
seed: 1
dataset: cifar10
augmentation: { type: augmix, severity: 3, width: 3, depth: -1, alpha: 1 }
views: [clean, augmented, augmented]
loss: { type: jensen-shannon, weight: 12 }
model: { type: wide-resnet, depth: 40, widen: 2 }
optimizer: { type: sgd, learningRate: 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.0005 }
schedule: { type: cosine, minimum: 0.000001 }
trainer: { epochs: 100, batchSize: 128 }
`,
};
