import { join } from 'node:path';
import { download } from '../internal/download.js';
import { extractTarGz } from '../internal/tar.js';
import type { FetchSource } from './fetch-release.js';
import { cifar10FolderName } from './release.js';

/** The authors' archive, or a mirror of it. */
export const officialSource: FetchSource = async (release, work, files, { log, signal }) => {
  const { url, bytes, md5 } = release.archive;
  log(`CIFAR-10: trying the official archive ${url} (${Math.round(bytes / 1e6)} MB)`);
  const archive = join(work, 'archive.tar.gz');
  await download(url, archive, { bytes, md5, signal });
  log('CIFAR-10: verified the archive (MD5), unpacking');
  const names = Object.keys(release.files);
  await extractTarGz(
    archive,
    new Map(names.map((name) => [`${cifar10FolderName}/${name}`, join(files, name)])),
  );
};
