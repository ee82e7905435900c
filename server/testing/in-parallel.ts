/** Does `act` for every item, so many at once. */
export async function inParallel<Item>(
  lanes: number,
  items: readonly Item[],
  act: (item: Item, index: number) => Promise<unknown>,
): Promise<void> {
  const queue = items.entries();
  const lane = async () => {
    for (const [index, item] of queue) await act(item, index);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
