import { cpSync, existsSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from './run.mjs';

/** A clone of what is committed, with the installed packages and the built files of this checkout. */
export function scratchClone() {
  const clone = mkdtempSync(join(tmpdir(), 'augmix-release-'));
  run('git', ['clone', '--quiet', root, clone], root);
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'), 'junction');
  for (const name of readdirSync(join(clone, 'packages'))) {
    const built = join(root, 'packages', name, 'dist');
    if (!existsSync(built)) throw new Error(`packages/${name} is not built: npm run build`);
    cpSync(built, join(clone, 'packages', name, 'dist'), { recursive: true });
  }
  return clone;
}
