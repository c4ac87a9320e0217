/** As many requests as lines that differ; the lines are held in memory. */
export const compiledEstate = { nodes: 20, containersEach: 100 } as const;
