import type { BattleContract } from "#common/battle/battle-messages.ts";
import type { EventPayload } from "#common/framework/room-contract.ts";
import type { BattleOnBoard } from "./read-current.ts";

/** What everyone is told of a battle that has its result: scores best first. */
export function toEndNews({
  row,
  tally,
}: Pick<BattleOnBoard, "row" | "tally">): EventPayload<BattleContract, "battleEnded"> {
  return {
    battleId: row.id,
    winner: row.winner ?? "",
    isTie: row.isTie,
    scores: tally.standings().order.map(({ country, points }) => ({ country, points })),
  };
}
