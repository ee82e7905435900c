import type { Selection } from "#common/tote/market.ts";

/** What a player asks for; amounts in whole chips. */
export interface BetIntent {
  playerId: string;
  /** The room the player's token opens: a race of any other is `race_unknown`. */
  roomKey: string | undefined;
  key: string;
  raceId: number;
  market: string;
  selection: Selection;
  stake: bigint;
  /** The server's clock when the intent arrived (TOTE-11), epoch milliseconds. */
  arrivedAtMs: number;
}
