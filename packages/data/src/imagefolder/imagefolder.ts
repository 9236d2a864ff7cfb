import { join, resolve } from 'node:path';
import {
  AugmixError,
  type Dataset,
  type DatasetSplit,
  type Image,
  type Size,
  type SplitName,
} from '@augmix/core';
import { centerCrop, resizeAndCrop, resize as resizeImage } from '@augmix/ops';
import { readImage } from '../image-files.js';
import { classList, readClassList, type ClassesOption, type ClassList } from './class-list.js';
import { findClassFolders } from './find-pictures.js';
import { findRecords } from './find-records.js';
import { findSplitFolders, splitFolder, type SplitFolders } from './split-folders.js';

/** Options of the data set `imagefolder`. */
export interface ImageFolderOptions {
  /** Folder with `train` and `test` (or `val`), or with the class folders themselves. */
  folder: string;
  /** Sub-folder to train on (default: `train`). */
  train?: string;
  /** Sub-folder to judge with (default: the first of `test`, `val` and `validation`, or `folder` when it has no splits). */
  test?: string;
  /** Length of the shorter side, or width and height, that pictures are resized to. */
  resize?: number | Size;
  /** Side of the square that is then cut out of the middle. */
  size?: number;
  /** Whether a picture that cannot be read is an error, or left out (default: `fail`). */
  onError?: 'fail' | 'skip';
  /** Class folders in label order, the label of each, or a file with either (default: the class folders, sorted). */
  classes?: ClassesOption | string;
}

/** What {@link imageFolder} is told besides its options. */
export interface ImageFolderContext {
  /** Where relative paths start; default: the current folder. */
  folder?: string;
  /** Is told in one line each which pictures are left out. */
  log?: (line: string) => void;
}

/** Labelled pictures in class folders; every image is RGB. */
export interface ImageFolderSplit extends DatasetSplit {
  /** The picture, resized and cropped as the options say. */
  read(index: number): Promise<Image>;
  /** The picture in its own size, which is what transforms start from. */
  readOriginal(index: number): Promise<Image>;
  /** Path of a record's file. */
  file(index: number): string;
}

/** A folder of pictures as a data set. */
export interface ImageFolderDataset extends Dataset {
  readonly normalization: NonNullable<Dataset['normalization']>;
  open(split: SplitName): Promise<ImageFolderSplit>;
}

/** Mean and deviation of the colours of ImageNet. */
const imagenet = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] };

/**
 * Pictures in folders that are named after their classes: PNG, JPEG and WebP files, also below the class folders.
 *
 * Records are sorted by class folder, then by folder and name, as in torchvision's `ImageFolder`; names that start with a dot are
 * not looked at, and links are followed. Grey becomes RGB, alpha is left out, and the EXIF orientation is applied. `resize` and
 * `size` make what {@link ImageFolderSplit.read} gives; a run's transforms start from the picture in its own size.
 *
 * @throws AugmixError `DATA_MISSING` for a folder that does not exist or has no class folders, `DATA_INVALID` or
 * `CONFIG_INVALID_VALUE` for classes that are none; from `open`: `DATA_MISSING` for a split that is not there or a class folder
 * without pictures, `DATA_INVALID` for a folder of no known class; from `read`: `IMAGE_NOT_FOUND`, `IMAGE_UNREADABLE`
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { imageFolder, writePng } from '@augmix/data/node';
 * await writePng('animals/test/cat/tom.png', createImage(40, 30, 3));
 * await writePng('animals/test/dog/rex.png', createImage(30, 60, 1));
 * const animals = await imageFolder({ folder: 'animals', resize: 20, size: 16 });
 * animals.classes; // => ['cat', 'dog']
 * const test = await animals.open('test');
 * test.label(1); // => 1
 * const { width, height, channels } = await test.read(1);
 * [width, height, channels]; // => [16, 16, 3]
 * (await test.readOriginal(1)).height; // => 60
 * ```
 */
export async function imageFolder(
  options: ImageFolderOptions,
  context: ImageFolderContext = {},
): Promise<ImageFolderDataset> {
  const { train, test } = options;
  const root = resolve(context.folder ?? '', options.folder);
  const folders = await findSplitFolders(root, { train, test });
  const classes = await classesOf(options, folders, context.folder);
  return {
    classes: classes.names,
    shape: shapeOf(options),
    normalization: imagenet,
    async open(name) {
      const folder = splitFolder(folders, name, root);
      const { files, labels } = await findRecords(folder, classes, options.onError === 'skip', context.log);
      const file = (index: number): string => {
        checkIndex(index, files.length);
        return join(folder, files[index]);
      };
      const readOriginal = (index: number) => readImage(file(index), { channels: 3 });
      return {
        length: files.length,
        file,
        label(index) {
          checkIndex(index, files.length);
          return labels[index];
        },
        readOriginal,
        read: async (index) => judged(await readOriginal(index), options),
      };
    },
  };
}

/** The stated classes, else the class folders to train on, else those to judge with. */
async function classesOf(
  { classes }: ImageFolderOptions,
  { train, test }: SplitFolders,
  start = '',
): Promise<ClassList> {
  if (typeof classes === 'string') return readClassList(resolve(start, classes));
  if (classes) return classList(classes, 'the option `classes`', { path: 'classes' });
  const folder = train ?? test!;
  return classList(await findClassFolders(folder), folder);
}

function shapeOf({ resize, size }: ImageFolderOptions): Dataset['shape'] {
  if (size !== undefined) return { width: size, height: size, channels: 3 };
  return typeof resize === 'object' ? { ...resize, channels: 3 } : undefined;
}

function judged(image: Image, { resize, size }: ImageFolderOptions): Image {
  const args = typeof resize === 'number' ? { size: resize } : resize;
  const crop = size === undefined ? undefined : { width: size, height: size };
  if (args && crop) return resizeAndCrop(image, { resize: args, crop });
  if (crop) return centerCrop(image, crop);
  return args ? resizeImage(image, args) : image;
}

function checkIndex(index: number, length: number): void {
  if (Number.isInteger(index) && index >= 0 && index < length) return;
  throw new AugmixError('INVALID_ARGUMENT', `there is no record ${index}`, { expected: `0 … ${length - 1}` });
}
