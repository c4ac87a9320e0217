export { installWithApt } from './apt.ts';
export { thisMachine } from './machine.ts';
export { type NatsOptions, startNats } from './nats.ts';
export { freePort } from './port.ts';
export { type RedisOptions, startRedis } from './redis.ts';
export { type ProcessOptions, startCommand, startProcess, type TestProcess } from './test-process.ts';
export type { TestServer } from './test-server.ts';
