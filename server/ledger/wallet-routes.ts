import type { DataSource } from "typeorm";
import { accept } from "#common/framework/refusals.ts";
import type { walletRoutes } from "#common/wallet/wallet-api.ts";
import type { Caller } from "#server/framework/caller.ts";
import type { RouteHandlers } from "#server/framework/route-handlers.ts";
import type { ReadRaceWords } from "./race-words.ts";
import { readStatement } from "./read-statement.ts";
import { readWallets } from "./read-wallets.ts";

/** A player's own balances and movements. */
export function createWalletHandlers({
  dataSource: { manager },
  raceWords,
}: {
  dataSource: DataSource;
  raceWords: ReadRaceWords;
}): RouteHandlers<typeof walletRoutes> {
  return {
    async readWallet({ caller }) {
      return accept({ wallets: await readWallets(manager, playerOf(caller)) });
    },
    async readStatement({ caller, query: { limit, before, raceId } }) {
      const page = await readStatement(manager, {
        playerId: playerOf(caller),
        currency: "chips",
        limit,
        raceWords,
        ...(before !== undefined && { before: BigInt(before) }),
        ...(raceId !== undefined && { raceId }),
      });
      return accept(page);
    },
  };
}

/** The routes are open to players alone, and every player's token has an id. */
function playerOf({ playerId }: Caller): string {
  if (playerId === undefined) throw new Error("a player's token has no player");
  return playerId;
}
