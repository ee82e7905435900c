import type { EntityManager } from "typeorm";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import type { RouteBody } from "#common/framework/route-contract.ts";
import type { playerRoutes } from "#common/players/player-api.ts";
import { normalisePlayerName } from "#common/players/player-name.ts";
import { grantJoin } from "#server/ledger/grant-join.ts";
import { readWallets } from "#server/ledger/read-wallets.ts";
import { transaction } from "#server/storage/transaction.ts";
import { PlayerEntity } from "./player-entity.ts";
import { hashSecret, resumeSecretOf } from "./secret-hash.ts";
import { makeSession, type PlayerServices, type Session } from "./session.ts";

type JoinInput = RouteBody<(typeof playerRoutes)["joinLobby"]>;

/**
 * Gives a phone its player and a seat in a lobby. The join key is the phone: the first join makes the
 * player and grants its chips once (LEDGER-8), every later one, however many at once, finds the same
 * player and may bring another name or lobby.
 */
export async function joinLobby(
  services: PlayerServices,
  input: JoinInput,
): Promise<Outcome<Session, "name_invalid" | "lobby_unknown">> {
  const name = normalisePlayerName(input.name);
  if (name === undefined) return refuse("name_invalid");
  const lobby = await services.findLobby(input.lobby);
  if (lobby === undefined) return refuse("lobby_unknown");
  const resumeSecret = resumeSecretOf(input.joinKey);
  const phone = {
    name,
    lobbyCode: lobby.code,
    joinKeyHash: hashSecret(input.joinKey),
    resumeSecretHash: hashSecret(resumeSecret),
  };

  const seat = await transaction(services.dataSource, async (manager) => {
    const madeId = await insertPlayer(manager, phone);
    if (madeId === undefined) {
      const id = await updatePlayer(manager, phone);
      return { player: { id, name }, wallets: await readWallets(manager, id) };
    }
    await grantJoin(manager, { playerId: madeId, currency: "chips", amount: services.joinGrant });
    return { player: { id: madeId, name }, wallets: await readWallets(manager, madeId) };
  });
  return accept(makeSession(services.tokens, { ...seat, lobby, resumeSecret }));
}

interface Phone {
  name: string;
  lobbyCode: string;
  joinKeyHash: string;
  resumeSecretHash: string;
}

/** Answers the new player's id, `undefined` if the phone has a player. Waits for a join of the same phone. */
async function insertPlayer(manager: EntityManager, phone: Phone): Promise<string | undefined> {
  const { raw } = await manager
    .createQueryBuilder()
    .insert()
    .into(PlayerEntity)
    .values(phone)
    .orIgnore()
    .returning("id")
    .execute();
  return (raw as { id: string }[])[0]?.id;
}

async function updatePlayer(
  manager: EntityManager,
  { joinKeyHash, name, lobbyCode }: Phone,
): Promise<string> {
  const { id, ...known } = await manager.findOneByOrFail(PlayerEntity, { joinKeyHash });
  if (known.name !== name || known.lobbyCode !== lobbyCode) {
    await manager.update(PlayerEntity, { id }, { name, lobbyCode });
  }
  return id;
}
