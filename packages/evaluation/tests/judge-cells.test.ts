import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  judgeCells,
  listCells,
  openJournal,
  type Cell,
  type CellPredictions,
  type ChunkPredictor,
  type JudgeCellsOptions,
  type JudgedImages,
  type JudgedSequences,
} from '@augmix/evaluation';
import { error, nll } from '@augmix/metrics';

const classes = 3;
const cells = listCells({
  corruptions: ['fog', 'snow'],
  severities: [1, 5],
  perturbations: [{ perturbation: 'tilt', compare: 'previous' }],
});
const planned = cells.map((cell) => ({
  cell,
  count: cell.kind === 'perturbation' ? 5 : 23,
  frames: cell.kind === 'perturbation' ? 4 : 1,
}));

/** Logits that tell cell, model, image and class apart. */
const logit = (place: number, model: number, image: number, name: number): number =>
  Math.sin(1 + place * 7 + model * 3 + image * 1.7 + name * 2.3);

const predictor =
  (asked: string[] = [], delay: (place: number) => number = () => 0): ChunkPredictor =>
  async (cell, { start, count }) => {
    const place = cells.indexOf(cell);
    asked.push(`${place}:${start}+${count}`);
    await wait(delay(asked.length));
    const { frames } = planned[place];
    const logits = [0, 1].map((model) =>
      Float32Array.from({ length: count * frames * classes }, (_, index) =>
        logit(place, model, start * frames + Math.floor(index / classes), index % classes),
      ),
    );
    const labels = Int32Array.from({ length: count }, (_, index) => (start + index) % classes);
    return cell.kind === 'perturbation' ? { logits } : { logits, labels };
  };

const options = (more: Partial<JudgeCellsOptions> = {}): JudgeCellsOptions => ({
  cells: planned,
  models: ['a', 'b'],
  classes,
  metrics: { error: error(), nll: nll() },
  predict: predictor(),
  chunkImages: 6,
  ...more,
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'judge-cells-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('judgeCells', () => {
  it('asks for chunks in order, the last one of a cell smaller, sequences by their frames', async () => {
    const asked: string[] = [];
    await judgeCells(options({ predict: predictor(asked) }));
    const clean = ['0:0+6', '0:6+6', '0:12+6', '0:18+5'];
    expect(asked.slice(0, 4)).toEqual(clean);
    expect(asked.slice(-5)).toEqual(['5:0+1', '5:1+1', '5:2+1', '5:3+1', '5:4+1']);
    expect(asked).toHaveLength(5 * 4 + 5);
  });

  it('puts the chunks together as if there were one', async () => {
    const seen = new Map<Cell, CellPredictions>();
    await judgeCells(
      options({ onPredictions: async (cell, predictions) => void seen.set(cell, predictions) }),
    );
    for (const [place, { cell, count, frames }] of planned.entries()) {
      const { logits, labels } = seen.get(cell)!;
      const expected = Array.from({ length: count * frames * classes }, (_, index) =>
        Math.fround(logit(place, 1, Math.floor(index / classes), index % classes)),
      );
      expect([...logits['b']]).toEqual(expected);
      if (cell.kind !== 'perturbation')
        expect([...labels!]).toEqual(Array.from({ length: count }, (_, image) => image % classes));
    }
  });

  it('gives the same however many chunks are asked for at a time, and whichever comes first', async () => {
    const [first, ...others] = await Promise.all([
      judgeCells(options()),
      judgeCells(options({ concurrency: 3, predict: predictor([], (turn) => 9 - (turn % 3) * 4) })),
      judgeCells(options({ concurrency: 100 })),
      judgeCells(options({ chunkImages: 500 })),
    ]);
    for (const other of others) expect(other).toEqual(first);
    expect(first).toHaveLength(cells.length);
    expect(Object.keys(first[0].models)).toEqual(['a', 'b', 'ensemble']);
  });

  it('never asks for more than it may', async () => {
    let running = 0;
    let most = 0;
    const inner = predictor([], () => 1);
    const predict: ChunkPredictor = async (cell, chunk) => {
      most = Math.max(most, ++running);
      const reply = await inner(cell, chunk);
      running--;
      return reply;
    };
    await judgeCells(options({ concurrency: 3, predict }));
    expect(most).toBe(3);
  });

  it('tells how far it is: every prediction once, none of them from the journal', async () => {
    const done: number[] = [];
    await judgeCells(options({ chunkImages: 500, onProgress: (progress) => done.push(progress.done) }));
    expect(done).toEqual([23, 46, 69, 92, 115, 135]);
  });

  it('goes on after what the journal knows, and ends with the same', async () => {
    const whole = await judgeCells(options());
    const basis = () => 'the same';
    const stopped = options({
      journal: openJournal(join(folder, 'stopped'), basis),
      predict: async (cell, chunk) => {
        if (cell === cells[3]) throw new Error('killed');
        return predictor()(cell, chunk);
      },
    });
    await expect(judgeCells(stopped)).rejects.toThrow('killed');
    const asked: string[] = [];
    const reports: unknown[] = [];
    const again = await judgeCells(
      options({
        journal: openJournal(join(folder, 'stopped'), basis),
        predict: predictor(asked),
        onProgress: ({ done, known, total }) => reports.push([done, known, total]),
      }),
    );
    expect(asked[0]).toBe('3:0+6');
    expect(reports[0]).toEqual([69, 69, 135]);
    expect(JSON.stringify(again)).toBe(JSON.stringify(whole));
  });

  it('names the model and the cell of logits that cannot be judged', async () => {
    const predict: ChunkPredictor = async (cell, chunk) => {
      const reply = await predictor()(cell, chunk);
      if (cell === cells[2]) reply.logits[1][4] = NaN;
      return reply;
    };
    await expect(judgeCells(options({ predict }))).rejects.toMatchObject({
      code: 'LOGITS_INVALID',
      details: { path: 'logits[1][1] of b on fog/5' },
    });
  });

  it('compares frames as the cell says', async () => {
    const frames = [0, 1, 1, 0];
    const predict: ChunkPredictor = async () => ({
      logits: [Float32Array.from(frames.flatMap((name) => [0, 1].map((other) => Number(other === name))))],
    });
    const flips = async (compare: 'first' | 'previous') => {
      const cell = { kind: 'perturbation', perturbation: 'p', compare } as const;
      const [{ models }] = await judgeCells(
        options({ cells: [{ cell, count: 1, frames: 4 }], models: ['a'], classes: 2, predict }),
      );
      return models['a'] as JudgedSequences;
    };
    // 0 1 1 0: two changes from frame to frame, and two frames unlike the first. With two classes there is no top five.
    expect(await flips('previous')).toEqual({ flips: [200 / 3] });
    expect(await flips('first')).toEqual({ flips: [200 / 3] });
    frames[3] = 1;
    expect(await flips('previous')).toEqual({ flips: [100 / 3] });
    expect(await flips('first')).toEqual({ flips: [100] });
  });
});

describe('the journal', () => {
  const record = { images: 2, models: { a: { metrics: {}, wrong: 'AQ==' } satisfies JudgedImages } };

  it('keeps a file per cell', async () => {
    const journal = openJournal(join(folder, 'journal'), () => 1);
    for (const cell of cells) expect(await journal.read(cell)).toBeUndefined();
    await journal.write(cells[1], record);
    expect(await journal.read(cells[1])).toEqual(record);
    expect(await journal.read(cells[2])).toBeUndefined();
  });

  it('does not use what was made with anything else', async () => {
    const of = (weights: string) => openJournal(join(folder, 'other'), (cell) => ({ cell, weights }));
    await of('old').write(cells[1], record);
    expect(await of('new').read(cells[1])).toBeUndefined();
    expect(await of('old').read(cells[1])).toEqual(record);
  });

  it.each(['', '{"basis":', 'null', '[]', '{"record":{}}'])(
    'does not use what is not whole: %j',
    async (text) => {
      const journal = openJournal(join(folder, 'torn'), () => 1);
      await journal.write(cells[0], record);
      writeFileSync(join(folder, 'torn/clean.json'), text);
      expect(await journal.read(cells[0])).toBeUndefined();
    },
  );

  it('says when it cannot write', async () => {
    writeFileSync(join(folder, 'file'), '');
    const journal = openJournal(join(folder, 'file'), () => 1);
    await expect(journal.write(cells[0], record)).rejects.toMatchObject({ code: 'WRITE_FAILED' });
  });
});
