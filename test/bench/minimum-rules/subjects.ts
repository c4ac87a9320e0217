export const requests = 'rules.create';

export const work = (kind: string): string => `rules.work.${kind}`;

/** A stream in a file has these, as Specline's events are kept. */
export const events = { stream: 'RULES_EVENTS', all: 'rules.event.>', of: (type: string) => `rules.event.${type}` };
