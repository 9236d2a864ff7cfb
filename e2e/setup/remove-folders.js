import { rmSync } from 'node:fs';

export default function removeFolders() {
  rmSync(process.env.AUGMIX_E2E_ROOT, { recursive: true, force: true });
}
