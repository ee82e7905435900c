import type { DataSource } from "typeorm";
import type { SourceKind } from "#common/live/live-event.ts";
import type { ConnectLive } from "#common/live/live-schemas.ts";
import { assertMine, DurableRoom } from "#server/framework/durable-room.ts";
import { isUniqueViolation } from "#server/storage/sql-state.ts";
import { transaction } from "#server/storage/transaction.ts";
import { StreamSessionEntity, type StreamSessionRow } from "./stream-session-entity.ts";

/** A room as the owner of its sessions knows it. */
export interface SessionRoom {
  id: string;
  epoch: number;
  /** Code of the stage. */
  code: string;
}

/** Another stage is connected to this LIVE, whose events are recorded once. */
export class ChannelTaken extends Error {
  constructor(channel: string) {
    super(`another stage is connected to ${channel}`);
  }
}

/** Writes a session that begins now. Throws `ChannelTaken` when another open room has this LIVE. */
export async function beginSession(
  dataSource: DataSource,
  begun: {
    room: SessionRoom;
    source: SourceKind;
    channel: string;
    request: ConnectLive;
    now: number;
  },
): Promise<StreamSessionRow> {
  const { room, source, channel, request } = begun;
  const now = BigInt(begun.now);
  try {
    return await transaction(dataSource, async (manager) => {
      await assertMine(manager, room);
      // Rooms that are gone hold no LIVE.
      await manager.query(
        `UPDATE stream_sessions SET ended_at_ms = $3
         WHERE source = $1 AND channel = $2 AND ended_at_ms IS NULL
           AND room_id IN (SELECT id FROM ${tableOfRooms} WHERE closed_at IS NOT NULL)`,
        [source, channel, now],
      );
      await manager.update(
        StreamSessionEntity,
        { roomId: room.id, isKept: true },
        { isKept: false },
      );
      const [earlier]: { pruned: string }[] = await manager.query(
        `SELECT coalesce(max(pruned_before_ms), 0) AS pruned FROM stream_sessions
         WHERE source = $1 AND channel = $2`,
        [source, channel],
      );
      const { raw } = await manager.insert(StreamSessionEntity, {
        stage: room.code,
        roomId: room.id,
        source,
        channel,
        request: request as object,
        startedAtMs: now,
        prunedBeforeMs: BigInt(earlier?.pruned ?? 0),
      });
      const [{ id }] = raw as [{ id: number }];
      return manager.findOneByOrFail(StreamSessionEntity, { id });
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new ChannelTaken(channel);
    throw error;
  }
}

const tableOfRooms = DurableRoom.options.tableName ?? "";

/** Writes a session's end; a second end changes only `isKept`. */
export async function endSession(
  dataSource: DataSource,
  ended: { room: SessionRoom; sessionId: number; isKept: boolean; now: number },
): Promise<void> {
  await transaction(dataSource, async (manager) => {
    await assertMine(manager, ended.room);
    await manager.query(
      `UPDATE stream_sessions SET ended_at_ms = coalesce(ended_at_ms, $2), is_kept = $3
       WHERE id = $1`,
      [ended.sessionId, ended.now, ended.isKept],
    );
  });
}

/** What the room was connected to when it was left; its session may have ended. */
export async function findKeptSession(
  dataSource: DataSource,
  roomId: string,
): Promise<StreamSessionRow | undefined> {
  const rows = await dataSource.getRepository(StreamSessionEntity).find({
    where: { roomId, isKept: true },
    order: { id: "DESC" },
    take: 1,
  });
  return rows[0];
}

export async function findSession(
  dataSource: DataSource,
  id: number,
): Promise<StreamSessionRow | undefined> {
  return (await dataSource.getRepository(StreamSessionEntity).findOneBy({ id })) ?? undefined;
}
