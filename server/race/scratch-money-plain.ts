import { scratchedBets } from "#common/tote/scratched-bets.ts";
import { lockedAccount } from "#server/ledger/account-names.ts";
import { RaceEntity } from "./race-entities.ts";
import type { ScratchMoney } from "./scratch-money.ts";
import { readBets } from "./settle-bets.ts";
import { endBetsPlain, freeLiability, giveBack, lockRaceMoney } from "./settle-bets-plain.ts";

/** Takes the runner out step by step: the oracle that `scratchMoney` is compared with. */
export const scratchMoneyPlain: ScratchMoney = async (manager, { row, number }) => {
  const { id: raceId, scratched } = row;
  const open = (await readBets(manager, raceId)).filter(({ status }) => status === "open");
  const named = new Set(scratchedBets(open, number));
  const back = open.filter((bet) => named.has(bet) || bet.price !== null);
  const playerIds = back.map(({ playerId }) => playerId);
  const liability = await lockRaceMoney(manager, { raceId, playerIds });
  await manager.update(
    RaceEntity,
    { id: raceId },
    { scratched: [...scratched, number].sort((a, b) => a - b) },
  );
  const transfers = [
    ...(await freeLiability(manager, { raceId, liability })),
    ...back.map(({ playerId, id, stake }) =>
      giveBack(lockedAccount(playerId), {
        kind: "bet_scratched",
        playerId,
        raceId,
        betId: id,
        amount: stake,
      }),
    ),
  ];
  const ends = back.map(({ id, stake }) => {
    return { id, status: "refunded" as const, payout: stake, fee: 0n };
  });
  return endBetsPlain(manager, { ends, transfers });
};
