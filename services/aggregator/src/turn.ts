/** One turn of the event loop. */
export interface Turn {
  /** Does something when all that has arrived by now was looked at, in the order in which it was asked for. */
  atEnd(action: () => void): void;
}

/**
 * What is done at the end of a turn is done in one go: the client of the broker then writes all of it at once, where
 * actions that the event loop calls one by one cost a write each.
 */
export function eventLoopTurn(): Turn {
  let actions: (() => void)[] = [];
  const end = (): void => {
    const ended = actions;
    actions = [];
    for (const action of ended) action();
  };
  return {
    atEnd(action) {
      if (actions.length === 0) setImmediate(end);
      actions.push(action);
    },
  };
}
