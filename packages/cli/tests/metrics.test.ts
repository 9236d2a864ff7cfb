import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { encodeNpy, encodeNpyHeader, type NpyData } from '@augmix/data';
import { fitTemperature } from '@augmix/metrics';
import { augmix, scratch, type Outcome } from './command.js';

interface Measure {
  value: number | null;
  unit: string;
  interval: [number | null, number | null];
}
interface Report {
  images: number;
  classes: number;
  metrics: Record<string, Measure>;
  temperature?: { value: number; images: number; metrics: Record<string, Measure> };
  ood?: { images: number; metrics: Record<string, Measure> };
}
type Predictions = Record<
  string,
  { logits: string; labels: number[]; classes: number; metrics: Record<string, number> }
>;

// What NumPy computes from the same files: tools/golden/metrics.py.
const { predictions } = JSON.parse(
  readFileSync(new URL('../../metrics/tests/golden/metrics.json', import.meta.url), 'utf8'),
) as { predictions: Predictions };
const floats = (base64: string) => new Float32Array(Uint8Array.from(Buffer.from(base64, 'base64')).buffer);

function folderOf(files: Record<string, { data: NpyData; shape: number[] } | Uint8Array>) {
  const cwd = scratch();
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(
      join(cwd, name),
      content instanceof Uint8Array ? content : encodeNpy(content.data, content.shape),
    );
  }
  return {
    judge: (...flags: string[]): Outcome =>
      augmix(['metrics', '--logits', 'l.npy', '--labels', 'y.npy', ...flags], { cwd }),
  };
}

const reportOf = ({ stdout, stderr, code }: Outcome): Report => {
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  return JSON.parse(stdout) as Report;
};

const { logits: encoded, labels, classes, metrics: expected } = predictions.ordinary;
const ordinary = {
  'l.npy': { data: floats(encoded), shape: [labels.length, classes] },
  'y.npy': { data: BigInt64Array.from(labels, BigInt), shape: [labels.length] },
};
const held = predictions.overconfident;
const heldOut = {
  'cl.npy': { data: floats(held.logits), shape: [held.labels.length, classes] },
  'cy.npy': { data: Int32Array.from(held.labels), shape: [held.labels.length] },
};
const calibration = ['--calibration-logits', 'cl.npy', '--calibration-labels', 'cy.npy'];
const quick = ['--json', '--resamples', '20'];

/** The names in the golden file, for those in JSON. */
const goldenNames: Record<string, string> = {
  'rms-calibration-error': 'rms drop',
  'rms-calibration-error-all-bins': 'rms include',
  'mad-calibration-error': 'mad drop',
  'mad-calibration-error-all-bins': 'mad include',
  ece: 'ece 15',
  'confidence-bias': 'confidence bias',
};

describe('augmix metrics', () => {
  it('gives every metric as NumPy computes it, within its interval', () => {
    const { images, metrics, ...rest } = reportOf(folderOf(ordinary).judge('--json'));
    expect(images).toBe(labels.length);
    expect(rest).not.toHaveProperty('temperature');
    expect(Object.keys(metrics)).toHaveLength(13);
    for (const [name, { value, interval }] of Object.entries(metrics)) {
      expect([name, value]).toEqual([name, expect.closeTo(expected[goldenNames[name] ?? name], 8)]);
      expect(interval[0]!).toBeLessThan(value!);
      expect(interval[1]!).toBeGreaterThan(value!);
    }
  });

  it('prints them as a table, the same each time', () => {
    const { judge } = folderOf(ordinary);
    const { stdout } = judge('--resamples', '20');
    expect(stdout).toMatch(/^1234 predictions of 10 classes/);
    expect(stdout).toMatch(/^top-1 error +49\.76 % +\d+\.\d\d … +\d+\.\d\d$/m);
    expect(stdout).toMatch(/^negative log-likelihood +1\.4949 +/m);
    expect(stdout).toMatch(/^RMS calibration error, reference +13\.86 %/m);
    expect(stdout).toMatch(/^RMS calibration error, all bins +15\.32 %/m);
    expect(stdout).not.toContain('temperature');
    expect(judge('--resamples', '20').stdout).toBe(stdout);
    expect(judge('--resamples', '20', '--seed', '1').stdout).not.toBe(stdout);
  });

  it('takes files as any framework writes them', () => {
    // 1.5, −2, 0, 0.25 as halves.
    const halves = Uint8Array.from([0x00, 0x3e, 0x00, 0xc0, 0x00, 0x00, 0x00, 0x34]);
    const half = Buffer.concat([encodeNpyHeader('float16', [2, 2]), halves]);
    const logits = [1.5, -2, 0, 0.25];
    const reports = [
      [{ data: Float32Array.from(logits), shape: [2, 2] }, Int32Array.of(0, 0), [2]],
      [{ data: Float64Array.from(logits), shape: [2, 2] }, Uint8Array.of(0, 0), [2]],
      [half, BigInt64Array.of(0n, 0n), [2, 1]],
      [half, Float32Array.of(0, 0), [2]],
    ].map(([l, data, shape]) => {
      const files = { 'l.npy': l, 'y.npy': { data, shape } } as Parameters<typeof folderOf>[0];
      return JSON.parse(folderOf(files).judge(...quick).stdout) as Report;
    });
    expect(reports[0].metrics.error.value).toBe(50);
    for (const report of reports) expect(report).toEqual(reports[0]);
  });

  it('fits a temperature to held-out predictions alone', () => {
    const { judge } = folderOf({ ...ordinary, ...heldOut });
    const { metrics, temperature } = reportOf(judge(...calibration, ...quick));
    expect(temperature!.value).toBeCloseTo(fitTemperature(floats(held.logits), held.labels, classes), 10);
    expect(temperature!.images).toBe(held.labels.length);
    expect(temperature!.metrics.error.value).toBe(metrics.error.value);
    expect(metrics.nll.value).toBeCloseTo(expected.nll, 8);
    expect(temperature!.metrics.nll.value).not.toBeCloseTo(expected.nll, 2);
    const { stdout } = judge(...calibration, '--resamples', '20');
    expect(stdout).toContain('at temperature 3.066');
    expect(stdout).toContain('fitted to 730 other predictions');
  });

  it('says so when that is what is judged, or when the range of temperatures ends', () => {
    const { judge } = folderOf({ ...ordinary, ...heldOut });
    const same = ['--calibration-logits', './l.npy', '--calibration-labels', 'y.npy'];
    expect(judge(...same, ...quick).stderr).toContain('fitted to the predictions that are judged');
    const sure = {
      'cl.npy': { data: Float32Array.of(1, 0, 0), shape: [1, 3] },
      'cy.npy': { data: Uint8Array.of(0), shape: [1] },
      'l.npy': { data: new Float32Array(3), shape: [1, 3] },
      'y.npy': { data: Uint8Array.of(2), shape: [1] },
    };
    expect(folderOf(sure).judge(...calibration, ...quick).stderr).toContain('a limit of the range');
  });

  it('tells other images from those that are judged', () => {
    const other = { data: new Float32Array(50 * classes).fill(1), shape: [50, classes] };
    const { judge } = folderOf({ ...ordinary, 'o.npy': other });
    const { ood } = reportOf(judge('--ood-logits', 'o.npy', ...quick));
    expect(ood!.images).toBe(50);
    expect(ood!.metrics.auroc.value).toBe(100);
    expect(ood!.metrics.fpr95.value).toBe(0);
    expect(judge('--ood-logits', 'o.npy', '--resamples', '20').stdout).toMatch(/^AUROC +100\.00 %/m);
  });

  it('has no calibration error in bins of 100 of fewer predictions, and says why', () => {
    const { judge } = folderOf({
      'l.npy': { data: Float32Array.of(2, 0, 0, 1), shape: [2, 2] },
      'y.npy': { data: Uint8Array.of(0, 0), shape: [2] },
    });
    const { stdout, stderr } = judge('--resamples', '20');
    expect(stderr).toContain('at least 100 predictions, not 2');
    expect(stdout).toMatch(/^RMS calibration error, reference +–$/m);
    const { metrics } = JSON.parse(judge(...quick).stdout) as Report;
    expect(metrics['rms-calibration-error']).toMatchObject({ value: null, interval: [null, null] });
  });

  it('warns of probabilities in place of logits', () => {
    const { judge } = folderOf({
      'l.npy': { data: Float32Array.of(0.9, 0.1, 0.3, 0.7), shape: [2, 2] },
      'y.npy': { data: Uint8Array.of(0, 0), shape: [2] },
    });
    expect(judge(...quick).stderr).toContain('l.npy looks like probabilities');
  });
});

describe('augmix metrics refuses, with file and place,', () => {
  const logits = { data: Float32Array.of(1, 2, 3, 4, 5, 6), shape: [3, 2] };
  const labels3 = { data: Uint8Array.of(0, 1, 0), shape: [3] };
  const nan = { data: Float32Array.of(1, 2, 3, NaN, 5, 6), shape: [3, 2] };
  const fine = { 'l.npy': logits, 'y.npy': labels3 };
  const wide = { data: new Float32Array(6), shape: [2, 3] };

  it.each<[string, Parameters<typeof folderOf>[0], string[], string]>([
    ['a NaN', { ...fine, 'l.npy': nan }, [], 'LOGITS_INVALID at l.npy logits[1][1]: logit is NaN'],
    [
      'an infinite logit',
      { ...fine, 'l.npy': { data: Float64Array.of(1, 2, 3, 4, Infinity, 6), shape: [3, 2] } },
      [],
      'LOGITS_INVALID at l.npy logits[2][0]: logit is Infinity',
    ],
    [
      'a label out of range',
      { ...fine, 'y.npy': { data: BigInt64Array.of(0n, 1n, -1n), shape: [3] } },
      [],
      'LOGITS_INVALID at y.npy labels[2]: invalid label -1; expected a whole number from 0 to 1',
    ],
    [
      'another number of labels',
      { ...fine, 'y.npy': { data: Uint8Array.of(0, 1), shape: [2] } },
      [],
      'LOGITS_INVALID at y.npy labels: 2 labels; expected 3',
    ],
    [
      'labels for logits',
      { ...fine, 'l.npy': labels3 },
      [],
      'LOGITS_INVALID at l.npy: the array is uint8 [3]',
    ],
    [
      'logits for labels',
      { ...fine, 'y.npy': logits },
      [],
      'LOGITS_INVALID at y.npy: the array is float32 [3, 2]',
    ],
    [
      'no predictions',
      { ...fine, 'l.npy': { data: new Float32Array(0), shape: [0, 2] } },
      [],
      'LOGITS_INVALID at l.npy: the array is float32 [0, 2]',
    ],
    [
      'a damaged file',
      { ...fine, 'l.npy': encodeNpy(logits.data, logits.shape).subarray(0, -4) },
      [],
      'DATA_TRUNCATED at l.npy: the npy file has 20 bytes of data; expected 24',
    ],
    ['what is no npy file', { ...fine, 'l.npy': new Uint8Array(200) }, [], 'DATA_INVALID at l.npy'],
    [
      'calibration logits of other classes',
      { ...fine, 'cl.npy': wide, 'cy.npy': labels3 },
      calibration,
      'LOGITS_INVALID at cl.npy: the logits are of 3 classes; expected 2',
    ],
    [
      'a NaN among the calibration logits',
      { ...fine, 'cl.npy': nan, 'cy.npy': labels3 },
      calibration,
      'LOGITS_INVALID at cl.npy logits[1][1]',
    ],
    [
      'logits out of distribution of other classes',
      { ...fine, 'o.npy': wide },
      ['--ood-logits', 'o.npy'],
      'LOGITS_INVALID at o.npy: the logits are of 3 classes',
    ],
    [
      'a NaN among those',
      { ...fine, 'o.npy': nan },
      ['--ood-logits', 'o.npy'],
      'LOGITS_INVALID at o.npy logits[1][1]',
    ],
    ['a file that is not there', { 'l.npy': logits }, [], 'LOGITS_INVALID at y.npy: there is no such file'],
  ])('%s', (_, files, flags, message) => {
    const { code, stdout, stderr } = folderOf(files).judge(...flags);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('wrong usage', () => {
    const { judge } = folderOf(fine);
    expect(judge('--calibration-logits', 'l.npy')).toMatchObject({ code: 2 });
    expect(judge('--resamples', '0').stderr).toMatch(/^USAGE: --resamples is "0"/);
    expect(augmix(['metrics', '--logits', 'l.npy']).stderr).toMatch(/^USAGE: .*--labels/);
  });
});
