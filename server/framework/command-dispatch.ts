import { type Outcome, refuse } from "#common/framework/refusals.ts";
import type {
  CommandContract,
  CommandInput,
  CommandName,
  CommandReply,
  RoomContract,
} from "#common/framework/room-contract.ts";
import type { Caller } from "./caller.ts";
import type { CommandLimits } from "./command-limits.ts";
import type { IntentScope, ReplyLookup, StoredReply } from "./reply-lookup.ts";

/** One decoded command, as a handler sees it. */
export interface CommandCall<C extends RoomContract, N extends CommandName<C>> {
  input: CommandInput<C, N>;
  caller: Caller;
  /** The server's clock when the command arrived, epoch milliseconds. */
  arrivedAtMs: number;
}

/** A handler's answer: the value in program form, the stored first answer, or a refusal. */
export type CommandAnswer<Value> = Outcome<Value> | StoredReply;

/** One handler for each command of a contract; a missing or misnamed one does not compile. */
export type CommandHandlers<C extends RoomContract> = {
  [N in CommandName<C>]: (
    call: CommandCall<C, N>,
  ) => Promise<CommandAnswer<CommandReply<C, N>>> | CommandAnswer<CommandReply<C, N>>;
};

/** The answer as it travels. */
export type WireAnswer = Outcome<unknown>;

export interface DispatchDeps {
  limits: CommandLimits;
  findReply: ReplyLookup;
  now: () => number;
  /** Notes what a handler threw and tells what to answer. */
  fail(error: unknown, context: { at: string; caller: Caller }): WireAnswer;
}

/**
 * Takes a command from the wire to its answer: decode → role → idempotency look-up → rate limit →
 * handler. Never throws: a bad payload is `invalid_input`, a bug is noted and answered `internal`.
 */
export function createDispatch<C extends RoomContract>(
  contract: C,
  handlers: CommandHandlers<C>,
  deps: DispatchDeps,
) {
  return async function dispatch(
    name: CommandName<C>,
    seat: { sessionId: string; caller: Caller },
    payload: unknown,
  ): Promise<WireAnswer> {
    const arrivedAtMs = deps.now();
    const command = contract.commands[name] as CommandContract;
    const decoded = command.input.safeParse(payload);
    if (!decoded.success) return refuse("invalid_input", firstIssue(decoded.error));
    if (!command.roles.includes(seat.caller.role)) return refuse("forbidden");
    try {
      const scope = intentScope(name, command, { caller: seat.caller, input: decoded.data });
      const stored = scope && (await deps.findReply(scope));
      if (stored !== undefined) return toWire(command, stored);
      if (!deps.limits.admit(seat.sessionId, name, command.perSecondMax)) {
        return refuse("rate_limited", { retryAfterSeconds: 1 });
      }
      const answer = await handlers[name]({
        input: decoded.data as CommandInput<C, CommandName<C>>,
        caller: seat.caller,
        arrivedAtMs,
      });
      return toWire(command, answer);
    } catch (error) {
      return deps.fail(error, { at: name, caller: seat.caller });
    }
  };
}

function intentScope(
  operation: string,
  command: CommandContract,
  { caller, input }: { caller: Caller; input: unknown },
): IntentScope | undefined {
  if (command.isIdempotent !== true || caller.playerId === undefined) return undefined;
  const { key, ...rest } = input as { key: string };
  return { playerId: caller.playerId, operation, key, input: rest };
}

function toWire(command: CommandContract, answer: CommandAnswer<unknown>): WireAnswer {
  if (!answer.ok) return answer;
  if ("text" in answer) return { ok: true, value: JSON.parse(answer.text) };
  return { ok: true, value: command.reply.encode(answer.value) };
}

/** Where the payload is wrong and how, for the developer of a client. */
export function firstIssue(error: {
  issues: readonly { path: readonly PropertyKey[]; message: string }[];
}): { at: string; problem: string } {
  const issue = error.issues[0];
  return { at: issue?.path.map(String).join(".") ?? "", problem: issue?.message ?? "" };
}
