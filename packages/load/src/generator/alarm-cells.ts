/** What the alarm and its thread share: the microseconds that are asked for, a bell, and a place to sleep at. */
export const alarmCells = { asked: 0, rung: 1, bed: 2, bytes: 12 } as const;
