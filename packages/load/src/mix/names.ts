import { hexOf } from './chance.ts';
import type { Platform } from './platform.ts';

/** Each platform has so many containers on a node. */
export const containersOfEach = 4;

/** The names of one run. They begin so that an operator who finds one knows where it is from. */
export const nodeName = (run: string, index: number): string => `load-${run}-${String(index).padStart(4, '0')}`;

export const requestId = (run: string, index: number): string => `load-${run}-${index}`;

/** The id of a container of a node; the same in each run. */
export const containerId = (platform: Platform, container: number, node: number): string =>
  hexOf(`${platform} ${container} of ${node}`, 64);

export const imageId = (platform: Platform): string => `sha256:${hexOf(`image ${osOf(platform)}`, 64)}`;

export const osOf = (platform: Platform): 'windows' | 'linux' => (platform === 'lcow' ? 'linux' : 'windows');

export const secretId = 'l0adsecret000000000000000';
export const configId = 'l0adconfig000000000000000';
export const credentialSpec = 'load-app.json';
