/** Things to come in the order of their time; those of one moment in the order they were noted. */
export interface Agenda<Item> {
  add(atMs: number, item: Item): void;
  /** The next thing that is due by `atMs`, taken out. */
  take(atMs: number): { atMs: number; item: Item } | undefined;
}

export function createAgenda<Item>(): Agenda<Item> {
  const entries: { atMs: number; item: Item }[] = [];
  return {
    add(atMs, item) {
      let low = 0;
      let high = entries.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (entries[middle]!.atMs <= atMs) low = middle + 1;
        else high = middle;
      }
      entries.splice(low, 0, { atMs, item });
    },
    take(atMs) {
      const first = entries[0];
      return first !== undefined && first.atMs <= atMs ? entries.shift() : undefined;
    },
  };
}
