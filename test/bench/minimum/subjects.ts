export const requests = 'minimum.create';

export const work = (worker: string): string => `minimum.work.${worker}`;
