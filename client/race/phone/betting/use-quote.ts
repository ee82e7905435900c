import { useEffect, useRef, useState } from "preact/hooks";
import { poolOf } from "#client/race/pools.ts";
import type { RaceFeed } from "#client/race/race-feed.ts";
import type { RaceView } from "#client/race/race-view.ts";
import type { MarketName } from "#common/tote/market.ts";

/** At most one question in this time, however fast stakes are tapped and pools move. */
const ASK_EVERY_MS = 150;

/** What a bet would be paid if the race went off now. */
export interface Quote {
  /** Hundredths per chip; 0 = no figure. */
  odds: number;
  /** Whole chips, the stake included. */
  potentialReturn: bigint;
  /** The house's price, which this bet would keep (TOTE-8). */
  isFixed: boolean;
}

/** The bet on the slip; `selection` is complete. */
export interface QuotedBet {
  market: MarketName;
  selection: readonly number[];
  stake: bigint;
}

/**
 * The figures of the slip: reckoned here at a fixed price, asked of the room for a pool, and asked
 * again whenever the pool moves (TOTE-9). Undefined until there is an answer for exactly this bet.
 */
export function useQuote(options: {
  feed: RaceFeed;
  view: RaceView;
  bet: QuotedBet | undefined;
}): Quote | undefined {
  const { feed, view, bet } = options;
  const [heard, setHeard] = useState<{ about: string; quote: Quote }>();
  const asking = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wanted = useRef<(QuotedBet & { raceId: number }) | undefined>(undefined);
  const fixed = bet && fixedQuote(view, bet);
  const about = bet === undefined ? "" : nameOf({ ...bet, raceId: view.raceId });
  const { raceId } = view;
  wanted.current = fixed === undefined && bet !== undefined ? { ...bet, raceId } : undefined;

  async function ask(): Promise<void> {
    asking.current = undefined;
    const { current } = wanted;
    if (current === undefined) return;
    const { market, selection, stake } = current;
    const input = {
      raceId: current.raceId,
      market,
      selection: [...selection],
      stake: String(stake),
    };
    const answer = await feed.connection.request("quoteBet", input).catch(() => undefined);
    if (!answer?.ok) return;
    const { odds, potentialReturn } = answer.value;
    setHeard({
      about: nameOf(current),
      quote: { odds, potentialReturn: BigInt(potentialReturn), isFixed: false },
    });
  }

  useEffect(() => {
    if (wanted.current !== undefined) asking.current ??= setTimeout(() => void ask(), ASK_EVERY_MS);
  }, [about, bet && poolOf(view, bet.market)]);
  useEffect(() => () => clearTimeout(asking.current), []);

  return fixed ?? (heard?.about === about ? heard.quote : undefined);
}

function nameOf(bet: QuotedBet & { raceId: number }): string {
  const { raceId, market, selection, stake } = bet;
  return `${raceId} ${market} ${selection.join("-")} ${stake}`;
}

function fixedQuote(view: RaceView, { market, selection, stake }: QuotedBet): Quote | undefined {
  const runner = view.runners.find(({ number }) => number === selection[0]);
  if (market !== "win" || runner === undefined || runner.fixedPrice === 0) return undefined;
  const potentialReturn = (stake * BigInt(runner.fixedPrice)) / 100n;
  return { odds: runner.fixedPrice, potentialReturn, isFixed: true };
}
