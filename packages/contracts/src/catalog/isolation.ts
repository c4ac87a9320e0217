import { z } from 'zod';

/** Settled once by the aggregator, so that all kinds agree. */
export const isolationSchema = z.enum(['process', 'hyperv']);
export type Isolation = z.infer<typeof isolationSchema>;

/** The image's platform, as far as the reference tells them apart. */
export const platformSchema = z.enum(['windows', 'linux', 'unsupported']);
export type Platform = z.infer<typeof platformSchema>;
