import { type AuthContext, Room } from "@colyseus/core";
import type { Schema } from "@colyseus/schema";
import type { Outcome } from "#common/framework/refusals.ts";
import type { RoomContract } from "#common/framework/room-contract.ts";
import type { VersionedState } from "#common/framework/versioned-state.ts";
import type { Caller } from "./caller.ts";
import { type OpenRoom, type OpenRoomDeps, type OpenRoomLimits, openRoom } from "./open-room.ts";
import { authenticateSeat, refusalError } from "./room-auth.ts";
import type { RoomHost } from "./room-host.ts";
import type { RoomType } from "./room-type.ts";
import type { SeatedClient } from "./seat.ts";

/** Limits every room obeys. */
export interface RoomLimits extends OpenRoomLimits {
  clientsMax: number;
  /** Over this a session is cut: a flood, not a player. */
  messagesPerSecondMax: number;
  /** How long a dropped seat is kept, seconds. */
  seatKeptSeconds: number;
}

/** What every room of a process shares. */
export interface RoomDeps extends OpenRoomDeps {
  limits: RoomLimits;
  /** Who a token speaks for, or why it is refused; undefined stands for no token. */
  authenticate(token: string | undefined): Outcome<Caller>;
  host: Pick<RoomHost, "redeem" | "opened" | "closed">;
}

/** Close codes after which a phone comes back for its seat: gone away, no status, abnormal, may try again. */
const COMES_BACK = new Set([1001, 1005, 1006, 4010]);

/** Makes the Colyseus room class of a room type: transport on one side, pure rules on the other. */
export function makeRoomClass<C extends RoomContract, S extends Schema & VersionedState>(
  type: RoomType<C, S>,
  deps: RoomDeps,
) {
  return class ContractRoom extends Room<{ state: S; client: SeatedClient }> {
    override autoDispose = false;
    override patchRate = null;
    override maxClients = deps.limits.clientsMax;
    override maxMessagesPerSecond = deps.limits.messagesPerSecondMax;
    #open: OpenRoom | undefined;
    #isClosing = false;

    static override async onAuth(token: string, _options: unknown, context: AuthContext) {
      return authenticateSeat(deps.authenticate, { token, context });
    }

    override async onCreate(options: { ticket?: unknown }) {
      const row = deps.host.redeem(String(options.ticket));
      if (row === undefined) throw refusalError("forbidden");
      this.roomId = row.id;
      this.setState(new type.state() as never);
      this.#open = await openRoom({ room: this, type, row, deps });
      deps.host.opened(row.id, this.#open.close);
    }

    override onJoin(client: SeatedClient) {
      // Nobody would ever end a seat that is taken behind the closing of all others.
      if (this.#isClosing) throw refusalError("closing");
      this.#open?.seated(client);
    }

    override onReconnect() {
      this.#open?.returned();
    }

    override onDrop(client: SeatedClient, code?: number) {
      if (code === undefined || !COMES_BACK.has(code)) return;
      // Rejects when nobody came back in time; onLeave then does what is left to do.
      this.allowReconnection(client, deps.limits.seatKeptSeconds).catch(() => {});
    }

    override onLeave(client: SeatedClient) {
      this.#open?.left(client);
    }

    override async onBeforeShutdown() {
      this.#isClosing = true;
      await this.#open?.shutDown();
    }

    override onDispose() {
      if (this.#open === undefined) return;
      this.#open.stop();
      deps.host.closed(this.roomId);
    }
  };
}
