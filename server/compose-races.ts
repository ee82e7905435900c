import type { AppOptions } from "./app-options.ts";
import type { WalletNews } from "./players/wallet-news.ts";
import { type BetDesk, openBetDesk } from "./race/bet-desk.ts";
import { openEntropyBook } from "./race/entropy-book.ts";
import { openPowerDesk, type PowerDesk } from "./race/power-desk.ts";
import { priceCard } from "./race/price-card.ts";
import { defineRaceRoom } from "./race/race-room.ts";
import { houseTermsOf, raceTermsOf, timetableOf } from "./race-terms.ts";
import { createPoolHistory, type PoolHistory } from "./stats/pool-history.ts";

/** The races of this process: their kind of room, and the desks behind both doors. */
export interface Races {
  room: ReturnType<typeof defineRaceRoom>;
  desk: BetDesk;
  powers: PowerDesk;
  poolHistory: PoolHistory;
}

export function composeRaces(
  { config, dataSource, clock, log }: AppOptions,
  { walletNews }: { walletNews: WalletNews },
): Races {
  const desk = openBetDesk(dataSource, { queueMax: config.BET_QUEUE_MAX });
  const powers = openPowerDesk({ dataSource, log });
  const poolHistory = createPoolHistory({ dataSource, clock, log });
  const room = defineRaceRoom({
    dataSource,
    desk,
    powers,
    entropy: openEntropyBook({ dataSource, clock }),
    entropyCallMs: config.ENTROPY_CALL_MS,
    poolHistory,
    termsOf: (house, prices) => raceTermsOf(config, house, prices),
    houseTerms: houseTermsOf(config),
    priceCard: (card, { signal }) =>
      priceCard(card, { marginBps: config.FIXED_MARGIN_BPS, signal }),
    timetable: timetableOf(config),
    fieldSize: config.FIELD_SIZE,
    dailyFloor: config.DAILY_FLOOR,
    walletNews,
  });
  return { room, desk, powers, poolHistory };
}
