export {
  cifar10Classes,
  cifar10RecordBytes,
  decodeCifar10Record,
  type LabelledImage,
} from './cifar10/format.js';
export { contactSheet, type ContactSheetOptions } from './contact-sheet.js';
export {
  decodeNpy,
  decodeNpyHeader,
  encodeNpy,
  encodeNpyHeader,
  type NpyArray,
  type NpyData,
  type NpyDtype,
  type NpyHeader,
} from './npy.js';
