export { credentialsWorker } from './worker.ts';
