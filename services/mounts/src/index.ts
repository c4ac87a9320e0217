export { mountsWorker } from './worker.ts';
