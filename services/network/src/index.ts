export { networkWorker } from './worker.ts';
