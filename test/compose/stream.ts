import { connect, type NatsConnection } from 'nats';

const NAME = 'KEPT';
const SUBJECT = 'kept';

/** Makes a stream with one message. */
export function addMessage(url: string): Promise<void> {
  return withConnection(url, async (connection) => {
    const { streams } = await connection.jetstreamManager();
    await streams.add({ name: NAME, subjects: [SUBJECT] });
    await connection.jetstream().publish(SUBJECT);
  });
}

/** Whether that stream still has that message. */
export function hasMessage(url: string): Promise<boolean> {
  return withConnection(url, async (connection) => {
    const { streams } = await connection.jetstreamManager();
    return (await streams.info(NAME)).state.messages === 1;
  });
}

async function withConnection<T>(url: string, use: (connection: NatsConnection) => Promise<T>): Promise<T> {
  const connection = await connect({ servers: url });
  try {
    return await use(connection);
  } finally {
    await connection.close();
  }
}
