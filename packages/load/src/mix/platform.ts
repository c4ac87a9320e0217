import { Unreadable } from '../profile/quantity.ts';

/** What containers a load is made of: process isolation, Hyper-V isolation, Linux on Windows. */
export const platforms = ['windows', 'hyperv', 'lcow'] as const;
export type Platform = (typeof platforms)[number];

/** How much of each there is, in any unit. */
export type Weights = Readonly<Record<Platform, number>>;

const isPlatform = (name: string): name is Platform => platforms.some((platform) => platform === name);

/** Reads `windows=70,hyperv=20,lcow=10`; what is not named does not occur. @throws Unreadable */
export function parseWeights(text: string): Weights {
  const weights = { windows: 0, hyperv: 0, lcow: 0 };
  for (const part of text.split(',')) {
    const [, name = '', weight = ''] = /^([a-z]+)=(\d{1,6}(?:\.\d+)?)$/.exec(part) ?? [];
    if (!isPlatform(name)) {
      throw new Unreadable(`"${text}" is no mix; write weights of ${platforms.join(', ')}, as windows=70,lcow=30`);
    }
    weights[name] = Number(weight);
  }
  if (weights.windows + weights.hyperv + weights.lcow > 0) return weights;
  throw new Unreadable(`"${text}" has nothing in it; give one of ${platforms.join(', ')} a weight above 0`);
}

/** The platform that a number from 0 to 1 falls on. */
export function platformAt(weights: Weights, chance: number): Platform {
  let left = chance * platforms.reduce((sum, platform) => sum + weights[platform], 0);
  for (const platform of platforms) {
    left -= weights[platform];
    if (left < 0) return platform;
  }
  return platforms.findLast((platform) => weights[platform] > 0) ?? 'windows';
}
