export { escapeArgument } from './argument.ts';
export { fitsInt64, toUint16, toUint64 } from './fixed-width.ts';
export {
  clean,
  foldCase,
  isAbsolute,
  join,
  lookupKey,
  simpleUpperCase,
  splitLast,
  toBackslashes,
  volumeLength,
} from './path.ts';
