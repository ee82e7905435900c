import type { BoardSpan } from "#common/stats/stats-api.ts";
import { boardSpanNames } from "./board-spans.ts";

/** Which of the pages of statistics an address means. */
export type Address =
  | { page: "runners" }
  | { page: "runner"; id: string }
  | { page: "races" }
  | { page: "race"; id: number }
  | { page: "players"; span: BoardSpan; lobby?: string }
  | { page: "me" };

/**
 * Reads `/stats`, `/stats/runners/rayo`, `/stats/races`, `/stats/races/12`, `/stats/me` and
 * `/leaderboards/players?span=season&lobby=BCDF`; anything else is the list of runners.
 */
export function readAddress({ pathname, search }: { pathname: string; search: string }): Address {
  const [, first, second, third] = pathname.split("/");
  if (first === "leaderboards") return readBoard(new URLSearchParams(search));
  if (second === "me") return { page: "me" };
  if (second === "races") {
    return third !== undefined && /^[1-9]\d{0,9}$/.test(third)
      ? { page: "race", id: Number(third) }
      : { page: "races" };
  }
  if (second === "runners" && third !== undefined && /^[a-z0-9-]{1,40}$/.test(third)) {
    return { page: "runner", id: third };
  }
  return { page: "runners" };
}

function readBoard(query: URLSearchParams): Address {
  const span = boardSpanNames.find((known) => known === query.get("span")) ?? "tonight";
  const lobby = query.get("lobby")?.trim().toUpperCase() ?? "";
  return { page: "players", span, ...(/^[A-Z0-9]{4}$/.test(lobby) && { lobby }) };
}
