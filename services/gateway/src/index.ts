export { type GatewayOptions, type RunningGateway, serveGateway } from './run-gateway.ts';
export { type GatewaySettings, gatewaySettings } from './settings.ts';
