import type { ShowReport } from "#common/live/live-schemas.ts";
import { createShowReport } from "#common/live/show-report.ts";
import { type BadLine, readRecording } from "./recording-file.ts";
import { toLiveEvent } from "./tiktok/to-live-event.ts";

export interface RecordingReport {
  /** By streamer; each counts by itself. */
  streams: Record<string, ShowReport>;
  /** Sums of the streams; `viewersPeak` is the largest of theirs. */
  total: ShowReport;
}

/**
 * What the shows of a recording brought in, by the reducer that counts a show while it runs. Rejects
 * when the file can't be read or holds no message; a bad line is told and left out.
 */
export async function reportRecording(
  path: string,
  onBadLine: (bad: BadLine) => void,
): Promise<RecordingReport> {
  const show = createShowReport();
  for await (const message of readRecording(path, onBadLine)) {
    const event = toLiveEvent(message, {
      source: "recording",
      channel: message.streamer,
      receivedAt: message.tsMs,
      toServerTime: (createdAtMs) => createdAtMs,
    });
    if (event !== undefined) show.add(event);
  }
  const streams = show.byChannel().map(({ channel, report }) => [channel, report] as const);
  return { streams: Object.fromEntries(streams), total: show.report() };
}
