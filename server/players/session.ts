import type { DataSource } from "typeorm";
import type { Amount } from "#common/framework/amounts.ts";
import type { RouteReply } from "#common/framework/route-contract.ts";
import type { playerRoutes } from "#common/players/player-api.ts";
import type { Wallet } from "#common/wallet/wallet-schemas.ts";
import type { Tokens } from "./tokens.ts";

/** An active lobby: where its code leads. */
export interface Lobby {
  /** The one room that a player's token opens (`Caller.roomKey`). */
  key: string;
  code: string;
  roomId: string;
}

/** What joining and resuming work with. */
export interface PlayerServices {
  dataSource: DataSource;
  tokens: Tokens;
  /** The active lobby of a code in capitals. */
  findLobby: (code: string) => Promise<Lobby | undefined>;
  /** Chips that a phone's first join grants. */
  joinGrant: Amount;
}

export type Session = RouteReply<(typeof playerRoutes)["joinLobby"]>;

/** A player's seat in a lobby: the token for it and all that the phone shows first. */
export function makeSession(
  tokens: Tokens,
  seat: {
    player: { id: string; name: string };
    lobby: Lobby;
    resumeSecret: string;
    wallets: Wallet[];
  },
): Session {
  const { player, lobby, resumeSecret, wallets } = seat;
  const token = tokens.sign({
    role: "player",
    playerId: player.id,
    name: player.name,
    roomKey: lobby.key,
  });
  return {
    token,
    resumeSecret,
    player: { id: player.id, name: player.name },
    lobby: { code: lobby.code, roomId: lobby.roomId },
    wallets,
  };
}
