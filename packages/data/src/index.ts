export {
  cifar10Classes,
  cifar10RecordBytes,
  decodeCifar10Record,
  type LabelledImage,
} from './cifar10/format.js';
export { contactSheet, type ContactSheetOptions } from './contact-sheet.js';
export { decodeNpy, encodeNpy, type NpyArray, type NpyData, type NpyDtype } from './npy.js';
