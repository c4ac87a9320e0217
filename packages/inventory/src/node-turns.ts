/** Runs what concerns one node one after another, and what concerns several at the same time. */
export class NodeTurns {
  readonly #last = new Map<string, Promise<unknown>>();

  run<T>(node: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.#last.get(node) ?? Promise.resolve()).then(work);
    const ended = turn
      .catch(() => undefined)
      .finally(() => {
        if (this.#last.get(node) === ended) this.#last.delete(node);
      });
    this.#last.set(node, ended);
    return turn;
  }
}
