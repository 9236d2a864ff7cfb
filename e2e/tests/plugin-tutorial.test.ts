// docs/plugins/, followed to the letter: from an empty folder to a package that trains in a project outside.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import ts from 'typescript';
import { startRegistry } from '../setup/registry.js';
import { root, weights, workspace } from './installed.js';
import { npmSetting, Shell, tutorialBlocks } from './tutorial.js';

const start = join(root, 'tutorial');
const experiment = join(start, 'experiment');
const sample = `{ type: cifar10, folder: ${join(workspace, 'tools', 'cifar10-sample')}, partial: true }`;
let registry: undefined | { url: string; close(): void };
/** What each block of commands printed, with the block after it if that shows it. */
const shown: [output: string, expected: string][] = [];

beforeAll(async () => {
  mkdirSync(start);
  registry = await startRegistry(join(root, 'archives'), npmSetting('registry', start));
  const shell = new Shell(start, registry.url);
  let output = '';
  for (const { language, file, runs, text } of tutorialBlocks()) {
    if (!runs) continue;
    // The one thing that is not as written: the images are those that are here.
    if (file) shell.write(file, text.replace('dataset: cifar10', `dataset: ${sample}`));
    else if (language === 'sh') output = await shell.run(text);
    else if (language === 'text') shown.push([output, text]);
    else throw new Error(`nothing is known to do with a block of ${language}`);
  }
}, 600_000);
afterAll(() => registry?.close());

it('prints what the pages show', () => {
  expect(shown.length).toBeGreaterThan(3);
  for (const [output, expected] of shown) {
    for (const line of expected.trim().split('\n')) expect(output).toContain(line);
  }
});

it('trains the same with the command, as an ES module and in CommonJS', () => {
  const byCommand = weights('runs/warm', experiment);
  expect(weights('runs/warm-esm', experiment).equals(byCommand)).toBe(true);
  expect(weights('runs/warm-cjs', experiment).equals(byCommand)).toBe(true);
});

it('packs what a user needs and nothing else', () => {
  const archive = join(start, 'augmix-plugin-warmth', 'augmix-plugin-warmth-0.1.0.tgz');
  const files = execFileSync('tar', ['-tzf', archive], { encoding: 'utf8' }).trim().split('\n');
  expect(files.map((file) => file.replace('package/', '')).sort()).toEqual([
    'LICENSE',
    'README.md',
    'dist/index.cjs',
    'dist/index.d.cts',
    'dist/index.d.ts',
    'dist/index.js',
    'package.json',
  ]);
  expect(existsSync(join(experiment, 'node_modules', 'augmix-plugin-warmth', 'node_modules'))).toBe(false);
});

it('has every option in the JSON Schema, with its description', () => {
  const schema = JSON.parse(readFileSync(join(experiment, 'run.schema.json'), 'utf8'));
  const branch = schema.definitions.op.anyOf.find(
    ({ properties }: { properties?: { type: { const?: string } } }) =>
      properties?.type.const === 'acme/warmth',
  );
  expect(branch.properties.strongest).toMatchObject({
    type: 'integer',
    minimum: 1,
    maximum: 255,
    default: 60,
    description: 'Levels of warmth at severity 10.',
  });
  expect(branch.additionalProperties).toBe(false);
});

/** A compiler that looks at one file of the experiment. */
function languageService(text: string): { service: ts.LanguageService; file: string } {
  const file = join(experiment, 'probe.mts');
  writeFileSync(file, text);
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  };
  const service = ts.createLanguageService({
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) =>
      existsSync(name) ? ts.ScriptSnapshot.fromString(readFileSync(name, 'utf8')) : undefined,
    getCurrentDirectory: () => experiment,
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });
  return { service, file };
}

it('has its options typed and completed in defineRun', () => {
  const config = readFileSync(join(experiment, 'config.mts'), 'utf8');
  const types = `
import type { PluginTypes } from '@augmix/core';
export const right: PluginTypes['op/acme/warmth'] = { strongest: 3 };
// @ts-expect-error -- misspelt option
export const misspelt: PluginTypes['op/acme/warmth'] = { strongst: 3 };
// @ts-expect-error -- wrong type of an option
export const mistyped: PluginTypes['op/acme/warmth'] = { strongest: '3' };
`;
  const { service, file } = languageService(config + types);
  const complaints = [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)];
  expect(complaints.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))).toEqual([]);

  const completions = (position: number): string[] =>
    service.getCompletionsAtPosition(file, position, {})!.entries.map(({ name }) => name);
  expect(completions(config.indexOf('strongest:'))).toContain('strongest');
  expect(completions(config.indexOf('acme/warmth', config.indexOf('transforms')) + 1)).toContain(
    'acme/warmth',
  );
});
