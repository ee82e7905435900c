/** Which of the pages about battles an address means. */
export type Address =
  | { page: "history" }
  | { page: "leaderboard"; session?: number }
  | { page: "battle"; id: number };

/** Reads `/battles`, `/battles/leaderboard` with an optional `?session=3`, `/battles/12` and `/battles?id=12`; anything else is the history. */
export function readAddress({ pathname, search }: { pathname: string; search: string }): Address {
  const query = new URLSearchParams(search);
  const [, name] = /^\/battles\/([^/]+)\/?$/.exec(pathname) ?? [];
  if (name === "leaderboard" || name === "gifters") {
    const session = toId(query.get("session"));
    return { page: "leaderboard", ...(session !== undefined && { session }) };
  }
  const id = toId(name ?? query.get("id"));
  return id === undefined ? { page: "history" } : { page: "battle", id };
}

function toId(text: string | null): number | undefined {
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
