import type { DataSource } from "typeorm";
import type { ShowReport } from "#common/live/live-schemas.ts";
import { createShowReport } from "#common/live/show-report.ts";
import { readEarlierMarks } from "./read-earlier-marks.ts";
import { readEvents } from "./read-events.ts";
import { StreamSessionEntity, type StreamSessionRow } from "./stream-session-entity.ts";

/**
 * What a session brought in, counted from its recorded events; of a streak that an earlier session
 * began, what this one added. An ended session's report is kept, so
 * that it outlives the events.
 */
export async function reportSession(
  dataSource: DataSource,
  session: StreamSessionRow,
): Promise<ShowReport> {
  if (session.report !== null) return session.report;
  const show = createShowReport({
    isUnique: true,
    marks: await readEarlierMarks(dataSource.manager, session),
  });
  for await (const event of readEvents(dataSource.manager, session.id)) show.add(event);
  const report = show.report();
  if (session.endedAtMs !== null) {
    await dataSource
      .getRepository(StreamSessionEntity)
      .update({ id: session.id }, { report: report as object });
  }
  return report;
}
