import { containerSchema } from '@specline/contracts';

const { Path: text, OS: optionalText, Config, NetworkSettings, MountPoints } = containerSchema.shape;

const object = containerSchema.pick({});
const mountPoint = MountPoints.unwrap().unwrap().valueType;
const byName = NetworkSettings.unwrap().unwrap().shape.Networks;

/**
 * A container as `docker inspect` prints it. It is made of the fields of a request's container,
 * so that what is accepted is the same in both; only where inspect differs is it stated here.
 */
export const inspectSchema = containerSchema
  .pick({ Id: true, Name: true, Path: true, Args: true, Image: true, HostConfig: true, NetworkSettings: true })
  .extend({
    /** The operating system. Docker before 17.09 does not tell it. */
    Platform: optionalText,
    State: object.extend({ StartedAt: text.regex(/^\d{4}-/, 'must be a time, such as 2019-11-12T09:41:31.1026735Z') }),
    Config: Config.extend({ Labels: byName }),
    Mounts: mountPoint.extend({ Destination: text }).array().nullish(),
  });

/** Go's zero time is in year 1: a container that never was started has it. */
export const neverStarted = /^0001-/;
