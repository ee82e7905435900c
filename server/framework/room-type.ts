import type { Schema } from "@colyseus/schema";
import type { EventName, EventPayload, RoomContract } from "#common/framework/room-contract.ts";
import type { VersionedState } from "#common/framework/versioned-state.ts";
import type { Caller } from "./caller.ts";
import type { Clock } from "./clock.ts";
import type { CommandHandlers } from "./command-dispatch.ts";
import type { DurableRoomRow } from "./durable-room.ts";
import type { Log } from "./log.ts";
import type { Attendance, SeatedClient } from "./seat.ts";

/** What the framework offers to the rules of one room. */
export interface RoomContext<C extends RoomContract, S extends VersionedState> {
  /** The row this room lives by; `epoch` is the one every write must name. */
  readonly row: Readonly<DurableRoomRow>;
  readonly state: Readonly<S>;
  readonly clock: Clock;
  readonly log: Log;
  /**
   * The only way to change the state: one call is one authoritative change, one new version.
   * Changes of one tick travel in one patch.
   */
  change(mutate: (state: S) => void): void;
  /** Enters a phase with its absolute end (0 = none): a change with a new `phaseEpoch`. */
  enterPhase(phase: S["phase"], phaseEndsAt: number, mutate?: (state: S) => void): void;
  /** Sends an event to everyone, after the changes made so far. */
  broadcast<E extends EventName<C>>(event: E, payload: EventPayload<C, E>): void;
  /** Sends an event to every seat of one player. */
  sendTo<E extends EventName<C>>(playerId: string, event: E, payload: EventPayload<C, E>): void;
  attendance(): Attendance;
  /** Players with an open seat. */
  seatedPlayers(): Caller[];
  saveSettings(settings: Record<string, unknown>): Promise<void>;
  /** Closes the row for good and the room with it. */
  close(): Promise<void>;
}

/** The rules of one open room. */
export interface RoomRules<C extends RoomContract> {
  commands: Omit<CommandHandlers<C>, "getSnapshot">;
  /** Called every tick, before the patch leaves. */
  onTick?(now: number): void;
  onSeated?(client: SeatedClient): void;
  /** A seat was given up for good: left, or dropped and not taken again in time. */
  onLeft?(client: SeatedClient): void;
  /** The room is gone from this process, for whatever reason: let go of what it held. */
  onStopped?(): void;
  /** The process stops: finish what runs, start nothing new. The row stays open for the restart. */
  onShutdown?(): Promise<void>;
}

/**
 * A kind of room. `restore` is the only way in, for a room just opened and for one found at boot:
 * it rebuilds the rules from the database, so a room type that can't be restored does not compile.
 */
export interface RoomType<
  C extends RoomContract = RoomContract,
  S extends Schema & VersionedState = Schema & VersionedState,
> {
  name: string;
  contract: C;
  state: new () => S;
  /** Milliseconds between ticks; a tick sends at most one patch. 50 when not said. */
  tickMs?: number;
  restore(context: RoomContext<C, S>): Promise<RoomRules<C>>;
}

export function defineRoomType<C extends RoomContract, S extends Schema & VersionedState>(
  type: RoomType<C, S>,
): RoomType<C, S> {
  return type;
}
