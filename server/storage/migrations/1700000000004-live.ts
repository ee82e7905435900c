import type { MigrationInterface, QueryRunner } from "typeorm";

/** Stream sessions, recorded live events, and how far streaks were counted. */
export class Live1700000000004 implements MigrationInterface {
  readonly name = "Live1700000000004";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE stream_sessions (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        stage text NOT NULL,
        room_id uuid NOT NULL CONSTRAINT stream_sessions_room REFERENCES durable_rooms (id),
        source text NOT NULL,
        channel text NOT NULL,
        request jsonb NOT NULL,
        is_kept boolean NOT NULL DEFAULT true,
        started_at_ms bigint NOT NULL,
        ended_at_ms bigint,
        last_event_at_ms bigint NOT NULL DEFAULT 0,
        events integer NOT NULL DEFAULT 0,
        gifts integer NOT NULL DEFAULT 0,
        pruned_before_ms bigint NOT NULL DEFAULT 0,
        report jsonb,
        CONSTRAINT stream_sessions_source CHECK (source IN ('tiktok', 'simulator', 'recording'))
      );
      CREATE UNIQUE INDEX stream_sessions_one_open ON stream_sessions (room_id)
        WHERE ended_at_ms IS NULL;
      CREATE UNIQUE INDEX stream_sessions_one_per_channel ON stream_sessions (source, channel)
        WHERE ended_at_ms IS NULL;
      CREATE INDEX stream_sessions_channel ON stream_sessions (source, channel);

      CREATE TABLE live_events (
        seq bigint GENERATED ALWAYS AS IDENTITY,
        session_id integer NOT NULL,
        source text NOT NULL,
        channel text NOT NULL,
        event_id text NOT NULL,
        kind text NOT NULL,
        viewer_id text,
        at_ms bigint NOT NULL,
        received_at_ms bigint NOT NULL,
        payload jsonb NOT NULL,
        PRIMARY KEY (session_id, seq)
      );
      CREATE UNIQUE INDEX live_events_once ON live_events (event_id, channel, source);
      CREATE INDEX live_events_gifts ON live_events (seq) WHERE kind = 'support';

      CREATE TABLE live_streaks (
        key text PRIMARY KEY,
        session_id integer NOT NULL
          CONSTRAINT live_streaks_session_fkey REFERENCES stream_sessions (id),
        high integer NOT NULL,
        last_at_ms bigint NOT NULL
      );
      CREATE INDEX live_streaks_session ON live_streaks (session_id, last_at_ms);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE live_streaks, live_events, stream_sessions");
  }
}
