import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { accept, refuse } from "#common/framework/refusals.ts";
import type { Config } from "./config.ts";
import type { Clock } from "./framework/clock.ts";
import type { Log } from "./framework/log.ts";
import type { OpenSource } from "./live/live-source.ts";
import type { StageLiveDeps } from "./live/open-stage-live.ts";
import { openRawRecorder } from "./live/raw-recorder.ts";
import { createRecordingSource } from "./live/recording-source.ts";
import { createSimulatorSource } from "./live/simulator-source.ts";
import { isLibraryInstalled } from "./live/tiktok/load-library.ts";
import { parseTikTokName } from "./live/tiktok/parse-tiktok-name.ts";
import { createTikTokSource } from "./live/tiktok/tiktok-source.ts";

/** Where recordings lie that a host may play. */
export function recordingsDirOf({ RECORDINGS_DIR, DATA_DIR }: Config): string {
  return resolve(RECORDINGS_DIR ?? join(DATA_DIR, "recordings"));
}

/** Every kind of source a stage can be connected to (LIVE INPUT-2): the one place that knows them all. */
export function sourcesOf(
  config: Config,
  { clock, log }: { clock: Clock; log: Log },
): StageLiveDeps["openSource"] {
  return (request, again) => {
    switch (request.source) {
      case "tiktok": {
        const channel = parseTikTokName(request.channel);
        if (channel === undefined) return refuse("channel_invalid");
        if (!isLibraryInstalled()) return refuse("source_unavailable");
        const source = createTikTokSource({
          channel,
          webHost: config.TIKTOK_WEB_HOST,
          signUrl: config.TIKTOK_SIGN_URL,
          signKey: config.TIKTOK_SIGN_KEY,
          silenceMs: config.LIVE_SILENCE_SECONDS * 1_000,
          clock,
          log,
        });
        const folder = recordingsDirOf(config);
        return accept(config.LIVE_RAW_FRAMES ? recorded(source, { folder, log }) : source);
      }
      case "simulator": {
        const { seed, eventsPerSecond } = request;
        const countries = config.DEFAULT_COUNTRIES;
        return accept(createSimulatorSource({ seed, eventsPerSecond, countries, clock, ...again }));
      }
      case "recording": {
        const { file, streamer, ...pace } = request;
        const path = join(recordingsDirOf(config), file);
        if (!existsSync(path)) return refuse("recording_unknown");
        const one = streamer === undefined ? {} : { streamer };
        return accept(createRecordingSource({ path, ...pace, ...one, clock, log, ...again }));
      }
    }
  };
}

/** The same source, whose messages are also kept on disk. */
function recorded(open: OpenSource, options: { folder: string; log: Log }): OpenSource {
  return (sink) => {
    const recorder = openRawRecorder(options);
    const source = open({ ...sink, raw: recorder.write });
    return {
      kind: source.kind,
      channel: source.channel,
      start: () => source.start(),
      async stop() {
        await source.stop();
        await recorder.close();
      },
    };
  };
}
