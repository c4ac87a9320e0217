import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Transport } from '@nestjs/microservices';
import { serveRole } from '../../load/serve-load.ts';

const servers = [process.env.NATS_URL];

/** Options of a client of the same broker. */
export const clientOptions = { transport: Transport.NATS, options: { servers } };

/** Runs a microservice with one controller, in a queue group as several of a kind would. */
export async function serve(controller, { queue, imports = [] }) {
  class ServiceModule {}
  Module({ imports, controllers: [controller] })(ServiceModule);
  const options = { transport: Transport.NATS, options: { servers, queue }, logger: ['error', 'warn'] };
  const service = await NestFactory.createMicroservice(ServiceModule, options);
  await service.listen();
  serveRole();
}
