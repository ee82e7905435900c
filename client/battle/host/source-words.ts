import type { SourceView } from "#client/battle/battle-view.ts";
import { formatTimeLeft } from "#client/framework/format-time.ts";
import { channelName } from "#common/live/channel-name.ts";
import { texts } from "./texts.ts";

/** How a light looks: nothing there, on its way, good, or in trouble. */
export type Light = "off" | "waiting" | "good" | "bad";

/** What the source is called: a handle, or the kind it is. */
function sourceName({ kind, channel }: Pick<SourceView, "kind" | "channel">): string {
  const { sources } = texts.value.stage.live;
  if (kind === "simulator") return sources.simulator;
  if (kind === "recording") return `${sources.recording} ${channelName(channel)}`.trim();
  return `@${channel}`;
}

/** The light of a source. */
export function sourceLight({ state }: Pick<SourceView, "state">): Light {
  switch (state) {
    case "off":
    case "ended":
      return "off";
    case "connecting":
    case "paused":
      return "waiting";
    case "live":
      return "good";
    case "lost":
    case "offline":
    case "rate_limited":
    case "failed":
      return "bad";
  }
}

/** Whether the stage holds a source: it can be left, and no other one connected. */
export function isConnected({ state }: Pick<SourceView, "state">): boolean {
  return state !== "off" && state !== "ended" && state !== "failed";
}

/** How the source is doing, why, and when it is tried again; each a sentence. */
export function sourceSentences(source: SourceView, now: number): string[] {
  const { live } = texts.value.stage;
  const sentences = [live.states[source.state](sourceName(source))];
  if (source.fault !== "") sentences.push(live.faults[source.fault]);
  if (source.retryAtMs > 0 && source.state !== "live") {
    sentences.push(live.retryIn(formatTimeLeft(source.retryAtMs - now)));
  } else if (source.state === "failed") sentences.push(live.noRetry);
  return sentences;
}
