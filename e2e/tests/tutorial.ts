// Reads docs/plugins/ as a newcomer does: files are written, commands are run, page by page in one shell's folder.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { workspace } from './installed.js';

export interface Block {
  page: string;
  line: number;
  language: string;
  /** Where the text goes, for a block fenced as ```language file=PATH. */
  file?: string;
  /** False for what is only shown. */
  runs: boolean;
  text: string;
}

const folder = join(workspace, 'docs', 'plugins');

/** The fenced blocks of all numbered pages, in order. */
export function tutorialBlocks(): Block[] {
  const pages = readdirSync(folder).filter((name) => /^\d/.test(name));
  return pages.sort().flatMap((page) => {
    const text = readFileSync(join(folder, page), 'utf8');
    return [...text.matchAll(/^```(\w+)(.*)\n([\s\S]*?)^```$/gm)].map((match) => ({
      page,
      line: text.slice(0, match.index).split('\n').length,
      language: match[1],
      file: /file=(\S+)/.exec(match[2])?.[1],
      runs: !match[2].includes('no-run'),
      text: match[3],
    }));
  });
}

// The user's settings of npm stay; what an outer npm passes down about the workspace does not.
const ofTheTests =
  /^npm_(?!config_)|^npm_config_(local_prefix|prefix|workspaces?|include_workspace_root)$|^NODE_|^AUGMIX_/i;
const userEnvironment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !ofTheTests.test(name)),
);

/** A setting of the user's npm, seen from a folder outside the workspace. */
export const npmSetting = (name: string, cwd: string): string =>
  execFileSync('npm', ['config', 'get', name], { cwd, env: userEnvironment, encoding: 'utf8' }).trim();

/** A cache with all that the user's holds, but for commands that an earlier run has fetched. */
function freshCache(folder: string): string {
  const cache = join(folder, 'npm-cache');
  const archives = join(npmSetting('cache', folder), '_cacache');
  mkdirSync(archives, { recursive: true });
  mkdirSync(cache);
  symlinkSync(archives, join(cache, '_cacache'), 'junction');
  return cache;
}

/** A shell that stays in the folder where the last command left it. */
export class Shell {
  folder: string;
  readonly #environment: Record<string, string | undefined>;

  constructor(start: string, registry: string) {
    this.folder = start;
    this.#environment = {
      ...userEnvironment,
      NO_COLOR: '1',
      npm_config_registry: registry,
      npm_config_cache: freshCache(start),
      // What the user answers when npm asks whether it may fetch the command.
      npm_config_yes: 'true',
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      npm_config_prefer_offline: 'true',
    };
  }

  /** Runs commands up to the first that fails; gives all they print. */
  async run(commands: string): Promise<string> {
    const script = `set -e\n${commands}\nprintf '\\n:folder:%s\\n' "$PWD"`;
    const child = spawn('sh', ['-c', script], {
      cwd: this.folder,
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const code = await new Promise((done) => child.on('close', done));
    if (code !== 0) throw new Error(`exit code ${String(code)} of:\n${commands}\n${output.slice(-4000)}`);
    this.folder = /^:folder:(.*)$/m.exec(output)![1];
    return output;
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }
}
