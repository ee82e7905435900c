/** Those who want to be told of one thing. */
export interface Listeners<Told> {
  /** Returns how to stop listening. */
  add(listener: (told: Told) => void): () => void;
  tell(told: Told): void;
}

export function makeListeners<Told>(): Listeners<Told> {
  const listeners = new Set<(told: Told) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(told) {
      for (const listener of listeners) listener(told);
    },
  };
}
