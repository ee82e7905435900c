import type { EntityManager } from "typeorm";
import type { LiveEvent } from "#common/live/live-event.ts";
import { toRecordedEvent } from "./event-payload.ts";
import { LiveEventEntity } from "./live-event-entity.ts";

const PAGE = 2_000;

/** Recorded events of a session in the order of the record, read in pages. */
export async function* readEvents(
  manager: EntityManager,
  sessionId: number,
): AsyncGenerator<LiveEvent> {
  let after = 0n;
  for (;;) {
    const rows = await manager
      .createQueryBuilder(LiveEventEntity, "event")
      .where("event.sessionId = :sessionId AND event.seq > :after", {
        sessionId,
        after: after.toString(),
      })
      .orderBy("event.seq")
      .limit(PAGE)
      .getMany();
    for (const row of rows) yield toRecordedEvent(row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.seq;
  }
}
