import type { Outcome } from "#common/framework/refusals.ts";
import type {
  RouteBody,
  RouteContract,
  RouteParams,
  RouteQuery,
  RouteReply,
} from "#common/framework/route-contract.ts";
import type { Caller } from "./caller.ts";

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
}

/**
 * What a handler answers: the reply in program form, or a refusal. A replayed answer comes as the
 * stored wire text, so that it leaves byte for byte as the first one did.
 */
export type RouteAnswer<R extends RouteContract> =
  | Outcome<RouteReply<R>>
  | { ok: true; replayedText: string }
  | { ok: false; refusal: { code: never } };

/** One handler for each route of a set; a missing or misnamed one does not compile. */
export type RouteHandlers<Routes extends Readonly<Record<string, RouteContract>>> = {
  [Name in keyof Routes]: (call: RouteCall<Routes[Name]>) => Promise<RouteAnswer<Routes[Name]>>;
};
