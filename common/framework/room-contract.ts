import type { z } from "zod";
import type { RefusalCode } from "./refusals.ts";
import type { Role } from "./roles.ts";

/** One command of a room: what a client may ask, who may, and what it gets back. */
export interface CommandContract {
  /** One sentence for the message catalogue. */
  summary: string;
  roles: readonly Role[];
  /** A payload; objects are strict, so an unknown field is `invalid_input`. */
  input: z.ZodType;
  reply: z.ZodType;
  /** The refusals this command can answer besides the ones every command can. */
  refusals: readonly RefusalCode[];
  /** Moves money: `input` carries `key`, and a repeated key gets the first answer again. */
  isIdempotent?: true;
  /** Commands of this kind one session may send in a second before it is told `rate_limited`. */
  perSecondMax?: number;
}

/** One event a room sends by itself: to everyone (`broadcast`) or to one player (`direct`). */
export interface EventContract {
  summary: string;
  to: "broadcast" | "direct";
  payload: z.ZodType;
}

/** Everything that crosses the wire of one kind of room besides its state. */
export interface RoomContract {
  /** `getSnapshot` is every room's own: the whole state and its version. */
  commands: Readonly<Record<string, CommandContract>> & { readonly getSnapshot: CommandContract };
  events: Readonly<Record<string, EventContract>>;
}

/** Keeps the literal types of a contract, so that names and shapes are checked on both sides. */
export function defineRoomContract<const Contract extends RoomContract>(
  contract: Contract,
): Contract {
  return contract;
}

export type CommandName<C extends RoomContract> = Extract<keyof C["commands"], string>;
export type EventName<C extends RoomContract> = Extract<keyof C["events"], string>;

/** A command's payload as it travels (amounts are strings): what a client sends. */
export type CommandInputWire<C extends RoomContract, N extends CommandName<C>> = z.input<
  C["commands"][N]["input"]
>;
/** A command's payload after decoding (amounts are bigint): what a handler gets. */
export type CommandInput<C extends RoomContract, N extends CommandName<C>> = z.output<
  C["commands"][N]["input"]
>;
/** A command's value as a handler returns it. */
export type CommandReply<C extends RoomContract, N extends CommandName<C>> = z.output<
  C["commands"][N]["reply"]
>;
/** A command's value as a client receives it. */
export type CommandReplyWire<C extends RoomContract, N extends CommandName<C>> = z.input<
  C["commands"][N]["reply"]
>;
/** An event's payload as the server writes it. */
export type EventPayload<C extends RoomContract, N extends EventName<C>> = z.output<
  C["events"][N]["payload"]
>;
/** An event's payload as a client receives it. */
export type EventPayloadWire<C extends RoomContract, N extends EventName<C>> = z.input<
  C["events"][N]["payload"]
>;
