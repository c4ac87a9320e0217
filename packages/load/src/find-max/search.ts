/** What is known of the rates that were tried. */
export interface Known {
  /** The highest that met the target below all that missed it. */
  readonly met?: number;
  /** The lowest that missed it. */
  readonly missed?: number;
}

export interface Bounds {
  readonly start: number;
  readonly highest: number;
}

/** Two rates are as near as it is worth to know, for no two runs of a system are more alike. */
const nearEnough = 1.1;
/** Below one request a second a percentile takes too long. */
const lowest = 1;

/** The next rate to try: doubled or halved until the target lies between two, then between them; undefined: done. */
export function nextRate({ met, missed }: Known, { start, highest }: Bounds): number | undefined {
  if (met === undefined && missed === undefined) return Math.min(start, highest);
  if (missed === undefined) return met === highest ? undefined : Math.min(highest, rounded((met ?? lowest) * 2));
  if (met === undefined) return missed <= lowest ? undefined : Math.max(lowest, rounded(missed / 2));
  if (missed / met <= nearEnough) return undefined;
  const between = rounded(Math.sqrt(met * missed));
  return between > met && between < missed ? between : undefined;
}

/** What is known after another try. Noise may contradict: then the lower rate counts. */
export function learn({ met, missed }: Known, rate: number, isMet: boolean): Known {
  const lowestMissed = isMet ? missed : Math.min(rate, missed ?? rate);
  const highestMet = isMet ? Math.max(rate, met ?? rate) : met;
  return {
    ...(lowestMissed === undefined ? {} : { missed: lowestMissed }),
    ...(highestMet === undefined || highestMet >= (lowestMissed ?? Number.POSITIVE_INFINITY)
      ? {}
      : { met: highestMet }),
  };
}

/** The rate to confirm next where one could not be: a tenth less. */
export const below = (rate: number): number | undefined =>
  rate <= lowest ? undefined : Math.max(lowest, Math.min(rate - 1, rounded(rate * 0.9)));

/** Three digits that matter. */
function rounded(rate: number): number {
  const unit = Math.max(1, 10 ** (Math.floor(Math.log10(rate)) - 2));
  return Math.max(1, Math.round(rate / unit) * unit);
}
