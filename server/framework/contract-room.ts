import { type AuthContext, Room, ServerError } from "@colyseus/core";
import type { Schema } from "@colyseus/schema";
import { type Outcome, type RefusalCode, refusals } from "#common/framework/refusals.ts";
import type { CommandName, EventContract, RoomContract } from "#common/framework/room-contract.ts";
import type { VersionedState } from "#common/framework/versioned-state.ts";
import { cutSlowReaders } from "./backpressure.ts";
import type { Caller } from "./caller.ts";
import type { Clock } from "./clock.ts";
import { createDispatch } from "./command-dispatch.ts";
import { createCommandLimits } from "./command-limits.ts";
import { type DurableRoomRow, LeaseLost, type RoomLeases } from "./durable-room.ts";
import type { Log } from "./log.ts";
import type { ReplyLookup } from "./reply-lookup.ts";
import type { RoomHost } from "./room-host.ts";
import type { RoomContext, RoomRules, RoomType } from "./room-type.ts";
import { countAttendance, type SeatedClient } from "./seat.ts";

/** Limits every room obeys. */
export interface RoomLimits {
  clientsMax: number;
  /** Over this a session is cut: a flood, not a player. */
  messagesPerSecondMax: number;
  /** How long a dropped seat is kept, seconds. */
  seatKeptSeconds: number;
  /** A reader with more than this queued is cut, bytes. */
  queuedBytesMax: number;
}

/** What every room of a process shares. */
export interface RoomDeps {
  clock: Clock;
  log: Log;
  leases: RoomLeases;
  limits: RoomLimits;
  leaseRenewMs: number;
  findReply: ReplyLookup;
  /** Who a token speaks for, or why it is refused; undefined stands for no token. */
  authenticate(token: string | undefined): Outcome<Caller>;
  host: Pick<RoomHost, "redeem" | "opened" | "closed">;
}

export const TICK_MS = 50;
/** Close codes after which a phone comes back for its seat: gone away, no status, abnormal, may try again. */
const COMES_BACK = new Set([1001, 1005, 1006, 4010]);

type State = Schema & VersionedState;

/** Makes the Colyseus room class of a room type: transport on one side, pure rules on the other. */
export function makeRoomClass<C extends RoomContract, S extends State>(
  type: RoomType<C, S>,
  deps: RoomDeps,
) {
  return class ContractRoom extends Room<{ state: S; client: SeatedClient }> {
    override autoDispose = false;
    override patchRate = null;
    override maxClients = deps.limits.clientsMax;
    override maxMessagesPerSecond = deps.limits.messagesPerSecondMax;
    #rules: RoomRules<C> | undefined;
    #row: DurableRoomRow | undefined;
    #hasChanged = false;
    #timers: { stop(): void }[] = [];
    #limits = createCommandLimits(deps.clock.now);
    #log = deps.log;

    static override async onAuth(token: string, _options: unknown, context: AuthContext) {
      const answer = deps.authenticate(token === "" ? undefined : token);
      if (!answer.ok) throw refusalError(answer.refusal.code);
      const caller = answer.value;
      if (caller.role === "player" && caller.roomKey !== roomIdOf(context)) {
        throw refusalError("wrong_lobby");
      }
      return caller;
    }

    override async onCreate(options: { ticket?: unknown }) {
      const row = deps.host.redeem(String(options.ticket));
      if (row === undefined) throw refusalError("forbidden");
      this.#row = row;
      this.#log = deps.log.child({ room: row.code });
      this.roomId = row.id;
      this.setState(new type.state() as never);
      this.#context().change((state) => {
        state.roomEpoch = row.epoch;
      });
      this.#rules = await type.restore(this.#context());
      this.#listen();
      deps.host.opened(row.id, this.#context().close);
      this.#timers = [
        deps.clock.every(TICK_MS, () => this.#tick()),
        deps.clock.every(1_000, () => cutSlowReaders(this.clients, deps.limits.queuedBytesMax)),
        deps.clock.every(deps.leaseRenewMs, () => void this.#renew()),
      ];
    }

    override onJoin(client: SeatedClient) {
      this.#rules?.onSeated?.(client);
      this.#refreshClock();
    }

    override onReconnect() {
      this.#refreshClock();
    }

    override onDrop(client: SeatedClient, code?: number) {
      if (code === undefined || !COMES_BACK.has(code)) return;
      // Rejects when nobody came back in time; onLeave then does what is left to do.
      this.allowReconnection(client, deps.limits.seatKeptSeconds).catch(() => {});
    }

    override onLeave(client: SeatedClient) {
      this.#limits.forget(client.sessionId);
      this.#rules?.onLeft?.(client);
    }

    override async onBeforeShutdown() {
      await this.#rules?.onShutdown?.();
      await this.disconnect();
    }

    override onDispose() {
      if (this.#row !== undefined) deps.host.closed(this.#row.id);
      for (const timer of this.#timers) timer.stop();
    }

    #listen() {
      const rules = this.#rules;
      if (rules === undefined) throw new Error("a room listens only after its rules are restored");
      const handlers = {
        ...rules.commands,
        getSnapshot: () => ({ ok: true, value: snapshotOf(this.state) }),
      } as unknown as Parameters<typeof createDispatch<C>>[1];
      const dispatch = createDispatch(type.contract, handlers, {
        limits: this.#limits,
        findReply: deps.findReply,
        log: this.#log,
        now: deps.clock.now,
      });
      for (const name of Object.keys(type.contract.commands) as CommandName<C>[]) {
        this.onMessage(name, (client: SeatedClient, payload: unknown) =>
          dispatch(name, { sessionId: client.sessionId, caller: client.auth as Caller }, payload),
        );
      }
    }

    #tick() {
      try {
        this.#rules?.onTick?.(deps.clock.now());
      } catch (error) {
        this.#log.error({ error }, "tick failed");
      }
      if (!this.#hasChanged) return;
      this.#hasChanged = false;
      this.broadcastPatch();
    }

    /** A fresh server time for whoever has just come: a quiet lobby may not have changed for minutes. */
    #refreshClock() {
      this.#context().change(() => {});
    }

    async #renew() {
      try {
        await deps.leases.renew(this.#row as DurableRoomRow);
      } catch (error) {
        if (!(error instanceof LeaseLost)) {
          this.#log.warn({ error }, "lease not renewed");
          return;
        }
        this.#log.warn("another process owns this room now; closing it here");
        await this.disconnect();
      }
    }

    #context(): RoomContext<C, S> {
      const room = this;
      const row = this.#row as DurableRoomRow;
      const state = this.state as S;
      const change = (mutate: (state: S) => void) => {
        mutate(state);
        state.stateVersion += 1;
        state.serverTimeMs = deps.clock.now();
        room.#hasChanged = true;
      };
      return {
        row,
        state,
        clock: deps.clock,
        log: this.#log,
        change,
        enterPhase: (phase, phaseEndsAt, mutate) =>
          change((changing) => {
            changing.phase = phase;
            changing.phaseEpoch += 1;
            changing.phaseEndsAt = phaseEndsAt;
            mutate?.(changing);
          }),
        broadcast: (event, payload) =>
          room.broadcast(event, encodeEvent(type.contract, event, payload), {
            afterNextPatch: room.#hasChanged,
          }),
        sendTo(playerId, event, payload) {
          const encoded = encodeEvent(type.contract, event, payload);
          for (const client of room.clients) {
            if (client.auth?.playerId === playerId) client.send(event, encoded);
          }
        },
        attendance: () => countAttendance(room.clients),
        seatedPlayers: () =>
          room.clients.flatMap((client) => (client.auth?.playerId ? [client.auth] : [])),
        saveSettings: (settings) => deps.leases.saveSettings(row, settings),
        async close() {
          await deps.leases.close(row);
          await room.disconnect();
        },
      };
    }
  };
}

/** The refusal's status is the error's code, its code the message: what a client reads. */
function refusalError(code: RefusalCode): ServerError {
  return new ServerError(refusals[code].status, code);
}

/** The room a matchmaking request names: the last part of `/matchmake/joinById/<room id>`. */
function roomIdOf(context: AuthContext): string | undefined {
  const url: unknown = context.req?.url;
  return typeof url === "string"
    ? new URL(url, "http://room").pathname.split("/").at(-1)
    : undefined;
}

function encodeEvent(contract: RoomContract, event: string, payload: unknown): unknown {
  return (contract.events[event] as EventContract).payload.encode(payload);
}

function snapshotOf(state: State) {
  return {
    roomEpoch: state.roomEpoch,
    stateVersion: state.stateVersion,
    state: state.toJSON() as Record<string, unknown>,
  };
}
