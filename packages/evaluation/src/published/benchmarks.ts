import cifar100C from './data/cifar100-c.json' with { type: 'json' };
import cifar10C from './data/cifar10-c.json' with { type: 'json' };
import cifar10P from './data/cifar10-p.json' with { type: 'json' };
import imagenetC from './data/imagenet-c.json' with { type: 'json' };
import imagenetP from './data/imagenet-p.json' with { type: 'json' };
import type { ComparedNumbers, PublishedRow, PublishedSource } from './published-row.js';

/** A row as it stands in a file: sources by key, values by corruption in the order of the benchmark's names. */
interface StoredRow
  extends
    Omit<ComparedNumbers, 'perCorruption' | 'corruptionErrors'>,
    Pick<PublishedRow, 'method' | 'model' | 'origin'> {
  source: string;
  via?: string;
  perCorruption?: number[];
  corruptionErrors?: number[];
}

/** A test set with what has been published about it. */
export interface Benchmark {
  title: string;
  /** The severity table that its images were made with. */
  preset: string;
  /** How many clean test images it is made from. */
  images: number;
  /** How the published images are stored, which is part of what a network sees. */
  stored: string;
  severities?: number[];
  corruptions?: string[];
  perturbations?: string[];
  sources: Partial<Record<string, PublishedSource>>;
  rows: StoredRow[];
}

export const benchmarks = {
  'cifar10-c': cifar10C as Benchmark,
  'cifar100-c': cifar100C as Benchmark,
  'imagenet-c': imagenetC as Benchmark,
  'cifar10-p': cifar10P as Benchmark,
  'imagenet-p': imagenetP as Benchmark,
};
