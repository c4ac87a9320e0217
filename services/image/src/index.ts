export { imageWorker } from './worker.ts';
