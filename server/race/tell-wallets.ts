import type { DataSource } from "typeorm";
import type { RaceContract } from "#common/race/race-messages.ts";
import type { RaceState } from "#common/race/race-state.ts";
import { playerIdOf } from "#server/framework/caller.ts";
import type { RoomContext } from "#server/framework/room-type.ts";
import { readWallets } from "#server/ledger/read-wallets.ts";

/** Tells those of the players who are here of their own balances; the others ask when they return. */
export async function tellWallets(
  context: RoomContext<RaceContract, RaceState>,
  dataSource: DataSource,
  playerIds: readonly string[],
): Promise<void> {
  const seated = new Set(context.seatedPlayers().map(playerIdOf));
  for (const playerId of playerIds.filter((id) => seated.has(id))) {
    const wallets = await readWallets(dataSource.manager, playerId);
    context.sendTo(playerId, "handlesChanged", { wallets });
  }
}
