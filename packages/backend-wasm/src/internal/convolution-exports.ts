/** The convolutions of assembly/. Addresses and sizes named so are bytes, all others counts of values. */
export interface ConvolutionExports {
  addBiasAndClip(
    y: number,
    pixels: number,
    channels: number,
    bias: number,
    lower: number,
    upper: number,
  ): void;
  copyImage(
    image: number,
    height: number,
    width: number,
    channels: number,
    target: number,
    targetHeight: number,
    targetWidth: number,
    targetChannels: number,
    top: number,
    left: number,
  ): void;
  packFilter(
    filter: number,
    panels: number,
    rows: number,
    rowStep: number,
    columns: number,
    columnStep: number,
    channels: number,
    channelStep: number,
    outChannels: number,
    outStep: number,
  ): void;
  listPixels(
    list: number,
    rows: number,
    columns: number,
    source: number,
    sourceRow: number,
    sourceColumn: number,
    target: number,
    targetRow: number,
    targetColumn: number,
  ): void;
  convolvePixels(
    image: number,
    output: number,
    pixels: number,
    pixelCount: number,
    panels: number,
    runs: number,
    runBytes: number,
    rowBytes: number,
    outChannels: number,
  ): void;
  addFilterGradient(
    image: number,
    dy: number,
    sums: number,
    runs: number,
    runLength: number,
    rowBytes: number,
    outHeight: number,
    outWidth: number,
    sourceRow: number,
    sourceColumn: number,
    dyChannels: number,
  ): void;
  winogradScratch(
    batch: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
    outChannels: number,
  ): number;
  winogradConvolution(
    x: number,
    panels: number,
    y: number,
    batch: number,
    height: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
    outChannels: number,
    top: number,
    left: number,
    scratch: number,
  ): void;
  winogradFilterGradient(
    x: number,
    dy: number,
    filterGradient: number,
    batch: number,
    height: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
    outChannels: number,
    top: number,
    left: number,
    scratch: number,
  ): void;
}
