import type { battleRoutes } from "#common/battle/battle-api.ts";
import type { favorRoutes } from "#common/favors/favor-api.ts";
import type { Outcome, RefusalCode } from "#common/framework/refusals.ts";
import type {
  RouteBodyWire,
  RouteContract,
  RouteReplyWire,
} from "#common/framework/route-contract.ts";
import type { liveRoutes } from "#common/live/live-api.ts";
import type { identityRoutes } from "#common/players/identity-api.ts";
import type { playerRoutes } from "#common/players/player-api.ts";
import type { raceRoutes } from "#common/race/race-api.ts";
import type { statsRoutes } from "#common/stats/stats-api.ts";
import type { walletRoutes } from "#common/wallet/wallet-api.ts";

type RouteOf<Routes> = Routes[keyof Routes];
type AnyRoute =
  | RouteOf<typeof playerRoutes>
  | RouteOf<typeof walletRoutes>
  | RouteOf<typeof favorRoutes>
  | RouteOf<typeof raceRoutes>
  | RouteOf<typeof battleRoutes>
  | RouteOf<typeof liveRoutes>
  | RouteOf<typeof identityRoutes>
  | RouteOf<typeof statsRoutes>;
type RouteNamed<Method extends string, Path extends string> = Extract<
  AnyRoute,
  { method: Method; path: Path }
>;
type PathOf<Method extends string> = Extract<AnyRoute, { method: Method }>["path"];

export interface CallOptions<R extends RouteContract> {
  params?: Readonly<Record<string, string | number>>;
  query?: Readonly<Record<string, string | number>>;
  body?: RouteBodyWire<R>;
  token?: string | undefined;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/**
 * Calls a route by its method and path (`call("POST", "/auth/join", …)`); both and the body are
 * checked by the compiler. Resolves with the reply or the server's refusal; rejects with a
 * TypeError when no answer came.
 */
export async function call<Method extends "GET" | "POST" | "DELETE", Path extends PathOf<Method>>(
  method: Method,
  path: Path,
  options: CallOptions<RouteNamed<Method, Path>> = {},
): Promise<Outcome<RouteReplyWire<RouteNamed<Method, Path>>>> {
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(options.params?.[name])),
  );
  const query = new URLSearchParams(
    Object.entries(options.query ?? {}).map(([name, value]) => [name, String(value)]),
  ).toString();
  const headers: Record<string, string> = {};
  if (options.token !== undefined) headers.authorization = `Bearer ${options.token}`;
  if (options.body !== undefined) headers["content-type"] = "application/json";
  if (options.idempotencyKey !== undefined) headers["idempotency-key"] = options.idempotencyKey;
  const response = await fetch(query === "" ? filled : `${filled}?${query}`, {
    method,
    headers,
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const answer: unknown = await response.json();
  if (response.ok) return { ok: true, value: answer as RouteReplyWire<RouteNamed<Method, Path>> };
  const problem = answer as { code?: RefusalCode; detail?: Record<string, string | number> };
  return {
    ok: false,
    refusal: {
      code: problem.code ?? "internal",
      ...(problem.detail && { detail: problem.detail }),
    },
  };
}
