import type { DataSource } from "typeorm";
import { sampleChat, sampleGift, sampleLike, sampleViewer } from "#common/live/event-samples.ts";
import type { LiveEvent, SourceKind, SupportEvent } from "#common/live/live-event.ts";
import type { StreamSession } from "#common/live/recorded-event.ts";
import { handleAccount } from "#server/ledger/account-names.ts";
import { readWallets } from "#server/ledger/read-wallets.ts";
import { recordBatch } from "#server/live/record-batch.ts";
import { type CoinsConsumer, createCoinsConsumer } from "#server/players/coins-consumer.ts";
import { linkHandle } from "#server/players/link-handle.ts";
import { LiveViewerEntity, type LiveViewerRow } from "#server/players/live-viewer-entity.ts";
import { type LiveStageBook, openLiveStageBook } from "./live-stage-book.ts";

/** When every LIVE of a test begins, epoch milliseconds. */
export const LIVE_STARTS_AT = 1_800_000_000_000;
export const MINUTE_MS = 60_000;
const PRESENCE_MINUTES = 10;

/** A LIVE without a battle: what its viewers do, and what they and players have of it. */
export interface AudienceBook {
  session: StreamSession;
  room: LiveStageBook["room"];
  /** Players that were told of, in order. */
  told: string[];
  /** Records events in one transaction, and shows it. Answers how many were new. */
  comes(...events: LiveEvent[]): Promise<number>;
  /** Events with an id of their own; `minute` counts from the start of the LIVE. */
  gift(diamonds: number, by?: By): SupportEvent;
  chat(text: string, by?: By): LiveEvent;
  like(by?: By): LiveEvent;
  /** The code for a handle, asked for at a minute of the LIVE; throws the code of a refusal. */
  code(playerId: string, handle: string, minute?: number): Promise<string>;
  viewer(viewerId?: string): Promise<LiveViewerRow | null>;
  /** Coins in a player's wallet; undefined before they have one. */
  coins(playerId: string): Promise<bigint | undefined>;
  /** Coins that wait on a handle. */
  waiting(viewerId?: string): Promise<bigint>;
  /** The same LIVE after a restart of the process. */
  restart(): void;
}

interface By {
  viewerId?: string;
  handle?: string;
  minute?: number;
}

let made = 0;

/** Opens a stage with a session on a database; `source` of the session and its events. */
export async function openAudienceBook(
  dataSource: DataSource,
  source: SourceKind = "tiktok",
): Promise<AudienceBook> {
  const stage = await openLiveStageBook(dataSource);
  const session = { ...stage.session, source };
  const told: string[] = [];
  const openConsumer = () =>
    createCoinsConsumer({
      presenceMinutes: PRESENCE_MINUTES,
      onWalletsChanged: (playerIds) => told.push(...playerIds),
    });
  let consumer: CoinsConsumer = openConsumer();

  function fields({ viewerId = "7001", handle, minute = 0 }: By) {
    made += 1;
    const at = LIVE_STARTS_AT + minute * MINUTE_MS;
    return {
      source,
      channel: session.channel,
      eventId: `event ${made}`,
      at,
      receivedAt: at + 200,
      viewer: sampleViewer(viewerId, handle === undefined ? {} : { handle }),
    };
  }

  return {
    session,
    room: stage.room,
    told,
    async comes(...events) {
      const { batch, afterCommit } = await recordBatch(dataSource, {
        room: stage.room,
        session,
        events,
        consumers: [consumer],
        now: LIVE_STARTS_AT,
      });
      for (const show of afterCommit) show();
      return batch.events.length;
    },
    gift: (diamonds, by = {}) => sampleGift({ ...fields(by), unitValue: diamonds }),
    chat: (text, by = {}) => sampleChat(text, fields(by)),
    like: (by = {}) => sampleLike(1, fields(by)),
    async code(playerId, handle, minute = 0) {
      const answer = await linkHandle(dataSource, {
        playerId,
        source: "tiktok",
        handle,
        now: LIVE_STARTS_AT + minute * MINUTE_MS,
        codesPerHourMax: 6,
      });
      if (!answer.ok) throw new Error(answer.refusal.code);
      return answer.value.code;
    },
    viewer: (viewerId = "7001") =>
      dataSource.manager.findOneBy(LiveViewerEntity, { source, viewerId }),
    async coins(playerId) {
      const wallets = await readWallets(dataSource.manager, playerId);
      return wallets.find(({ currency }) => currency === "coins")?.available;
    },
    async waiting(viewerId = "7001") {
      const rows: { balance: string }[] = await dataSource.query(
        "select balance from accounts where name = $1",
        [handleAccount({ source, viewerId })],
      );
      return BigInt(rows[0]?.balance ?? 0);
    },
    restart() {
      consumer = openConsumer();
    },
  };
}
