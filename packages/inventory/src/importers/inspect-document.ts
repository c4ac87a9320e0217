import { containerSchema } from '@specline/contracts';

const { Id, Name, Path, Args, Image, OS, Config, HostConfig, NetworkSettings, MountPoints } = containerSchema.shape;
const text = Path;
const texts = MountPoints.unwrap().unwrap().keyType;
const mountPoint = MountPoints.unwrap().unwrap().valueType;
