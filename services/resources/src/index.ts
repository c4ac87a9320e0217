export { resourcesWorker } from './worker.ts';
