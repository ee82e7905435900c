/** Which of the pages about battles an address means. */
export type Address =
  | { page: "history" }
  | { page: "leaderboard" }
  | { page: "battle"; id: number };

/** Reads `/battles`, `/battles/leaderboard`, `/battles/12` and `/battles?id=12`; anything else is the history. */
export function readAddress({ pathname, search }: { pathname: string; search: string }): Address {
  const [, name] = /^\/battles\/([^/]+)\/?$/.exec(pathname) ?? [];
  if (name === "leaderboard" || name === "gifters") return { page: "leaderboard" };
  const id = name ?? new URLSearchParams(search).get("id") ?? "";
  return /^[1-9]\d{0,8}$/.test(id) ? { page: "battle", id: Number(id) } : { page: "history" };
}
