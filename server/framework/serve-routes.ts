import type { Application, Request, Response } from "express";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import type { RouteContract } from "#common/framework/route-contract.ts";
import { answerFailure } from "./answer-failure.ts";
import { anonymous, type Caller } from "./caller.ts";
import { firstIssue } from "./command-dispatch.ts";
import { readIdempotencyKey } from "./idempotency-header.ts";
import type { Log } from "./log.ts";
import { sendProblem } from "./problem.ts";
import type { ReplyLookup, StoredReply } from "./reply-lookup.ts";
import type { RouteCall, RouteHandlers } from "./route-handlers.ts";

export interface RouteDeps {
  /** The server's clock, epoch milliseconds. */
  now(): number;
  log: Log;
  findReply: ReplyLookup;
  authenticate(token: string | undefined): Outcome<Caller>;
  /** Takes one request from an address's allowance; a refusal says when to come back. */
  admit(address: string): Promise<Outcome<undefined, "rate_limited">>;
}

type Routes = Readonly<Record<string, RouteContract>>;
type AnyCall = RouteCall<RouteContract>;
type AnyAnswer = Outcome<unknown> | StoredReply;

/**
 * Serves a set of routes: authentication → validation → idempotency look-up → rate limit → handler.
 * Every answer is JSON; every refusal problem+json; a bug is logged and answered `internal`.
 */
export function serveRoutes<Set extends Routes>(
  app: Application,
  { routes, handlers, deps }: { routes: Set; handlers: RouteHandlers<Set>; deps: RouteDeps },
): void {
  for (const [name, route] of Object.entries(routes)) {
    const handler = handlers[name] as unknown as (call: AnyCall) => Promise<AnyAnswer>;
    const verb = route.method.toLowerCase() as "get" | "post" | "put" | "delete";
    app[verb](route.path, (request, response) => {
      answer({ name, route, handler, deps }, request, response).catch((error: unknown) => {
        const { refusal } = answerFailure(error, { log: deps.log, at: name });
        if (!response.headersSent) sendProblem(response, refusal);
      });
    });
  }
}

interface Served {
  name: string;
  route: RouteContract;
  handler: (call: AnyCall) => Promise<AnyAnswer>;
  deps: RouteDeps;
}

async function answer(served: Served, request: Request, response: Response): Promise<void> {
  const { route, deps } = served;
  const call = readCall(route, request, deps);
  if (!call.ok) return sendProblem(response, call.refusal);
  const stored = await findStored(served, call.value);
  if (stored !== undefined) return sendAnswer(route, { ...stored, isReplayed: true }, response);
  const admitted = await deps.admit(call.value.address);
  if (!admitted.ok) return sendProblem(response, admitted.refusal);
  const fresh = await served.handler(call.value);
  sendAnswer(route, fresh, response);
}

function readCall(route: RouteContract, request: Request, deps: RouteDeps): Outcome<AnyCall> {
  const caller = readCaller(route, request, deps);
  if (!caller.ok) return caller;
  const parts: Record<string, unknown> = {};
  for (const part of ["params", "query", "body"] as const) {
    const schema = route[part];
    if (schema === undefined) continue;
    const parsed = schema.safeParse(request[part] ?? {});
    if (!parsed.success) return refuse("invalid_input", firstIssue(parsed.error));
    parts[part] = parsed.data;
  }
  let idempotencyKey: string | undefined;
  if (route.isIdempotent === true) {
    const key = readIdempotencyKey(request.headers);
    if (!key.ok) return key;
    idempotencyKey = key.value;
  }
  return accept({
    ...parts,
    caller: caller.value,
    idempotencyKey,
    address: addressOf(request),
    arrivedAtMs: deps.now(),
  } as AnyCall);
}

function readCaller(route: RouteContract, request: Request, deps: RouteDeps): Outcome<Caller> {
  if (route.roles.length === 0) return accept(anonymous);
  const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (token === undefined) return refuse("unauthorized");
  const caller = deps.authenticate(token);
  if (caller.ok && !route.roles.includes(caller.value.role)) return refuse("forbidden");
  return caller;
}

function findStored({ name, route, deps }: Served, call: AnyCall) {
  const { playerId } = call.caller;
  if (route.isIdempotent !== true || playerId === undefined) return undefined;
  return deps.findReply({
    playerId,
    operation: name,
    key: call.idempotencyKey as string,
    input: { ...(call.params as object | undefined), ...(call.body as object | undefined) },
  });
}

function sendAnswer(route: RouteContract, answer: AnyAnswer, response: Response): void {
  const isReplayed = "isReplayed" in answer && answer.isReplayed === true;
  if (isReplayed) response.setHeader("Idempotency-Replayed", "true");
  if (!answer.ok) return sendProblem(response, answer.refusal);
  const text = "text" in answer ? answer.text : JSON.stringify(route.reply.encode(answer.value));
  response.status(route.status).type("application/json").send(text);
}

/** The peer's address; IPv4 in IPv6 clothing is written plainly, so that limits see one address. */
function addressOf(request: Request): string {
  return (request.ip ?? request.socket.remoteAddress ?? "unknown").replace(/^::ffff:/, "");
}
