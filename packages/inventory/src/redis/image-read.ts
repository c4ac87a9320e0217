import { decode, type ImageInventory, type ImageSlice, type KnownImage } from '@specline/contracts';
import type { Redis, Result } from 'ioredis';
import type { ImageAtRevision } from './known-images.ts';
import { field } from './layout.ts';
import { layerFrom, type Read, type Text } from './reads.ts';

/**
 * Which layers an image has is known only when the image is read, so this read runs on the server.
 * It decodes texts, to follow them, but never encodes any: Lua's numbers are doubles.
 *
 * KEYS: the node's hash. ARGV: the names of the container, of the image by id, of the image by reference.
 */
export const imageScript = `
local found = redis.call('HMGET', KEYS[1], '${field.revision}', ARGV[1], ARGV[2], ARGV[3])
local image = found[3] or (found[4] and redis.call('HGET', KEYS[1], found[4]))
local folders = {}
if image then
  for index, chainId in ipairs(cjson.decode(image).chain) do
    folders[index] = redis.call('HGET', KEYS[1], '${field.layer('')}' .. chainId)
  end
end
return { found[1], found[2], image, folders }
`;

declare module 'ioredis' {
  interface RedisCommander<Context> {
    /** {@link imageScript}, as the connection defines it. */
    speclineImage(
      key: string,
      ...names: [container: string, image: string, reference: string]
    ): Result<ImageReply, Context>;
  }
}

/** What the script returns; the folders are those of the chain ids, base first. */
export type ImageReply = readonly [revision: Text, container: Text, image: Text, folders: readonly Text[]];

/** Fetches what {@link imageAnswer} reads. */
export const fetchImage = (redis: Redis, key: string, { container, image }: ImageSlice): Promise<ImageReply> =>
  redis.speclineImage(key, field.container(container), field.image(image), field.reference(image));

export const imageAnswer = ([, container, image, folders]: ImageReply, revision: number): ImageInventory => ({
  revision,
  container: layerFrom(container),
  image: image === null ? undefined : { ...(decode(image) as Omit<KnownImage, 'folders'>), folders },
});

/** Of an image that is known only the container is fetched; undefined where the node has changed since. */
export const knownImageRead = (
  { container }: ImageSlice,
  known: ImageAtRevision,
): Read<ImageInventory | undefined> => ({
  fields: [field.container(container)],
  answer: ([text = null], revision) =>
    revision === known.revision ? { revision, container: layerFrom(text), image: known.image } : undefined,
});
