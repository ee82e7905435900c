import type { Outcome } from "#common/framework/refusals.ts";
import type {
  RouteBody,
  RouteContract,
  RouteParams,
  RouteQuery,
  RouteReply,
} from "#common/framework/route-contract.ts";
import type { Caller } from "./caller.ts";
import type { StoredReply } from "./reply-lookup.ts";

/** One validated request, as a handler sees it. */
export interface RouteCall<R extends RouteContract> {
  params: RouteParams<R>;
  query: RouteQuery<R>;
  body: RouteBody<R>;
  caller: Caller;
  /** Set on every route that `isIdempotent`. */
  idempotencyKey: string | undefined;
  /** The peer's address, for limits. */
  address: string;
  /** The server's clock when the request arrived, epoch milliseconds. */
  arrivedAtMs: number;
}

/**
 * What a handler answers: the reply in program form, a refusal, or the stored first answer to the
 * same intent, whose text leaves byte for byte as it first did.
 */
export type RouteAnswer<R extends RouteContract> = Outcome<RouteReply<R>> | StoredReply;

/** One handler for each route of a set; a missing or misnamed one does not compile. */
export type RouteHandlers<Routes extends Readonly<Record<string, RouteContract>>> = {
  [Name in keyof Routes]: (call: RouteCall<Routes[Name]>) => Promise<RouteAnswer<Routes[Name]>>;
};
