import type { DataSource } from "typeorm";
import { accept, refuse } from "#common/framework/refusals.ts";
import type { liveRoutes, StreamSessionWire } from "#common/live/live-api.ts";
import type { RouteHandlers } from "#server/framework/route-handlers.ts";
import { listGifts } from "./list-gifts.ts";
import { listRecordings } from "./list-recordings.ts";
import { reportSession } from "./report-session.ts";
import { findSession } from "./store-session.ts";
import { StreamSessionEntity, type StreamSessionRow } from "./stream-session-entity.ts";

/** Stream sessions, their reports, and what a host can choose from. */
export function createLiveHandlers(deps: {
  dataSource: DataSource;
  recordingsDir: string;
}): RouteHandlers<typeof liveRoutes> {
  const { dataSource, recordingsDir } = deps;
  return {
    async listSessions({ query }) {
      const rows = await dataSource
        .getRepository(StreamSessionEntity)
        .find({ order: { id: "DESC" }, take: query.limit });
      return accept({ sessions: rows.map(toWire) });
    },
    async readReport({ params }) {
      const row = await findSession(dataSource, params.sessionId);
      if (row === undefined) return refuse("session_unknown");
      return accept({ session: toWire(row), report: await reportSession(dataSource, row) });
    },
    async listRecordings() {
      return accept({ recordings: await listRecordings(recordingsDir) });
    },
    async listGifts() {
      return accept({ gifts: await listGifts(dataSource) });
    },
  };
}

function toWire(row: StreamSessionRow): StreamSessionWire {
  const { id, stage, source, channel, events } = row;
  const endedAt = row.endedAtMs === null ? null : Number(row.endedAtMs);
  return { id, stage, source, channel, startedAt: Number(row.startedAtMs), endedAt, events };
}
