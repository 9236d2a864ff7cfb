import type { ResolvedRef, ResolvedRunConfig } from '@augmix/core';
import type { MeasuredValue } from './judge-cell.js';

/** Where the corrupted images or sequences of an evaluation came from. */
export type ImageSource =
  | { source: 'generated'; preset: string; seed: number; frost?: string; jpegQuality?: number }
  | { source: 'files'; folder: string }
  /** Saved logits do not say. */
  | { source: 'logits' };

/** What was judged on. */
export interface EvaluationData {
  /** The data set; saved logits have none. */
  dataset?: ResolvedRef;
  classes: number;
  /** Test images judged: the first ones. */
  images: number;
  /** Test images that there are. */
  available: number;
  corruptions?: ImageSource & { names: string[]; severities: number[] };
  perturbations?: ImageSource & { names: string[]; difficulty: number };
}

/** A model that was judged. */
export interface JudgedModelInfo {
  name: string;
  kind: 'run' | 'layers' | 'graph' | 'onnx' | 'logits' | 'ensemble';
  /** Its folder or file; an ensemble has none. */
  source?: string;
  /** SHA-256 of its weights or logits. */
  fingerprint?: string;
  /** Of a run. */
  run?: {
    config: ResolvedRunConfig;
    /** Its title, such as WRN-40-2. */
    network: string;
    checkpoint: { step: number; totalSteps: number };
    trainableParameters: number;
    trainingSeconds: number;
  };
  /** How images were prepared, as its description says. */
  preprocessing?: Record<string, unknown>;
  /** Models whose probabilities were averaged. */
  members?: string[];
}

/** What one model does under one corruption. */
export interface JudgedCorruption {
  /** Mean over the severities. */
  error: MeasuredValue;
  /** Every metric, by severity. */
  severities: Record<string, Record<string, MeasuredValue>>;
}

/** What one model does on one kind of sequences. */
export interface JudgedPerturbation {
  flipProbability: MeasuredValue;
  /** Only with at least five classes. */
  topFiveDistance?: MeasuredValue;
}

/** Everything that was measured of one model. */
export interface JudgedModel {
  clean: Record<string, MeasuredValue>;
  corruptions?: {
    /** The corruptions that the means are over: the common ones, where any was judged. */
    meanOver: string[];
    /** Unnormalised, as published for CIFAR-10-C. */
    meanCorruptionError: MeasuredValue;
    /** Normalised by AlexNet's errors, as published for ImageNet-C; only with its 15 corruptions, 5 severities and preset. */
    mce?: MeasuredValue;
    relativeMce?: MeasuredValue;
    /** Mean of every metric over corruptions and severities. */
    metrics: Record<string, MeasuredValue>;
    byName: Record<string, JudgedCorruption>;
  };
  perturbations?: {
    /** Mean over the perturbations that were judged. */
    meanFlipProbability: MeasuredValue;
    /** Normalised by AlexNet's flip probabilities, as published for ImageNet-P. */
    meanFlipRate?: MeasuredValue;
    byName: Record<string, JudgedPerturbation>;
  };
}

/** What `results.json` holds. */
export interface EvaluationResults {
  schemaVersion: 2;
  data: EvaluationData;
  models: JudgedModelInfo[];
  /** By the model's name. */
  judged: Record<string, JudgedModel>;
}
