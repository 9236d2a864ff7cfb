import { z } from '@augmix/core';

/** The processors that a TensorFlow library can have kernels for; one with `gpu` also runs without a GPU. */
export const devices = ['cpu', 'gpu'] as const;

/** What a TensorFlow library has kernels for. */
export type Device = (typeof devices)[number];

/** Name of the file that makes a folder an installation: it is there only when everything else is. */
export const manifestName = 'manifest.json';

const path = z.string().min(1);

/** `manifest.json`: all paths are relative to its folder. */
export const manifestSchema = z.object({
  format: z.literal(1),
  version: z.string().min(1),
  device: z.enum(devices),
  tfjsNode: z.string(),
  package: path,
  addon: path,
  addonBuild: z.enum(['compiled', 'prebuilt']),
  libraries: path,
  wheel: z.object({ name: z.string(), sha256: z.string().optional() }),
  installedAt: z.string(),
  sizes: z.record(z.string(), z.number()),
});

export type Manifest = z.infer<typeof manifestSchema>;
