export const stream = 'MINIMUM';

export const allRequests = 'minimum.submit.*';

/** A client names itself there, so that its answers find it. */
export const requests = (client: string): string => `minimum.submit.${client}`;

export const answers = (client: string): string => `minimum.answer.${client}`;

/** The last part of the subject of a request. */
export const clientOf = (subject: string): string => subject.slice(subject.lastIndexOf('.') + 1);
