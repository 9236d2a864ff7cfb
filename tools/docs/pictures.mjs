// Pictures for the reference, made by the plugins themselves of photographs that anybody may use.
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { createImage, keyedStream } from '@augmix/core';
import { corruptionStream, perturbationStream } from '@augmix/corruptions';
import { contactSheet } from '@augmix/data';
import { contrast, resize } from '@augmix/ops';

const photographs = new URL('../../packages/corruptions/tests/golden/images/', import.meta.url);

async function photograph(name, side) {
  const { data } = await sharp(readFileSync(new URL(`${name}.png`, photographs)))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return resize(createImage(224, 224, 3, new Uint8Array(data)), { width: side, height: side });
}

const names = ['chelsea', 'coffee', 'astronaut'];
const large = await Promise.all(names.map((name) => photograph(name, 112)));
// Of the size that the preset `tiny` is for.
const small = await photograph('chelsea', 64);

/** Options that show more on a picture of this size than the defaults, which are for 32 or 224 pixels. */
const shownOptions = {
  'op/pad_crop': [{ padding: 14 }],
  'op/cutout': [{ share: 0.4 }],
  'op/random_resized_crop': [{ size: 112 }],
  'op/center_crop': [32, 48, 64, 80, 96].map((size) => ({ size })),
  'op/resize': [16, 32, 48, 64, 80].map((size) => ({ size })),
  'augmentation/cutout': [{ length: 56 }],
  'augmentation/patch-noise': [{ size: 56 }],
};

const shown = (value) =>
  JSON.stringify(value, (_, inner) => (typeof inner === 'number' ? Number(inner.toPrecision(4)) : inner));
const optionsText = (options) => (Object.keys(options).length > 0 ? ` with \`${shown(options)}\`` : '');

// Draws the largest level that a severity admits, and one sign for all.
const largest = {
  uint32: () => 0,
  random: () => 0,
  uniform: (low, high) => high,
  integer: (low, high) => high - 1,
  normal: () => 1,
};
const drawn = (index, purpose = 'view') => keyedStream({ seed: 1, purpose, index });

/** What differs between arguments, key by key: "`degrees` 6, 12, 18". */
function differences(list) {
  const varies = (key) => new Set(list.map((args) => shown(args[key]))).size > 1;
  const keys = Object.keys(list[0] ?? {}).filter(varies);
  return keys.map((key) => `\`${key}\` ${list.map((args) => shown(args[key])).join(', ')}`).join('; ');
}

const levels = [2, 4, 6, 8, 10];

function chainPicture(op) {
  const args = levels.map((level) => op.fromSeverity(largest, level, large[0]));
  if (new Set(args.map(shown)).size === 1) {
    const faint = large.map((image) => contrast(image, { factor: 0.5 }));
    return {
      tiles: [faint, faint.map((image) => op.apply(image, args[0]))],
      caption:
        'It draws nothing and has no level. Above: photographs of half their contrast; below: what it makes of them.',
    };
  }
  return {
    tiles: [[large[0], ...args.map((each) => op.apply(large[0], each))]],
    caption: `The photograph, and the op at levels ${levels.slice(0, -1).join(', ')} and ${levels.at(-1)}: ${differences(args)}.`,
  };
}

async function opPicture(create, settings) {
  const ops = await Promise.all(settings.map(create));
  if (ops[0].fromSeverity) return chainPicture(ops[0]);
  const apply = (op, index) => op.apply(large[0], op.sample?.(drawn(index), large[0]) ?? {});
  if (ops.length > 1) {
    return {
      tiles: [[large[0], ...ops.map(apply)]],
      caption: `The photograph, and the transform with ${differences(settings)}.`,
    };
  }
  const views = [0, 1, 2, 3, 4].map((index) => apply(ops[0], index));
  return {
    tiles: [[large[0], ...views]],
    caption: `The photograph, and five draws${optionsText(settings[0])}.`,
  };
}

/** A float32 view as 8-bit levels. */
const rounded = (image, view) => ({
  ...image,
  data: Uint8Array.from(view, (value) => Math.min(255, Math.max(0, Math.round(value * 255)))),
});
const unitRange = { mean: [0], std: [1] };

async function augmentationPicture(create, [options]) {
  const augmentation = await create(options);
  const [image] = large;
  const traces = [0, 1, 2, 3, 4].map((index) => augmentation.sample(drawn(index), image));
  const views = traces.map((trace) => {
    const view = new Float32Array(image.data.length);
    augmentation.render(image, trace, unitRange, view);
    return rounded(image, view);
  });
  return {
    tiles: [[image, ...views]],
    caption: `The photograph, and five views of it${optionsText(options)}, drawn as these traces say (numbers are rounded here):`,
    traces: traces.map(shown),
  };
}

async function batchPicture(create, [options]) {
  const augmentation = await create(options);
  const [{ width, height, channels }] = large;
  const length = width * height * channels;
  const count = large.length;
  const data = new Float32Array(count * length);
  large.forEach((image, place) =>
    image.data.forEach((value, at) => (data[place * length + at] = value / 255)),
  );
  const labels = { data: new Float32Array(count * count), classes: count };
  large.forEach((_, place) => (labels.data[place * count + place] = 1));
  const trace = augmentation.sample(keyedStream({ seed: 10, purpose: 'batch' }), count, large[0]);
  augmentation.apply({ data, count, width, height, channels }, labels, trace);
  const mixed = large.map((image, place) =>
    rounded(image, data.subarray(place * length, (place + 1) * length)),
  );
  const rows = large.map((_, place) => shown([...labels.data.subarray(place * count, (place + 1) * count)]));
  return {
    tiles: [large, mixed],
    caption: `Above: a batch of three photographs; below: the same, mixed. Their labels become ${rows.map((row) => `\`${row}\``).join(', ')}. The trace, with rounded numbers:`,
    traces: [shown(trace)],
  };
}

async function corruptionPicture(create, [options], name) {
  const preset = 'preset' in options ? ', preset `tiny`, which is for this size' : '';
  const corruption = await create(options);
  const images = [1, 2, 3, 4, 5].map((severity) => {
    const stream = corruptionStream({ seed: 0, corruption: name, severity, index: 0 });
    return corruption.apply(small, corruption.sample(stream, severity, small));
  });
  return {
    tiles: [[small, ...images]],
    scale: 2,
    caption: `A photograph of 64×64 pixels, and severities 1 to 5${preset}. Every pixel is doubled.`,
  };
}

async function perturbationPicture(create, [options], name) {
  const perturbation = await create(options);
  const stream = perturbationStream({ seed: 0, perturbation: name, index: 0 });
  const frames = [...perturbation.frames(small, perturbation.sample(stream, small))];
  const places = [0, 1, 2, 3, 4, 5].map((step) => Math.round((step * (frames.length - 1)) / 5));
  return {
    tiles: [places.map((place) => frames[place])],
    scale: 2,
    caption: `Frames ${places.map((place) => place + 1).join(', ')} of ${frames.length}: a photograph of 64×64 pixels, preset \`tiny\`, which is for this size. Every pixel is doubled.`,
  };
}

const makers = {
  op: opPicture,
  augmentation: augmentationPicture,
  'batch-augmentation': batchPicture,
  corruption: corruptionPicture,
  perturbation: perturbationPicture,
};

/** Kinds whose plugins have a picture. */
export const picturedKinds = Object.keys(makers);

/**
 * The picture of a plugin: `tiles`, rows of images; `sheet`, all of them in one; `caption` and, for augmentations,
 * `traces` in Markdown.
 */
export async function pictureOf({ kind, name }, needed, registry) {
  const preset = kind === 'corruption' || kind === 'perturbation' ? { preset: 'tiny' } : {};
  const given = shownOptions[`${kind}/${name}`] ?? [{}];
  const settings = given.map((options) => ({ ...needed, ...('preset' in needed ? preset : {}), ...options }));
  const create = (options) => registry.create(kind, { type: name, ...options });
  const picture = await makers[kind](create, settings, name);
  return { ...picture, sheet: contactSheet(picture.tiles, { scale: picture.scale ?? 1, gap: 4 }) };
}

export const encode = ({ data, width, height, channels }) =>
  sharp(data, { raw: { width, height, channels } })
    .webp({ quality: 82, smartSubsample: true, effort: 6 })
    .toBuffer();

/**
 * Whether a file shows what an image is. An encoder of another version, or on another processor, may round otherwise, so
 * what counts is what one sees.
 */
export async function looksLike(file, sheet) {
  const decode = (input) => sharp(input).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const [found, fresh] = await Promise.all([decode(file), encode(sheet).then(decode)]);
  if (found.info.width !== fresh.info.width || found.info.height !== fresh.info.height) return false;
  return fresh.data.every((value, at) => Math.abs(value - found.data[at]) <= 8);
}
