const { hostname: host, port } = new URL(process.env.REDIS_URL);

export const connection = { host, port: Number(port) };

/** The queue of the jobs that join. */
export const specs = 'specs';

/** Jobs that wait for Redis wait together; the documentation gives 100 to 300 for such. */
export const concurrency = 100;

/** Finished jobs stay for a while, and not for ever, as the documentation advises. */
export const kept = { removeOnComplete: { count: 1_000 }, removeOnFail: { count: 5_000 } };
