import { ServiceBroker } from 'moleculer';

/** A node as the documentation begins with; logs of each call, metrics and tracing are off by default. */
export const brokerOf = (nodeID) => new ServiceBroker({ nodeID, transporter: process.env.NATS_URL, logLevel: 'warn' });
