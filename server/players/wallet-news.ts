/** Says whose coins or handles have changed, to the rooms in which those players may sit. */
export interface WalletNews {
  tell(playerIds: readonly string[]): void;
  /** What it answers ends it. */
  follow(listener: (playerIds: readonly string[]) => void): () => void;
}

export function createWalletNews(): WalletNews {
  const listeners = new Set<(playerIds: readonly string[]) => void>();
  return {
    tell(playerIds) {
      for (const listener of listeners) listener(playerIds);
    },
    follow(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
