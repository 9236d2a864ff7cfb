import { createImage } from '@augmix/core';
import { expect, test } from '@jest/globals';
import { contactSheet } from '../src/index.js';

const dot = (...levels: number[]) => createImage(1, 1, levels.length, Uint8Array.from(levels));
const pixel = (sheet: { data: Uint8Array; width: number }, x: number, y: number) => [
  ...sheet.data.subarray((y * sheet.width + x) * 3, (y * sheet.width + x) * 3 + 3),
];

test('rows and columns stand in their order, with gaps between and around', () => {
  const sheet = contactSheet([[dot(1, 2, 3), dot(4, 5, 6)], [dot(7, 8, 9)]], {
    gap: 1,
    background: [50, 60, 70],
  });
  expect([sheet.width, sheet.height, sheet.channels]).toEqual([5, 5, 3]);
  expect(pixel(sheet, 1, 1)).toEqual([1, 2, 3]);
  expect(pixel(sheet, 3, 1)).toEqual([4, 5, 6]);
  expect(pixel(sheet, 1, 3)).toEqual([7, 8, 9]);
  const others = sheet.data.length / 3 - 3;
  const background = Array.from({ length: 25 }, (_, at) => pixel(sheet, at % 5, Math.floor(at / 5)));
  expect(background.filter((colour) => String(colour) === '50,60,70')).toHaveLength(others);
});

test('grey levels are repeated and alpha is left out', () => {
  const sheet = contactSheet([[dot(9), dot(8, 0), dot(1, 2, 3), dot(4, 5, 6, 0)]], { gap: 0 });
  expect([...sheet.data]).toEqual([9, 9, 9, 8, 8, 8, 1, 2, 3, 4, 5, 6]);
});

test('an integer scale repeats pixels', () => {
  const image = createImage(2, 1, 1, Uint8Array.of(10, 20));
  const sheet = contactSheet([[image]], { gap: 0, scale: 2 });
  expect([sheet.width, sheet.height]).toEqual([4, 2]);
  const row = [10, 10, 10, 10, 10, 10, 20, 20, 20, 20, 20, 20];
  expect([...sheet.data]).toEqual([...row, ...row]);
});

test('a cell is as large as the largest image', () => {
  const sheet = contactSheet([[createImage(1, 3, 1), createImage(2, 1, 1)]], { gap: 1 });
  expect([sheet.width, sheet.height]).toEqual([7, 5]);
});

test.each([{ gap: -1 }, { gap: 0.5 }, { scale: 0 }, { scale: 1.5 }])('%j is refused', (options) => {
  expect(() => contactSheet([[dot(0)]], options)).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
  );
});

test('a sheet without images is refused', () => {
  expect(() => contactSheet([[]])).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
});
