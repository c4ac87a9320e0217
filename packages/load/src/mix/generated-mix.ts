import type { InventoryDocument } from '@specline/contracts';
import { Unreadable } from '../profile/quantity.ts';
import { chanceAt, hexOf } from './chance.ts';
import { type ContainerDocument, containerOf, faultsOf } from './container.ts';
import { inventoryOf } from './inventory.ts';
import type { LoadRequest, Requests } from './load-request.ts';
import { containerId, containersOfEach, nodeName, requestId } from './names.ts';
import { type Platform, platformAt, platforms, type Weights } from './platform.ts';

export interface GeneratedMixOptions {
  /** The name of this run. */
  readonly run: string;
  readonly seed: number;
  readonly weights: Weights;
  /** About so many bytes has a request; absent: as its container comes. */
  readonly bytes?: number;
  /** The share of requests that must be refused, from 0 to 1. */
  readonly failures: number;
  readonly nodes: number;
  /** That requests bring along. */
  readonly deadlineMs: number;
}

/** What a load is made of: the requests, and what the nodes must know before. */
export interface Mix {
  readonly requests: Requests;
  readonly nodeCount: number;
  /** One at a time, for thousands of them are large. */
  inventoryAt(index: number): InventoryDocument;
}

interface Template {
  readonly expected: NonNullable<LoadRequest['expected']>;
  readonly container: string;
}

/** Requests as a scheduler of such nodes would make them; the seed decides which comes when. @throws Unreadable */
export function generatedMix(options: GeneratedMixOptions): Mix {
  const { run, nodes, bytes } = options;
  const templates = new Map(platforms.map((platform) => [platform, templatesOf(platform, bytes)]));
  return {
    requests: (index) => requestAt(index, templates, options),
    nodeCount: nodes,
    inventoryAt: (index) => inventoryOf(nodeName(run, index), index),
  };
}

function requestAt(
  index: number,
  templates: ReadonlyMap<Platform, readonly Template[]>,
  { run, seed, weights, failures, nodes, deadlineMs }: GeneratedMixOptions,
): LoadRequest {
  const chance = (draw: number): number => chanceAt(seed, index, draw);
  const platform = platformAt(weights, chance(0));
  const [good, ...bad] = templates.get(platform) ?? [];
  const template = chance(1) < failures ? bad[Math.floor(chance(2) * bad.length)] : good;
  if (template === undefined) throw new RangeError(`${platform} has no templates`);
  const node = Math.floor(chance(3) * nodes);
  const container = containerId(platform, Math.floor(chance(4) * containersOfEach), node);
  const id = requestId(run, index);
  const head = `{"id":"${id}","node":"${nodeName(run, node)}","deadlineMs":${deadlineMs},"container":`;
  return { id, expected: template.expected, text: `${head}${template.container.replace('{ID}', container)}}` };
}

/** The one that is composed, then those that are refused. */
function templatesOf(platform: Platform, bytes: number | undefined): readonly Template[] {
  const environment = environmentFor(platform, bytes);
  const text = (container: ContainerDocument): string => JSON.stringify(container);
  return [
    { expected: 'composed', container: text(containerOf(platform, environment)) },
    ...faultsOf(platform, environment).map(({ expected, container }) => ({ expected, container: text(container) })),
  ];
}

/** Head and id of a request, which its container's template does not have. */
const headBytes = 150;
const lineBytes = 64;

/** Variables that fill a container up to a size. @throws Unreadable where it is larger without any. */
function environmentFor(platform: Platform, bytes: number | undefined): readonly string[] {
  if (bytes === undefined) return [];
  const empty = JSON.stringify(containerOf(platform, [])).length + headBytes;
  if (bytes < empty) throw new Unreadable(`a request of ${platform} has ${empty} bytes or more; ask for a larger size`);
  const room = bytes - empty;
  return Array.from({ length: Math.ceil(room / lineBytes) }, (_, line) => {
    const length = Math.min(lineBytes, room - line * lineBytes);
    const name = `SETTING_${line}=`;
    // Quotes and comma are a part of the line.
    return `${name}${hexOf(name, Math.max(1, length - name.length - 3))}`;
  });
}
