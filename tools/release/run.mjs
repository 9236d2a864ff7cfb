import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** What an outer npm passes down about its own workspace would mislead an inner one. */
const ofOuterNpm =
  /^npm_(?!config_)|^npm_config_(local_prefix|prefix|workspaces?|include_workspace_root)$|^NODE_OPTIONS$/i;

/** Runs a program and gives its output; throws with what it said when it fails. */
export function run(program, args, cwd) {
  const inherited = Object.entries(process.env).filter(([name]) => !ofOuterNpm.test(name));
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: Object.fromEntries(inherited),
    shell: program !== 'git' && process.platform === 'win32',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`${program} ${args[0]} failed: ${error?.message ?? stderr + stdout}`);
  return stdout;
}
