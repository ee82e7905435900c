import type { BetNews } from "./bet-news.ts";
import { addStake, type RacePools } from "./read-pools.ts";

/** A board's pools, and the news that has come while they are being read again. */
export interface PoolsOnBoard {
  pools: RacePools;
  newsMeanwhile: BetNews[] | undefined;
}

/** Enters a bet that was placed or cancelled, unless the pools were read after it. */
export function noteBet(board: PoolsOnBoard, news: BetNews): void {
  board.newsMeanwhile?.push(news);
  enter(board.pools, news);
}

/**
 * Puts pools on the board as `read` finds them at a moment of its own: what came before that moment is
 * in them and counts once, what has come since is entered.
 */
export async function rereadPools<Found extends { pools: RacePools }>(
  board: PoolsOnBoard,
  read: () => Promise<Found>,
): Promise<Found> {
  const news: BetNews[] = [];
  board.newsMeanwhile = news;
  try {
    const found = await read();
    board.pools = found.pools;
    for (const item of news) enter(board.pools, item);
    return found;
  } finally {
    board.newsMeanwhile = undefined;
  }
}

function enter(pools: RacePools, news: BetNews): void {
  const { kind, bet } = news;
  const isPlaced = kind === "placed";
  const isKnown = isPlaced ? (bet.serial ?? 0) <= pools.serial : pools.cancelled.has(bet.id);
  if (isKnown) return;
  addStake(pools, isPlaced ? bet : { ...bet, stake: -bet.stake });
  pools.betCount += isPlaced ? 1 : -1;
  if (isPlaced) pools.head = news.head;
}
