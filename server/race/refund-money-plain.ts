import { houseAccount, lockedAccount } from "#server/ledger/account-names.ts";
import { RaceInputEntity } from "./race-entities.ts";
import type { RefundMoney } from "./refund-money.ts";
import { readBets } from "./settle-bets.ts";
import {
  type BetEnd,
  endBetsPlain,
  freeLiability,
  giveBack,
  lockRaceMoney,
} from "./settle-bets-plain.ts";

/** Gives everything back step by step: the oracle that `refundMoney` is compared with. */
export const refundMoneyPlain: RefundMoney = async (manager, { id: raceId }) => {
  const bets = await readBets(manager, raceId);
  const open = bets.filter(({ status }) => status === "open");
  const fined = bets.filter(({ fee }) => fee > 0n);
  const inputs = await manager.find(RaceInputEntity, { where: { raceId }, order: { seq: "ASC" } });
  const casts = inputs.filter(({ status }) => status === "held" || status === "captured");
  const playerIds = [...open, ...fined, ...casts].map(({ playerId }) => playerId);
  const liability = await lockRaceMoney(manager, { raceId, playerIds });
  const house = houseAccount("chips");
  const transfers = [
    ...(await freeLiability(manager, { raceId, liability })),
    ...open.map(({ playerId, id, stake }) =>
      giveBack(lockedAccount(playerId), {
        kind: "race_refunded",
        playerId,
        raceId,
        betId: id,
        amount: stake,
      }),
    ),
    ...fined.map(({ playerId, id, fee }) =>
      giveBack(house, { kind: "race_refunded", playerId, raceId, betId: id, amount: fee }),
    ),
    ...casts.map(({ playerId, cost, status }) =>
      giveBack(status === "held" ? lockedAccount(playerId) : house, {
        kind: "power_released",
        playerId,
        raceId,
        amount: cost,
      }),
    ),
  ];
  for (const { seq } of casts) {
    await manager.update(RaceInputEntity, { raceId, seq }, { status: "refunded" });
  }
  const ends = [
    ...open.map(({ id, stake }): BetEnd => ({ id, status: "refunded", payout: stake, fee: 0n })),
    ...fined.map(
      ({ id, payout, fee }): BetEnd => ({ id, status: "cancelled", payout: payout + fee, fee: 0n }),
    ),
  ];
  return endBetsPlain(manager, { ends, transfers });
};
