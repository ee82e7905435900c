import type { z } from "zod";
import type { RefusalCode } from "./refusals.ts";
import type { Role } from "./roles.ts";

/**
 * One HTTP route, declared once: the server's validation, the OpenAPI document and the client's
 * types come from it. A refusal is answered as problem+json with its code.
 */
export interface RouteContract {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Express style: `/bets/:betId`. */
  path: `/${string}`;
  summary: string;
  tag: string;
  /** Roles whose bearer token opens the route; an empty list is open to everyone. */
  roles: readonly Role[];
  /** Path parameters, query and body; objects are strict, so an unknown field is `invalid_input`. */
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  reply: z.ZodType;
  /** The status of success. */
  status: 200 | 201;
  refusals: readonly RefusalCode[];
  /** Moves money: `Idempotency-Key` (or `X-Idempotency-Key`) must be sent. */
  isIdempotent?: true;
}

/** Keeps the literal types of a set of routes. */
export function defineRoutes<const Routes extends Readonly<Record<string, RouteContract>>>(
  routes: Routes,
): Routes {
  return routes;
}

type Shape<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type WireShape<Schema> = Schema extends z.ZodType ? z.input<Schema> : undefined;

export type RouteParams<R extends RouteContract> = Shape<R["params"]>;
export type RouteQuery<R extends RouteContract> = Shape<R["query"]>;
export type RouteBody<R extends RouteContract> = Shape<R["body"]>;
export type RouteReply<R extends RouteContract> = z.output<R["reply"]>;
export type RouteBodyWire<R extends RouteContract> = WireShape<R["body"]>;
export type RouteReplyWire<R extends RouteContract> = z.input<R["reply"]>;
