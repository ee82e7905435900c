import type { Signal } from "@preact/signals";
import type { RoomConnection } from "#client/framework/connection.ts";

const HAPPENINGS_MAX = 12;

/** Something that people in the stands, or the host, have just done. */
type News =
  | { kind: "bet"; name: string; market: string; selection: readonly number[]; stake: string }
  | { kind: "power"; name: string; power: string; target: number }
  | { kind: "released"; power: string; target: number; reason: string }
  | { kind: "scratched"; number: number };
export type Happening = News & { id: number };

/** Puts what the room tells into `happenings`, newest first. */
export function listenToStands(
  connection: RoomConnection<"race">,
  happenings: Signal<readonly Happening[]>,
): void {
  let lastId = 0;
  const add = (news: News) => {
    const happening = { ...news, id: ++lastId };
    happenings.value = [happening, ...happenings.value].slice(0, HAPPENINGS_MAX);
  };
  connection.on("betPlaced", ({ name, market, selection, stake }) =>
    add({ kind: "bet", name, market, selection, stake }),
  );
  connection.on("powerCast", ({ name, power, target }) =>
    add({ kind: "power", name, power, target }),
  );
  connection.on("powerReleased", ({ power, target, reason }) =>
    add({ kind: "released", power, target, reason }),
  );
  connection.on("runnerScratched", ({ number }) => add({ kind: "scratched", number }));
}
