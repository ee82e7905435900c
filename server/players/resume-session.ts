import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import type { RouteBody } from "#common/framework/route-contract.ts";
import type { playerRoutes } from "#common/players/player-api.ts";
import { readWallets } from "#server/ledger/read-wallets.ts";
import { PlayerEntity } from "./player-entity.ts";
import { hashSecret } from "./secret-hash.ts";
import { makeSession, type PlayerServices, type Session } from "./session.ts";

type ResumeInput = RouteBody<(typeof playerRoutes)["resumeSession"]>;

/**
 * A new token for a known phone, into the lobby it was in or the one it names. The secret stays the
 * same, so that a lost reply loses nobody.
 */
export async function resumeSession(
  { dataSource, tokens, findLobby }: PlayerServices,
  { resumeSecret, lobby: wantedCode }: ResumeInput,
): Promise<Outcome<Session, "unauthorized" | "lobby_unknown">> {
  const { manager } = dataSource;
  const player = await manager.findOneBy(PlayerEntity, {
    resumeSecretHash: hashSecret(resumeSecret),
  });
  if (player === null) return refuse("unauthorized");
  const lobby = await findLobby(wantedCode ?? player.lobbyCode);
  if (lobby === undefined) return refuse("lobby_unknown");
  if (lobby.code !== player.lobbyCode) {
    await manager.update(PlayerEntity, { id: player.id }, { lobbyCode: lobby.code });
  }
  const wallets = await readWallets(manager, player.id);
  return accept(makeSession(tokens, { player, lobby, resumeSecret, wallets }));
}
