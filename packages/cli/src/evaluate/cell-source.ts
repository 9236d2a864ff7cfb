import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  AugmixError,
  type AnyPlugin,
  type Dataset,
  type DatasetSplit,
  type Image,
  type Registry,
  type ResolvedRef,
} from '@augmix/core';
import type { Preset } from '@augmix/corruptions';
import { cifar10C, cifar100C, openPerturbationSequences, type ImageFolderSplit } from '@augmix/data/node';
import { cellName, type Cell, type CellImages } from '@augmix/evaluation';
import { createCorrupter, type Corrupter, type CorrupterSpec } from '../corrupt/corrupter.js';
import { createPerturber, type Perturber, type PerturberSpec } from '../perturb/perturber.js';
import { fitImage, type ImageFit } from './fit-images.js';
import { presetOfSize } from './preset-of-size.js';

type WithoutPreset<Spec> = Omit<Spec, 'preset'>;

/** Where the images of an evaluation come from; plain JSON, so that worker threads can be told. */
export interface CellSourceSpec {
  dataset: ResolvedRef;
  /** Folder that relative paths in the data set's options start from. */
  folder: string;
  /** How corrupted images are made of clean ones. */
  corrupter: WithoutPreset<CorrupterSpec>;
  /** Folder of corrupted images that exist already, instead: a benchmark's files. From the current folder. */
  corruptedFolder?: string;
  /** How sequences are made of clean images. */
  perturber: WithoutPreset<PerturberSpec>;
  /** Whose severities are meant; default: the benchmark whose images are nearest in size to those that are corrupted. */
  preset?: Preset;
  /** Folder of sequences that exist already, instead. From the current folder. */
  perturbedFolder?: string;
}

/** Opens the images of cells. */
export class CellSource {
  readonly #registry: Registry<AnyPlugin>;
  readonly #spec: CellSourceSpec;
  readonly dataset: Dataset;
  /** The clean images, of one size. */
  readonly clean: DatasetSplit;
  readonly #fit: ImageFit;
  readonly #fileOf: ((index: number) => string) | undefined;
  readonly #corrupt: Corrupter;
  readonly #perturb: Perturber;
  /** The cell that was opened last, which is nearly always the next one that is asked for. */
  #latest?: { name: string; images: Promise<CellImages> };

  private constructor(
    registry: Registry<AnyPlugin>,
    spec: CellSourceSpec,
    parts: { dataset: Dataset; clean: DatasetSplit; fit: ImageFit; corrupt: Corrupter; perturb: Perturber },
    fileOf?: (index: number) => string,
  ) {
    this.#registry = registry;
    this.#spec = spec;
    this.dataset = parts.dataset;
    this.clean = parts.clean;
    this.#fit = parts.fit;
    this.#fileOf = fileOf;
    this.#corrupt = parts.corrupt;
    this.#perturb = parts.perturb;
  }

  /**
   * @param fit what the networks take. Images of many sizes are made to fit before they are corrupted, as ImageNet-C's
   * were; those of a data set that has one size afterwards, as is done with CIFAR-10-C for larger networks.
   */
  static async open(
    registry: Registry<AnyPlugin>,
    spec: CellSourceSpec,
    dataset: Dataset,
    fit: ImageFit,
  ): Promise<CellSource> {
    const preset = spec.preset ?? presetOfSize(dataset.shape ?? fit);
    const corrupt = await createCorrupter(registry, { ...spec.corrupter, preset });
    const perturb = await createPerturber(registry, { ...spec.perturber, preset });
    const split = await dataset.open('test');
    const { file } = split as Partial<ImageFolderSplit>;
    if (dataset.shape)
      return new CellSource(registry, spec, { dataset, clean: split, fit, corrupt, perturb }, file);
    const clean: DatasetSplit = {
      length: split.length,
      label: (index) => split.label(index),
      read: async (index) => fitImage(await split.read(index), fit),
      close: () => split.close?.(),
    };
    return new CellSource(registry, spec, { dataset, clean, fit, corrupt, perturb }, file);
  }

  /**
   * The images of a cell; they stay open until another cell is asked for.
   *
   * @throws AugmixError what opening a data set throws
   */
  async images(cell: Cell): Promise<CellImages> {
    const name = cellName(cell);
    if (this.#latest?.name !== name) {
      await this.#closeLatest();
      this.#latest = { name, images: this.#open(cell).then((images) => this.#fitted(cell, images)) };
    }
    return this.#latest!.images;
  }

  #fitted(cell: Cell, images: CellImages): CellImages {
    const fit = this.dataset.shape ? this.#fit : this.#fitOfFiles(cell);
    if (!fit) return images;
    return {
      ...images,
      read: async (index) => (await images.read(index)).map((image) => fitImage(image, fit)),
      close: () => images.close?.(),
    };
  }

  /** ImageNet-C's files are cut out already: those that fit are left as they are, for another resize would magnify them. */
  #fitOfFiles(cell: Cell): ImageFit | undefined {
    if (this.folderOf(cell) === undefined) return undefined;
    const { height, width, resize } = this.#fit;
    return { height, width, resize, keepFitting: true };
  }

  /** The file of a clean image, where each has its own. */
  fileOf({ kind }: Cell): ((index: number) => string) | undefined {
    return kind === 'clean' ? this.#fileOf : undefined;
  }

  /** Where the images of a cell are read from, when they are not made of the clean ones. */
  folderOf({ kind }: Cell): string | undefined {
    const { corruptedFolder, perturbedFolder } = this.#spec;
    if (kind === 'clean') return undefined;
    return kind === 'corruption' ? corruptedFolder : perturbedFolder;
  }

  async close(): Promise<void> {
    await this.#closeLatest();
    this.clean.close?.();
  }

  async #closeLatest(): Promise<void> {
    const images = await this.#latest?.images.catch(() => undefined);
    this.#latest = undefined;
    images?.close?.();
  }

  async #open(cell: Cell): Promise<CellImages> {
    const { clean } = this;
    const label = (index: number): number => clean.label(index);
    switch (cell.kind) {
      case 'clean':
        return { length: clean.length, frames: 1, label, read: async (index) => [await clean.read(index)] };
      case 'corruption': {
        if (this.#spec.corruptedFolder !== undefined) return this.#openCorrupted(cell);
        const { corruption, severity } = cell;
        const read = async (index: number): Promise<Image[]> => [
          this.#corrupt(await clean.read(index), { corruption, severity, index }),
        ];
        return { length: clean.length, frames: 1, label, read };
      }
      case 'perturbation': {
        if (this.#spec.perturbedFolder !== undefined) return this.#openPerturbed(cell.perturbation);
        const { perturbation } = cell;
        const read = async (index: number): Promise<Image[]> =>
          this.#perturb(await clean.read(index), { perturbation, index });
        return { length: clean.length, frames: (await read(0)).length, read };
      }
    }
  }

  /** `<corruption>.npy` as in CIFAR-10-C, or `<corruption>/<severity>/<class>/` as in ImageNet-C. */
  async #openCorrupted({ corruption, severity }: Cell & { kind: 'corruption' }): Promise<CellImages> {
    const { folder, corruptedFolder, dataset: clean } = this.#spec;
    const root = resolve(corruptedFolder!);
    const tree = join(root, corruption, String(severity));
    let dataset: Dataset;
    if (existsSync(tree)) {
      const stated = clean.type === 'imagefolder' ? clean['classes'] : undefined;
      const options = {
        type: 'imagefolder',
        folder: tree,
        test: '.',
        classes: stated ?? [...this.dataset.classes],
      };
      dataset = await this.#registry.create('dataset', options, { folder });
    } else {
      requireFile(join(root, `${corruption}.npy`), tree);
      const openFiles = this.dataset.classes.length === 100 ? cifar100C : cifar10C;
      dataset = openFiles({ folder: root, corruption, severity, partial: true });
    }
    const split = await dataset.open('test');
    return {
      length: split.length,
      frames: 1,
      label: (index) => split.label(index),
      read: async (index) => [await split.read(index)],
      close: () => split.close?.(),
    };
  }

  async #openPerturbed(perturbation: string): Promise<CellImages> {
    const root = resolve(this.#spec.perturbedFolder!);
    const sequences = await openPerturbationSequences(join(root, `${perturbation}.npy`));
    return {
      length: sequences.length,
      frames: sequences.frames,
      read: (index) => sequences.read(index),
      close: () => sequences.close(),
    };
  }
}

function requireFile(file: string, tree: string): void {
  if (existsSync(file)) return;
  throw new AugmixError('DATA_MISSING', 'there are no such corrupted images', {
    file,
    expected: `this file, as in CIFAR-10-C, or the folder ${tree}, as in ImageNet-C`,
  });
}

/**
 * Refuses images that a benchmark's files do not hold for the same records: other labels, or fewer images.
 *
 * @throws AugmixError `DATA_INVALID`
 */
export function checkSameRecords(
  cell: Cell,
  images: CellImages,
  clean: DatasetSplit,
  { count, file }: { count: number; file?: string },
): void {
  const name = cellName(cell);
  if (images.length < count) {
    throw new AugmixError('DATA_INVALID', `${name} has ${images.length} images`, {
      file,
      expected: `at least ${count}, as many as are judged`,
      suggestion: 'lower --images',
    });
  }
  if (!images.label) return;
  for (let index = 0; index < count; index++) {
    if (images.label(index) === clean.label(index)) continue;
    throw new AugmixError(
      'DATA_INVALID',
      `image ${index} of ${name} has label ${images.label(index)}, the clean one has ${clean.label(index)}`,
      { file, expected: 'the corrupted images of the same data set, in the same order' },
    );
  }
}
